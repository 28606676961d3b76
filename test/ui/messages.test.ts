// What the person reads: the same texts in every language, none empty, the same things filled in, and one for every error.

import { createI18n } from 'vue-i18n'
import { describe, expect, it, vi } from 'vitest'
import { de } from '../../renderer/messages/de.ts'
import { en } from '../../renderer/messages/en.ts'
import { errorCodes } from '../../shared/errors.ts'
import { findingCodes, findingTexts } from '../../shared/findingTexts.ts'

const flat = (texts: object, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${prefix}${key}`, text] as [string, string]] : flat(text, `${prefix}${key}.`),
  )
const english = new Map(flat(en))
const german = new Map(flat(de))
const filled = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

describe('messages', () => {
  it('has the same keys in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('leaves no text empty', () => {
    const empty = [...english, ...german].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(empty).toEqual([])
  })

  it('fills in nothing in German that English does not have', () => {
    const strange = [...german].filter(([key, text]) => {
      const known = filled(english.get(key) ?? '')
      return filled(text).some((name) => !known.includes(name))
    })
    expect(strange).toEqual([])
  })

  it('says every error code with a title and a next step', () => {
    const missing = errorCodes.flatMap((code) =>
      [`errors.${code}.title`, `errors.${code}.next`].filter((key) => !english.has(key) || !german.has(key)),
    )
    expect(missing).toEqual([])
  })

  it.each(['en', 'de'] as const)('compiles every %s text, and fills in what it is given', (locale) => {
    const complaint = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const failure = vi.spyOn(console, 'error').mockImplementation(() => undefined) // of the compiler: an open brace
    const { t } = createI18n({ legacy: false, locale, messages: { en, de } }).global
    const unfilled = [...english.keys()].filter((key) => {
      const names = filled(english.get(key) ?? '').map((name) => name.slice(1, -1))
      const text = t(key, Object.fromEntries(names.map((name) => [name, `<${name}>`])), 2)
      return text === key || /\{\w+\}/.test(text)
    })
    expect(unfilled).toEqual([])
    expect([...complaint.mock.calls, ...failure.mock.calls]).toEqual([])
    complaint.mockRestore()
    failure.mockRestore()
  })

  it.each(['en', 'de'] as const)('says every finding in %s, with what it fills in', (language) => {
    const unfilled = findingCodes.filter((code) => {
      const names = new Set(filled(JSON.stringify(findingTexts.en[code])))
      const texts = findingTexts[language][code]
      const strange = filled(JSON.stringify(texts)).some((name) => !names.has(name))
      return (
        strange || texts.what === '' || texts.why === '' || Boolean(texts.fix) !== Boolean(findingTexts.en[code].fix)
      )
    })
    expect(unfilled).toEqual([])
  })
})
