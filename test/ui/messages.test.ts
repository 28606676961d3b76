// What the person reads: the same texts in every language, none empty, the same things filled in, and one for every error.

import { readFile } from 'node:fs/promises'
import { createI18n } from 'vue-i18n'
import { describe, expect, it, vi } from 'vitest'
import { de } from '../../renderer/messages/de.ts'
import { en } from '../../renderer/messages/en.ts'
import { findingsDe } from '../../renderer/messages/findings.de.ts'
import { errorCodes } from '../../shared/errors.ts'

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
    const { t } = createI18n({ legacy: false, locale, messages: { en, de } }).global
    const unfilled = [...english.keys()].filter((key) => {
      const names = filled(english.get(key) ?? '').map((name) => name.slice(1, -1))
      const text = t(key, Object.fromEntries(names.map((name) => [name, `<${name}>`])), 2)
      return text === key || /\{\w+\}/.test(text)
    })
    expect(unfilled).toEqual([])
    expect(complaint.mock.calls).toEqual([])
    complaint.mockRestore()
  })

  it('has a German sentence for every finding that the checks can make', async () => {
    const source = await readFile(new URL('../../electron/worker/topics/findings.ts', import.meta.url), 'utf8')
    const codes = [...source.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, code]) => code!)
    expect(codes).toContain('topic-empty')
    expect(codes.filter((code) => !(code in findingsDe) && code !== 'error-code')).toEqual([])
  })
})
