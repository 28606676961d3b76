// Is this reply one step of several? A short answer is said in one go: its sentences are counted too, but nobody steps through them.

import type { Reply } from '../../shared/domain.ts'

export function isStepwise({ kind, position, utterances }: Reply): boolean {
  const said = utterances.filter(({ role }) => role === 'step').length
  return kind === 'answer' && position.count > 1 && said < position.count
}
