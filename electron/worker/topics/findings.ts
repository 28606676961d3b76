// Topic[] -> findings, as a good linter: each with a place, why it matters, what to do next, and a fix where a machine can make it.
// Codes are stable: CLI and window take their texts from shared/findingTexts.ts. A finding is named by topic, code and subject.
// Example: a step "Turn the screws (Fig. 3)" -> { code: 'step-refers-to-figure', severity: 'warning', part: 'step 2', … }
// Trap: findings that somebody let stand are in the list too, with `suppressed`; whoever counts must leave them out.

import type { Finding, Project, Topic } from '../../../shared/domain.ts'
import { findingText } from '../../../shared/findingTexts.ts'
import type { Found, FoundIn } from './findings/found.ts'
import { sharedFindings } from './findings/sharedRules.ts'
import { stepFindings } from './findings/stepRules.ts'
import { findingsOfSilent, topicFindings } from './findings/topicRules.ts'

export type FindingName = Pick<Finding, 'topic' | 'code' | 'subject'>

/** `asked`: what was found by asking the device (testing/clashes.ts), and still holds. */
export function findingsOf(topics: readonly Topic[], asked: readonly FoundIn[] = []): Finding[] {
  return [...allFound(topics), ...asked].map(findingOf)
}

/** The project with the finding mended; the same where it is gone already or has no fix. */
export function fixed(project: Project, name: FindingName, asked: readonly FoundIn[] = []): Project {
  const found = [...allFound(project.topics), ...asked].find((candidate) => isNamed(candidate, name))
  const { topic, fix, add } = found ?? {}
  if (add) return { ...project, topics: [...add(project), ...project.topics] }
  if (!topic || !fix) return project
  return { ...project, topics: project.topics.map((other) => (other === topic ? fix(other) : other)) }
}

function allFound(topics: readonly Topic[]): FoundIn[] {
  const spoken = topics.filter((topic) => topic.isSpoken)
  const own = spoken.flatMap((topic) => ownFindings(topic).map((found) => ({ ...found, topic })))
  const silent = topics
    .filter((topic) => !topic.isSpoken)
    .flatMap((topic) => findingsOfSilent(topic).map((found) => ({ ...found, topic })))
  return [...own, ...silent, ...sharedFindings(spoken)]
}

/** Topics are never changed in place: after a save only the saved one is looked at again. */
const known = new WeakMap<Topic, Found[]>()
function ownFindings(topic: Topic): Found[] {
  const kept = known.get(topic) ?? [...topicFindings(topic), ...stepFindings(topic)]
  known.set(topic, kept)
  return kept
}

const isNamed = (found: FoundIn, { topic, code, subject }: FindingName): boolean =>
  found.topic.id === topic && found.code === code && found.subject === subject

function findingOf({ topic, code, severity, part, subject, details, sources, fix, add }: FoundIn): Finding {
  const standing = topic.suppressions?.find((one) => one.code === code && one.subject === subject)
  const { what, why } = findingText({ code, details, message: code }, 'en')
  return {
    code,
    severity,
    topic: topic.id,
    page: (sources?.[0] ?? topic.sources[0])?.page ?? null,
    part: part ?? null,
    subject,
    details,
    hasFix: Boolean(fix ?? add),
    suppressed: standing ? { reason: standing.reason, by: standing.by, at: standing.at } : null,
    message: `${what} ${why}`,
  }
}
