// Deed -> what was done, in the person's language. Example: { code: 'edit-topic', details: { title: 'Descaling' } } -> 'Edit “Descaling”'.

import type { Deed } from '../../shared/domain.ts'
import { useText } from './useText.ts'

export function useDeedText() {
  const { t } = useText()
  return { deedText: ({ code, details }: Deed): string => t(`deeds.${code}`, details) }
}
