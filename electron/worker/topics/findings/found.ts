// What a rule finds, before it becomes a Finding: with the mending as a function, so that check and fix stand side by side.
// Example: { code: 'step-silent', severity: 'error', part: 'step 0', subject: 'Open it.', details: { number: 1 }, fix: (topic) => … }

import type { Details, FindingSeverity, PartKey, Project, Source, Step, Topic } from '../../../../shared/domain.ts'
import type { FindingCode } from '../../../../shared/findingTexts.ts'

export interface Found {
  code: FindingCode
  severity: FindingSeverity
  part?: PartKey
  /** What it is about: must stay the same as long as nobody changed that. */
  subject: string
  details: Details
  /** Where it stands; the topic's first source where absent. */
  sources?: readonly Source[]
  /** Mends it in this topic. */
  fix?: (topic: Topic) => Topic
  /** Mends it elsewhere: returns topics to add before this one. */
  add?: (project: Project) => Topic[]
}

export interface FoundIn extends Found {
  topic: Topic
}

/** Changes one step; its text counts as the author's own where `spoken` is changed. */
export const stepChanged =
  (at: number, changes: Partial<Step>) =>
  (topic: Topic): Topic => ({
    ...topic,
    steps: topic.steps.map((step, place) => (place === at ? { ...step, ...changes } : step)),
  })

export const respoken = (at: number, spoken: string): ((topic: Topic) => Topic) =>
  stepChanged(at, { spoken, isEdited: true })
