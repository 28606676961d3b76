// Finding -> its texts in the person's language: what it is, why it matters, what the one-click fix does ('' where there is none).

import type { Finding } from '../../shared/domain.ts'
import { findingText } from '../../shared/findingTexts.ts'
import { useText } from './useText.ts'

export function useFindingText() {
  const { locale } = useText()
  return { textsOf: (finding: Finding) => findingText(finding, locale.value) }
}
