// Plan -> size.txt: where the bytes go, by section, language and topic, against the limits, and what could be cut. manifest.json has the same for scripts.
// Example of a line: "CLIP_BYTES (de)        1203480   48.1 %".

import type { Advice } from '../../../shared/domain.ts'
import { measureText } from './budget.ts'
import { languagesOf } from './buildBundle.ts'
import type { Plan } from './exportBundle.ts'

const shownTopics = 20

export function sizeTable({ target, sizeBytes, sections, topics, advice, budget, projects }: Plan): string {
  const isOne = projects.length === 1
  const named = (name: string, language: string): string => (isOne || language === '' ? name : `${name} (${language})`)
  const languages = languagesOf({ projects, sections })
  const largest = [...topics].sort((a, b) => b.bytes - a.bytes)
  const table = (rows: readonly Row[]): string[] => rowsOf(rows, sizeBytes)
  return [
    `${target.name} (${target.id}), bytes`,
    '',
    ...table([
      ...sections.map(({ name, language, bytes }) => ({ name: named(name, language), bytes })).sort(byBytes),
      { name: 'in all', bytes: sizeBytes },
    ]),
    ...budget.lines.map(({ name, usedBytes, limitBytes }) => `${name}: ${usedBytes} of ${limitBytes}`),
    ...budget.measures.map(measureText),
    ...(budget.override === undefined ? [] : [`over the budget, let pass: ${budget.override}`]),
    '',
    ...(isOne ? [] : ['By language', ...table(languages.map(({ language, bytes }) => ({ name: language, bytes })))]),
    `By topic: what would leave the bundle with it; the ${Math.min(shownTopics, topics.length)} largest of ${topics.length}`,
    ...table([
      ...largest.slice(0, shownTopics).map(({ id, language, bytes }) => ({ name: named(id, language), bytes })),
      { name: 'all topics', bytes: topics.reduce((total, { bytes }) => total + bytes, 0) },
    ]),
    'What could be cut',
    ...(advice.length === 0 ? ['nothing that saves a kilobyte'] : advice.map(adviceText)),
    '',
  ].join('\n')
}

interface Row {
  name: string
  bytes: number
}
const byBytes = (a: Row, b: Row): number => b.bytes - a.bytes

function rowsOf(rows: readonly Row[], all: number): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map(({ name, bytes }) => {
    const share = ((100 * bytes) / all).toFixed(1)
    return `${name.padEnd(width)} ${String(bytes).padStart(12)} ${share.padStart(6)} %`
  })
  return [...lines, '']
}

const cuts: Record<Advice['code'], (kind: string) => string> = {
  'clips-opus': () => 'clips as Opus (target: "clips": { "codec": "opus" })',
  'clips-adpcm': () => 'clips as IMA ADPCM (target: "clips": { "codec": "ima-adpcm" })',
  'clips-low': () => 'clips at 8 kHz (target: "clips": { "sampleRateHz": 8000 })',
  'clips-low-kind': (kind) => `8 kHz clips for ${kind} topics (target: "clips": { "lowRateKinds": ["${kind}"] })`,
  'clips-text': () => 'text for a voice on the device in place of clips (--speech text)',
  'encoder-small': () => 'the small token table (target: "encoder": "static-small"); fewer questions are understood',
  'leave-out-kind': (kind) => `leaving out the ${kind} topics`,
}

/** "8 kHz clips for reference topics (…): saves 3.1 MB". */
export function adviceText({ code, subject, savesBytes }: Advice): string {
  const size =
    savesBytes >= 2 ** 20 ? `${(savesBytes / 2 ** 20).toFixed(1)} MB` : `${(savesBytes / 1024).toFixed(1)} KB`
  return `${cuts[code](subject)}: saves ${size}`
}
