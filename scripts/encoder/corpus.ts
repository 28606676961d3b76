// WordNet, our bank of paraphrases and grammar.txt -> .cache/encoder/corpus.tsv: what device encoders are trained on.
// Run: npx tsx scripts/encoder/corpus.ts [folder]      `folder` (../shared/data) has questions and manuals that must not be learned from.
// A line: group, entry of the bank (or -1), text, and after it what a recogniser may make of the text; the teacher hears only the text.
// Trap: a text that shares five words in a row with a question or a manual of `folder` is dropped, and of the bank every fourth entry is kept
// for development: it is never trained on. Needs Debian's dict-wn, espeak-ng and poppler-utils.

import { execFileSync } from 'node:child_process'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { wordsOf } from '../../electron/worker/encoder/wordpiece.ts'
import { parseParaphrases } from '../../electron/worker/topics/paraphrases.ts'
import { Grammar, seeded } from './grammar.ts'
import { mishearing } from './misheard.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const counts = { trouble: 7_000, howto: 6_000, elsewhere: 1_500, printed: 2_500, bank: 3_000, gloss: 3_000 }
/** Every so many entries of the bank, one is for development. */
const heldOut = 4
const forbiddenRun = 5 // words

interface Line {
  group: string
  entry: number
  text: string
  heard: string[]
}

const wordNet = await readFile('/usr/share/dictd/wn.dict.dz')
const grammar = new Grammar(await readFile(join(root, 'scripts/encoder/grammar.txt'), 'utf8'), seeded(1))
const pieces = (await readFile(join(root, 'out/models/minilm/vocabulary.txt'), 'utf8')).trimEnd().split('\n')
const words = pieces.filter((piece) => /^[a-z]{2,}$/.test(piece))
const mishear = mishearing(words, grammar)
const entries = parseParaphrases(await readFile(join(root, 'assets/languages/en/paraphrases.txt'), 'utf8'))
const lines = [...glossLines(), ...saidLines(), ...bankLines()]
const seen = new Set<string>()
const forbidden = await forbiddenRuns(process.argv[2] ?? join(root, '../shared/data'))
const kept = lines.filter(({ text, group }) => isNew(`${group === 'dev' ? 'dev ' : ''}${text}`) && !isForbidden(text))
await mkdir(join(root, '.cache/encoder'), { recursive: true })
await writeFile(join(root, '.cache/encoder/corpus.tsv'), shuffled(kept).map(row).join(''))
console.log(`${kept.length} of ${lines.length} texts:`, countsOf(kept))

/** Definitions and examples of WordNet, up to a dozen words. */
function glossLines(): Line[] {
  const text = gunzipSync(wordNet).toString('utf8')
  const senses = text.split(/\n(?=\S)/).flatMap((article) =>
    article
      .replace(/\s+/g, ' ')
      .split(/ (?:[a-z]{1,3} )?\d+: /)
      .slice(1),
  )
  const all = senses.flatMap((sense) => {
    const [definition, ...rest] = sense.replace(/\[.*/, '').split(/;? ?"/)
    return [...(definition ?? '').split(/; | \(/).slice(0, 1), ...rest].map((part) => part.replace(/[")]/g, '').trim())
  })
  const short = all.filter(
    (part) => /^[\w ,'-]+$/.test(part) && part.split(' ').length >= 2 && part.split(' ').length <= 12,
  )
  return shuffled([...new Set(short)])
    .slice(0, counts.gloss)
    .map((part) => plain('gloss', part))
}

function saidLines(): Line[] {
  const said = (['trouble', 'howto', 'elsewhere'] as const).flatMap((rule) =>
    Array.from({ length: counts[rule] }, () => spoken('said', -1, grammar.say(rule))),
  )
  return [...said, ...Array.from({ length: counts.printed }, () => plain('printed', grammar.say('printed')))]
}

/** The bank's own words, and its spoken forms with a thing in place of "it". */
function bankLines(): Line[] {
  const own = entries.flatMap(({ printed, spoken: said }, entry) =>
    entry % heldOut === 0
      ? [
          ...printed.map((text) => ({ ...plain('dev-printed', text), entry })),
          ...said.map((text) => ({ ...spoken('dev', entry, text), heard: [mishear(text)] })),
        ]
      : [
          ...printed.map((text) => ({ ...plain('bank-printed', text), entry })),
          ...said.map((text) => spoken('bank', entry, text)),
        ],
  )
  const learned = own.filter(({ group }) => group === 'bank')
  const changed = Array.from({ length: counts.bank }, () => {
    const { entry, text } = grammar.pick(learned)
    return spoken(
      'bank',
      entry,
      text.replace(/\bit\b/, () => grammar.say('subject')),
    )
  })
  return [...own, ...changed]
}

function plain(group: string, text: string): Line {
  return { group, entry: -1, text, heard: [] }
}

/** What is said around it, and what is misheard, does not change what was meant. */
function spoken(group: string, entry: number, text: string): Line {
  const around = grammar.chance() < 0.5 ? `${grammar.say('opening')} ${text}` : `${text} ${grammar.say('closing')}`
  const heard = [mishear(text), grammar.chance() < 0.5 ? around : mishear(around)]
  return { group, entry, text, heard: [...new Set(heard)].filter((one) => one !== text) }
}

async function forbiddenRuns(folder: string): Promise<Set<string>> {
  const questions = (await readdir(join(folder, 'questions'))).map((name) =>
    readFile(join(folder, 'questions', name), 'utf8'),
  )
  const manuals = (await readdir(join(folder, 'manuals'))).map((name) =>
    execFileSync('pdftotext', [join(folder, 'manuals', name), '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  )
  return new Set([...(await Promise.all(questions)), ...manuals].flatMap(runsOf))
}

function runsOf(text: string): string[] {
  const said = wordsOf(text).filter((word) => /\w/.test(word))
  const count = Math.max(0, said.length - forbiddenRun + 1)
  return Array.from({ length: count }, (_, at) => said.slice(at, at + forbiddenRun).join(' '))
}

function isForbidden(text: string): boolean {
  return runsOf(text).some((run) => forbidden.has(run))
}

function countsOf(all: readonly Line[]): string {
  const groups = [...new Set(all.map(({ group }) => group))]
  return groups.map((name) => `${name} ${all.filter(({ group }) => group === name).length}`).join(', ')
}

function isNew(text: string): boolean {
  return !seen.has(text) && seen.add(text).size > 0
}

function shuffled<One>(all: readonly One[]): One[] {
  const places = all.map((one) => ({ one, place: grammar.chance() }))
  return places.sort((a, b) => a.place - b.place).map(({ one }) => one)
}

function row({ group, entry, text, heard }: Line): string {
  return `${[group, String(entry), text, ...heard].join('\t')}\n`
}
