// Words of a language that the encoder does not know -> words of one that it knows, by the runtime's own rules.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { glossWords } from '../../../electron/worker/device/glossWords.ts'
import { parseGlossary } from '../../../electron/worker/topics/glossary.ts'

const { runtimeFile, languagesFolder } = environmentOfCheckout()
const wasm = new Uint8Array(readFileSync(runtimeFile))

describe('reading by a glossary', () => {
  const gloss = glossWords(
    wasm,
    parseGlossary(`# a remark = Bemerkung
## kleine Wörter
- = der / die / das
how = wie
it = ihn / es
nach = nach
## sonst
door = Tür
compartment = Fach
filter = Filter
water = Wasser
stuck = klemmen
clean = sauber / putzen
wet = nass
switch off = aus|schalten
street = Straße
again = wieder
`),
    'de',
  )

  it.each([
    ['the word itself', 'Wasser', 'water'],
    ['a plural, a verb form and a participle', 'Türen klemmten, geputzt', 'door stuck clean'],
    ['sharp s, and umlauts written with e', 'Straße Strasse Tuer Faecher', 'street street door compartment'],
    [
      'compounds by their parts, with a joint between',
      'Türfach Wasserfilters Straßentür',
      'door compartment water filter street door',
    ],
    ['no compound of small words or of what is unknown', 'Nachtür Wasserwerk', 'nachtur wasserwerk'],
    ['a verb and its particle apart', 'Wie schalte ich ihn wieder aus?', 'how switch off ich it again'],
    ['a particle of another sentence', 'Schalte. Es ist nass aus', 'schalte it ist wet aus'],
    [
      'its infinitive, its participle, its form with zu',
      'ausschalten ausgeschaltet, ausgeschalteten, auszuschalten',
      'switch off switch off switch off switch off',
    ],
    ['words that are left out, and names as they are', 'Die FastFreeze', 'fastfreeze'],
    ['numbers and codes', 'Fehler E15, fünf', 'fehler e 15 5'],
    ['nothing', ' ?! ', ''],
  ])('reads %s', (_, text, expected) => {
    expect(gloss(text)).toBe(expected)
  })

  it('leaves a text as it is where there is no glossary', () => {
    expect(glossWords(wasm, [], 'fr')('Où est le filtre ?')).toBe('Où est le filtre ?')
  })
})

it('meets every German word that the app brings', () => {
  const glossary = parseGlossary(readFileSync(`${languagesFolder}/de/glossary.txt`, 'utf8'))
  const gloss = glossWords(wasm, glossary, 'de')
  const words = glossary.filter(({ word }) => /^[a-z]+$/.test(word))
  expect(words.length).toBeGreaterThan(4000)
  expect(
    words.filter(({ word, meaning }) => gloss(word) !== meaning).map(({ word }) => `${word}: ${gloss(word)}`),
  ).toEqual(
    ['acht: 8'], // a number before it is the stem of "achten"
  )
})
