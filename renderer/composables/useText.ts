// Key -> text in the person's language. A misspelt key does not compile. Also numbers, sizes and languages as that person writes them.
// Example: const { t, bytes } = useText(); t('nav.topics') -> "Topics"; bytes(1_572_864) -> "1.5 MB".

import { i18n } from '../i18n.ts'
import type { MessageKey } from '../messages/keys.ts'

type Values = Readonly<Record<string, string | number>>
const noValues: Values = {}
/** Texts without values, once said in a language: a view asks for dozens of them with each key that somebody types. */
const saidByLocale = new Map<string, Map<MessageKey, string>>()

export function useText() {
  const { t: translate, te, locale } = i18n.global

  /** `count` chooses between "one | many". */
  function t(key: MessageKey, values = noValues, count?: number): string {
    if (values === noValues && count === undefined) return plain(key)
    return count === undefined ? translate(key, { ...values }) : translate(key, { count, ...values }, count)
  }

  function plain(key: MessageKey): string {
    const said = saidByLocale.get(locale.value) ?? new Map<MessageKey, string>()
    saidByLocale.set(locale.value, said)
    const text = said.get(key) ?? translate(key)
    said.set(key, text)
    return text
  }

  /** For codes that come from the worker and may be newer than our texts: the text, or `otherwise`. */
  const textOr = (key: string, otherwise: string): string => (te(key) ? translate(key) : otherwise)

  const number = (value: number, digits = 0): string =>
    value.toLocaleString(locale.value, { minimumFractionDigits: digits, maximumFractionDigits: digits })

  const bytes = (value: number): string => {
    const [unit, size] = value >= 2 ** 20 ? ['MB', 2 ** 20] : value >= 2 ** 10 ? ['KB', 2 ** 10] : ['B', 1]
    return `${number(value / Number(size), unit === 'B' || value >= 100 * Number(size) ? 0 : 1)} ${unit}`
  }

  const percent = (fraction: number): string =>
    fraction.toLocaleString(locale.value, { style: 'percent', maximumFractionDigits: 1 })

  const seconds = (durationMs: number): string => `${number(durationMs / 1000, 1)} s`

  const day = (iso: string): string => {
    const date = new Date(iso)
    return Number.isNaN(date.getTime())
      ? iso
      : date.toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' })
  }

  const languageName = (tag: string): string =>
    new Intl.DisplayNames([locale.value], { type: 'language', fallback: 'code' }).of(tag) ?? tag

  return { t, textOr, number, bytes, percent, seconds, day, languageName, locale }
}
