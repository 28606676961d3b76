// What is asked of the golden bundle -> golden.psq, the script that psp_replay plays on every build (format: firmware/test/replay.h).

import { concatBytes } from '../../shared/format/bytes.ts'
import { vectorOf } from './goldenBundle.ts'

export type Entry =
  | { kind: 'vector'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'phrase'; phrase: number }
  | { kind: 'command'; command: number }
  | { kind: 'terms'; language: number; text: string }
  | { kind: 'speech' } // of the last answer

const commands = { next: 0, back: 1, repeat: 2, stop: 3 }
const command = (name: keyof typeof commands): Entry => ({ kind: 'command', command: commands[name] })
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
  { kind: 'phrase', phrase: 8 },
  command('next'),
  { kind: 'speech' },
  { kind: 'phrase', phrase: 99 },
  { kind: 'terms', language: 1, text: 'My dishwasher’s doors won’t close: error E oh five, 1.5 litres' },
  { kind: 'terms', language: 2, text: 'Die Spülmaschinen zeigen E fünfzehn nach fünfundvierzig Minuten' },
  { kind: 'terms', language: 0, text: 'Éclair Мой 除菌' },
]

const kinds = { vector: 0, text: 1, phrase: 2, command: 3, terms: 4, speech: 5 }

export const scriptBytes = (): Uint8Array => concatBytes(entries.map(entryBytes))

function entryBytes(entry: Entry): Uint8Array {
  const text = new TextEncoder().encode('text' in entry ? entry.text : '')
  const vector = entry.kind === 'vector' ? vectorOf(entry.text) : new Int8Array(0)
  const head = new Uint8Array(8)
  const view = new DataView(head.buffer)
  view.setUint8(0, kinds[entry.kind])
  view.setUint8(1, entry.kind === 'command' ? entry.command : entry.kind === 'terms' ? entry.language : 0)
  view.setUint16(2, vector.length, true)
  view.setUint16(4, text.length, true)
  view.setUint16(6, entry.kind === 'phrase' ? entry.phrase : 0, true)
  return concatBytes([head, new Uint8Array(vector.buffer), text])
}
