// A reply with hazards -> the signal word of each, from the topic it answers with: the bundle has the words only as they are spoken.
// Trap: a topic may be gone or changed since the device was started; what is not found is a warning, rather too much than too little.

import type { Hazard, Reply, SignalWord } from '../../shared/domain.ts'
import { isAppError } from '../../shared/errors.ts'
import type { TopicId } from '../../shared/ids.ts'
import { api } from '../api.ts'
import { useReading } from './useReading.ts'

export function useSignalWords(reply: () => Reply) {
  const hazards = useReading(
    () => (reply().utterances.some(({ role }) => role === 'hazard') ? reply().topicId : null),
    (id): Promise<readonly Hazard[]> => (id === null ? Promise.resolve([]) : hazardsOf(id)),
    [],
  )
  function partsOf(spoken: string): SpokenHazard {
    const hazard = hazards.value.value.find((one) => spoken.includes(one.spoken))
    const word = hazard?.signalWord ?? 'warning'
    const [whole = '', lead = ''] = /^(\p{Lu}\p{L}+)\. (?=\S)/u.exec(spoken) ?? []
    const isLead = hazard !== undefined && lead !== '' && !hazard.written.startsWith(lead)
    return isLead ? { word, lead, text: spoken.slice(whole.length) } : { word, lead: null, text: spoken }
  }
  return { partsOf }
}

/** `lead`: the signal word as the device says it, in the manual's language; null where the author's text begins otherwise. */
export interface SpokenHazard {
  word: SignalWord
  lead: string | null
  text: string
}

async function hazardsOf(id: TopicId): Promise<readonly Hazard[]> {
  try {
    return (await api.call('topic.read', { id })).hazards
  } catch (error) {
    if (isAppError(error) && error.code === 'topic-not-found') return []
    throw error
  }
}
