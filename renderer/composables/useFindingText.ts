// Finding -> its texts in the person's language: what it is, why it matters, what the one-click fix does ('' where there is none).
// Example: { code: 'language-mixed', details: { number: 2, found: 'de' } } -> "Step 2 is in another language (German)."

import type { Finding } from '../../shared/domain.ts'
import { findingText } from '../../shared/findingTexts.ts'
import { useText } from './useText.ts'

export function useFindingText() {
  const { locale, languageName } = useText()

  function textsOf(finding: Finding) {
    const { found, ...details } = finding.details
    // A person reads the name of a language, a machine its tag.
    const named = typeof found === 'string' ? { ...details, found: languageName(found) } : details
    return findingText({ ...finding, details: named }, locale.value)
  }
  return { textsOf }
}
