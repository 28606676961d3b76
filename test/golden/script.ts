// What is asked of the golden bundle -> golden.psq, the script that psp_replay plays on every build (format: firmware/test/replay.h).

import type { SessionCommand } from '../../shared/domain.ts'
import { concatBytes } from '../../shared/format/bytes.ts'
import { commandNumbers } from '../../shared/format/commandNumbers.ts'
import { vectorOf } from './goldenBundle.ts'

export type Entry =
  | { kind: 'vector'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'phrase'; phrase: number }
  | { kind: 'command'; command: number }
  | { kind: 'terms'; language: number; text: string }
  | { kind: 'speech' } // of the last answer
  | { kind: 'obey'; text: string }
  | { kind: 'go-to'; number: number }
  | { kind: 'language'; language: number }
  | { kind: 'packets' } // of the last answer

const command = (name: SessionCommand): Entry => ({ kind: 'command', command: commandNumbers[name] })
const obey = (...texts: string[]): Entry[] => texts.map((text) => ({ kind: 'obey', text }))
const ask = (text: string): Entry[] => [
  { kind: 'vector', text },
  { kind: 'text', text },
]

export const entries: Entry[] = [
  command('repeat'),
  ...ask('how do I descale the kettle'),
  { kind: 'speech' },
  ...(['back', 'next', 'next', 'next', 'repeat', 'back', 'back', 'stop', 'next', 'repeat'] as const).map(command),
  ...['error E fifteen', 'E-15', 'what does F two mean', 'the kettle does not', 'kettle lid', 'water litres'].flatMap(ask),
  { kind: 'vector', text: 'the kettle does not' },
  { kind: 'speech' },
  command('repeat'),
  command('next'),
  ...['who won the football game', 'play some music in the kitchen', '???', '', 'Kessel', 'x'.repeat(1025)].flatMap(ask),
  ...['chalk?', 'Ín  the FURRED crusty', 'it sizzle\u0301s, sizzle', 'sizzle…', 'furredx'].map((text): Entry => ({ kind: 'text', text })),
  ...['descale the kettle', 'descale the toaster kettle', 'descale kettle coffee machine'].flatMap(ask),
  { kind: 'phrase', phrase: 8 },
  command('next'),
  { kind: 'speech' },
  { kind: 'phrase', phrase: 99 },
  { kind: 'terms', language: 1, text: 'My dishwasher’s doors won’t close: error E oh five, 1.5 litres' },
  { kind: 'terms', language: 2, text: 'Die Spülmaschinen zeigen E fünfzehn nach fünfundvierzig Minuten' },
  { kind: 'terms', language: 0, text: 'Éclair Мой 除菌' },
  ...conversation(),
]

/** Commands as they are said, offers taken and declined, a choice made, the volume; then the same in German. */
function conversation(): Entry[] {
  return [
    command('stop'),
    ...obey('next', 'yes', 'what was step two', 'what happens next'),
    { kind: 'vector', text: 'how do I descale the kettle' },
    ...obey('Go to step three, please.', 'What was step 2?', 'step twenty five', 'OK. And then?', 'no thanks', 'no', 'yes', 'and then', 'yes please'),
    { kind: 'go-to', number: 3 },
    { kind: 'speech' },
    command('yes'),
    ...obey('the second step', 'go to step zero', 'again'),
    { kind: 'vector', text: 'the kettle does not' },
    ...obey('yes', 'the second one', 'louder', 'Louder!', 'louder please', 'quieter', 'be quiet', 'repeat', 'louder', 'speak again'),
    { kind: 'vector', text: 'the kettle does not' },
    ...obey('no', 'the first one', '', '???', 'please', 'please what now', 'x'.repeat(1025)),
    command('go-to'),
    command('stop'),
    command('repeat'),
    { kind: 'packets' },
    { kind: 'language', language: 1 },
    { kind: 'text', text: 'Wie entkalke ich den Kessel?' },
    ...['Die Kalkkrusten', 'Es setzt sich dort Kalk an.', 'Es setzt. Kalk an', 'Kalk: gezischt', 'Krueste'].map((text): Entry => ({ kind: 'text', text })),
    ...obey('Weiter, bitte.', 'Was war Schritt eins?', 'noch mal', 'zum dritten Schritt', 'Ja, gerne!', 'lauter', 'Sei still', 'was passiert als nächstes'),
    { kind: 'language', language: 2 },
  ]
}

const kinds = { vector: 0, text: 1, phrase: 2, command: 3, terms: 4, speech: 5, obey: 6, 'go-to': 7, language: 8, packets: 9 }

export const scriptBytes = (): Uint8Array => concatBytes(entries.map(entryBytes))

function entryBytes(entry: Entry): Uint8Array {
  const text = new TextEncoder().encode('text' in entry ? entry.text : '')
  const vector = entry.kind === 'vector' ? vectorOf(entry.text) : new Int8Array(0)
  const head = new Uint8Array(8)
  const view = new DataView(head.buffer)
  view.setUint8(0, kinds[entry.kind])
  view.setUint8(1, 'command' in entry ? entry.command : 'language' in entry ? entry.language : 0)
  view.setUint16(2, vector.length, true)
  view.setUint16(4, text.length, true)
  view.setUint16(6, 'phrase' in entry ? entry.phrase : 'number' in entry ? entry.number : 0, true)
  return concatBytes([head, new Uint8Array(vector.buffer), text])
}
