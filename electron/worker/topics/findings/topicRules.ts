// Topic -> what is wrong with it as a whole: empty, silent, unasked for, signed and then changed. Each rule with its fix.

import type { Topic } from '../../../../shared/domain.ts'
import { hasUnreadWords } from '../../../../shared/drawnLines.ts'
import { isGone, withNewText } from '../editions.ts'
import { spokenHazard } from '../hazardSpeech.ts'
import { isStale, unsigned } from '../signOff.ts'
import { codesIn } from '../vocabulary.ts'
import type { Found } from './found.ts'

export function topicFindings(topic: Topic): Found[] {
  return [
    ...empty(topic),
    ...withoutPhrases(topic),
    ...silentHazards(topic),
    ...unreadHazards(topic),
    ...codeMissing(topic),
    ...findingsOfSilent(topic),
  ]
}

/** What must be known of a topic whether it is spoken or not. */
export const findingsOfSilent = (topic: Topic): Found[] => [...stale(topic), ...edition(topic)]

function empty({ hazards, steps }: Topic): Found[] {
  if (hazards.length > 0 || steps.some(({ isLeftOut }) => !isLeftOut)) return []
  return [
    {
      code: 'topic-empty',
      severity: 'error',
      subject: '',
      details: {},
      fix: (topic) => ({ ...topic, isSpoken: false }),
    },
  ]
}

function withoutPhrases({ phrases }: Topic): Found[] {
  if (phrases.some(({ text }) => text.trim() !== '')) return []
  return [
    {
      code: 'topic-without-phrases',
      severity: 'error',
      subject: '',
      details: {},
      fix: (topic) => ({ ...topic, phrases: [{ text: topic.title, origin: 'title' }] }),
    },
  ]
}

function silentHazards({ hazards, language }: Topic): Found[] {
  return hazards.flatMap(({ signalWord, written, spoken, sources }, at): Found[] => {
    if (spoken.trim() !== '') return []
    const made = spokenHazard({ signalWord, written }, language)
    const fix = (topic: Topic): Topic => ({
      ...topic,
      hazards: topic.hazards.map((hazard, place) => (place === at ? { ...hazard, spoken: made } : hazard)),
    })
    const found: Found = {
      code: 'hazard-silent',
      severity: 'error',
      part: `hazard ${at}`,
      subject: written,
      details: { number: at + 1 },
      sources,
    }
    return [made === '' ? found : { ...found, fix }]
  })
}

/** A hazard is spoken whole or it is no help; as long as it is spoken as it was made, something is missing. */
const unreadHazards = ({ hazards, language }: Topic): Found[] =>
  hazards.flatMap((hazard, at): Found[] =>
    hasUnreadWords(hazard.written) && hazard.spoken === spokenHazard(hazard, language)
      ? [
          {
            code: 'words-not-read',
            severity: 'error',
            part: `hazard ${at}`,
            subject: hazard.written,
            details: {},
            sources: hazard.sources,
          },
        ]
      : [],
  )

function codeMissing({ kind, codes, title }: Topic): Found[] {
  if (kind !== 'error-code' || codes.length > 0) return []
  const [code] = codesIn(title)
  const found: Found = { code: 'code-missing', severity: 'warning', subject: title, details: {} }
  if (code === undefined) return [found]
  return [{ ...found, details: { code }, fix: (topic) => ({ ...topic, codes: [code] }) }]
}

function stale(topic: Topic): Found[] {
  if (!isStale(topic)) return []
  const by = topic.signOffs?.at(-1)?.by ?? ''
  return [{ code: 'approval-stale', severity: 'error', subject: topic.status, details: { by }, fix: unsigned }]
}

function edition(topic: Topic): Found[] {
  if (isGone(topic)) return [{ code: 'edition-gone', severity: 'note', subject: '', details: {} }]
  if (!topic.earlier) return []
  return [{ code: 'edition-changed', severity: 'warning', subject: '', details: {}, fix: withNewText }]
}
