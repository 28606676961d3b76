// Finding -> one sentence in the person's language. The worker says it in English, with the names of what it found.

import type { Finding } from '../../shared/domain.ts'
import { findingsDe } from '../messages/findings.de.ts'
import { useText } from './useText.ts'

export function useFindingText() {
  const { locale } = useText()
  const textOf = ({ code, message }: Finding): string =>
    locale.value === 'de' ? (findingsDe[code] ?? message) : message
  return { textOf }
}
