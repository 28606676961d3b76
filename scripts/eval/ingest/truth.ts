// test/fixtures/truth/*.json -> what a person read on pages of a manual, in reading order, each text known by its first words only.
// Example: "| The programme does | Fuse blown" is a table row; "!warning Use the new" a hazard; "## Salt usage" a heading of level 2.
// Trap: the truth was made by looking at page images, never from output. Where two people could differ the entry says so:
// "+ …" is judged for its place alone, "#? …" is a heading of any level, "!? …" a hazard of any signal word.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { lettersOf } from './letters.ts'

const TruthFile = v.object({
  manual: v.string(),
  pages: v.array(
    v.object({
      page: v.number(),
      furniture: v.array(v.string()),
      reading: v.pipe(v.array(v.string()), v.minLength(1)),
    }),
  ),
})

export type Kind = 'heading' | 'step' | 'bullet' | 'paragraph' | 'row' | 'header' | 'hazard' | 'any'

export interface Unit {
  kind: Kind
  /** First words, one entry a table cell; null for a merged cell that is printed in a row above. */
  starts: (string | null)[]
  /** Of a heading; null where any will do. */
  level: number | null
  /** Of a hazard; null where any will do. */
  signalWord: string | null
}
export interface TruthPage {
  page: number
  furniture: string[]
  units: Unit[]
}
export interface Truth {
  manual: string
  pages: TruthPage[]
}

export function truthsIn(folder: string): Truth[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { manual, pages } = v.parse(TruthFile, JSON.parse(readFileSync(join(folder, name), 'utf8')))
      return {
        manual,
        pages: pages.map(({ page, furniture, reading }) => ({ page, furniture, units: reading.map(unitOf) })),
      }
    })
}

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^#+\??\s/, 'heading'],
  [/^=\s/, 'step'],
  [/^-\s/, 'bullet'],
  [/^\.\s/, 'paragraph'],
  [/^\|\|\s/, 'header'],
  [/^\|\s/, 'row'],
  [/^!\S+\s/, 'hazard'],
  [/^\+\s/, 'any'],
]

export function unitOf(entry: string): Unit {
  for (const [pattern, kind] of kinds) {
    const mark = pattern.exec(entry)?.[0].trim()
    if (mark === undefined) continue
    const words = entry.slice(mark.length).trim()
    const cells = kind === 'row' || kind === 'header' ? words.split(' | ') : [words]
    return {
      kind,
      starts: cells.map((cell) => (cell === '^' ? null : lettersOf(cell))),
      level: kind === 'heading' && !mark.includes('?') ? mark.length : null,
      signalWord: kind === 'hazard' && mark !== '!?' ? mark.slice(1) : null,
    }
  }
  throw new Error(`not an entry of a truth file: ${entry}`)
}
