// The topic that is open -> what is done with it as a whole: doubled, divided, put together with another, removed; what to open then is chosen.
// Example: const whole = useWholeTopic({ draft, save, choose, rows }); await whole.act('remove') -> isRemoving; then whole.remove().
// Trap: what is typed and not saved yet is part of it: it is saved first. A dialog asks about the topic that was seen when it opened, also
// where the list opens another meanwhile (it was removed elsewhere, or undone).

import { ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { Topic } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'
import { useReview } from './useReview.ts'
import { neighbourOf } from './useTopics.ts'

interface Open {
  draft: Readonly<Ref<Topic | null>>
  save: () => Promise<void>
  choose: (id: TopicId) => Promise<unknown>
  rows: () => readonly TopicRow[]
}

export function useWholeTopic({ draft, save, choose, rows }: Open) {
  const review = useReview()
  const isRemoving = ref(false)
  const isMerging = ref(false)
  /** The topic that a dialog asks about. */
  const asked = shallowRef<Topic | null>(null)

  async function act(deed: 'duplicate' | 'merge' | 'remove'): Promise<void> {
    const seen = draft.value
    if (!seen) return
    await save()
    asked.value = seen
    if (deed === 'remove') isRemoving.value = true
    else if (deed === 'merge') isMerging.value = true
    else await choose((await review.duplicate(seen.id)).id)
  }
  async function split(at: number): Promise<void> {
    const seen = draft.value
    await save()
    if (seen) await choose((await review.split(seen.id, at)).id)
  }
  async function merge(from: TopicId): Promise<void> {
    if (asked.value) await review.merge(asked.value.id, from)
  }
  async function remove(): Promise<void> {
    if (!asked.value) return
    const { id } = asked.value
    const neighbour = neighbourOf(rows(), [id])
    await review.remove(id)
    if (neighbour) await choose(neighbour)
  }
  return { asked, isRemoving, isMerging, act, split, merge, remove }
}
