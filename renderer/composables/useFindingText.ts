// Finding -> one sentence in the person's language. The worker's own English sentence stands in for a code without a text here.

import type { Finding } from '../../shared/domain.ts'
import { useText } from './useText.ts'

export function useFindingText() {
  const { textOr } = useText()
  return { textOf: ({ code, message }: Finding): string => textOr(`findings.${code}`, message) }
}
