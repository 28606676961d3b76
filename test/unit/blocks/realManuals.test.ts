// Real manuals (other people's, not part of this repository): no word that pdftotext sees may vanish between page and blocks.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import type { Block } from '../../../shared/domain.ts'
import { quietWork } from '../pdf/makePdf.ts'
import { sharedData } from '../../sharedData.ts'

const folder = join(sharedData, 'manuals')
const isHere = existsSync(folder)
if (!isHere) console.warn(`SKIPPED: no real manuals in ${folder}, words kept are not measured`)

/** Words of two letters or more; hyphens at line ends are joined by either side in its own way, so they do not count. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad-]\s*/g, '')
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? []

const textOf = (block: Block): string =>
  block.kind === 'table-row' ? [...block.header, ...block.cells.map((cell) => cell.text)].join(' ') : block.text

/** Share of `words` found in `known`, each as often as it stands there. */
function keptShare(words: readonly string[], known: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of known) left.set(word, (left.get(word) ?? 0) + 1)
  const kept = words.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
  return kept.length / Math.max(1, words.length)
}

describe.skipIf(!isHere)('words of real manuals', () => {
  it.each(isHere ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : [])(
    '%s keeps 99 of 100',
    async (name) => {
      const file = join(folder, name)
      const document = await openPdf(readFileSync(file))
      const pages = blocksFromPages(await pagesFromPdf(document, {}, quietWork))
      await document.close()
      const ours = pages.flatMap(({ blocks, dropped }) => [...blocks.map(textOf), ...dropped.map(({ text }) => text)])
      const theirs = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })
      expect(keptShare(wordsOf(theirs), ours.flatMap(wordsOf))).toBeGreaterThan(0.99)
    },
  )
})
