// written -> spoken and text -> sentences, by table: what a listener hears for what a manual prints.

import { describe, expect, test } from 'vitest'
import { sentences } from '../../../electron/worker/topics/spokenText/sentences.ts'
import { spokenText } from '../../../electron/worker/topics/spokenText/spokenText.ts'
import { english, german } from './spokenText.cases.ts'

describe('spoken text', () => {
  test('the table holds at least 150 cases, each once', () => {
    const written = [...english.map(([text]) => `en ${text}`), ...german.map(([text]) => `de ${text}`)]
    expect(written.length).toBeGreaterThanOrEqual(150)
    expect(new Set(written).size).toBe(written.length)
  })

  test.each(english)('English: %s', (written, spoken) => expect(spokenText(written, 'en')).toBe(spoken))
  test.each(german)('German: %s', (written, spoken) => expect(spokenText(written, 'de')).toBe(spoken))

  test("the project's lexicon wins for whole words", () => {
    const lexicon = new Map([['Eco', 'ee koh']])
    expect(spokenText('Select Eco, not Ecology.', 'en', { lexicon })).toBe('Select ee koh, not Ecology.')
  })
})

test.each([
  ['Use approx. 2 l. Close the lid!', ['Use approx. 2 l.', 'Close the lid!']],
  ['Use a cloth, e.g. Cotton. Dry it.', ['Use a cloth, e.g. Cotton.', 'Dry it.']],
  ['Ist es z. B. Salz? Ja. Dann warten.', ['Ist es z. B. Salz?', 'Ja.', 'Dann warten.']],
  ['One sentence without an end', ['One sentence without an end']],
  ['', []],
])('sentences of “%s”', (text, expected) => expect(sentences(text)).toEqual(expected))
