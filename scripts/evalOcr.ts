// PDFs with text -> how well their pages are read from pictures: npx tsx scripts/evalOcr.ts [--dpi 200] [--tilt 1] [--noise 20] [--pages 3-8] a.pdf …
// Every page is drawn, worsened as asked for, read as a scan, and compared with what the PDF says itself, after the same layout analysis:
// characters and words wrong (edit distance over the blocks in reading order), words lost whatever their order, steps and headings kept.
// Trap: figures' labels are read too, and a hidden text of the PDF is not: no page can come out at exactly nought.

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { greyFromRgba } from '../electron/worker/ocr/greyImage.ts'
import { openRecogniser } from '../electron/worker/ocr/recogniser.ts'
import { betterRead } from '../electron/worker/ocr/unreadPages.ts'
import { openPdf } from '../electron/worker/pdf/openPdf.ts'
import { canvasOfPage } from '../electron/worker/pdf/renderPage.ts'
import { blocksFromPages } from '../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../electron/worker/pipeline/pagesFromPdf.ts'
import type { Page, PageBlocks } from '../shared/domain.ts'
import { pagesOf } from '../shared/pageRange.ts'
import { worsened } from './eval/worsened.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    blocks: { type: 'boolean', default: false },
    dpi: { type: 'string', default: '300' },
    tilt: { type: 'string', default: '0' },
    noise: { type: 'string', default: '0' },
    turn: { type: 'string', default: '0' },
    pages: { type: 'string', default: '' },
    language: { type: 'string', default: 'en' },
    show: { type: 'boolean', default: false },
  },
})
const work = { signal: new AbortController().signal, report: () => undefined }
const files = positionals.length > 0 ? positionals : ['assets/sample/manual.pdf']
const heading =
  'manual                         pages   chars wrong   words wrong   words lost   steps   headings   s/page   peak MB'
async function evaluate(file: string): Promise<void> {
  const document = await openPdf(new Uint8Array(readFileSync(file)))
  const numbers = pagesOf(values.pages, document.pageCount)
  const pages = await pagesFromPdf(document, { pages: numbers }, work)
  const reader = await openRecogniser('out/models', values.language)
  const read: Page[] = []
  const startedAt = performance.now()
  const waiting = [...pages]
  const readOn = async (): Promise<void> => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      const dpi = Number(values.dpi)
      const canvas = await canvasOfPage(document, page.number, () => dpi / 72)
      const { image, pxPerPt } = worsened(greyFromRgba(canvas.data(), canvas.width, canvas.height), dpi, {
        tiltDegrees: Number(values.tilt),
        noise: Number(values.noise),
        turn: Number(values.turn),
      })
      const scan = {
        ...page,
        items: [],
        rules: [],
        fills: [],
        pictures: [],
        widthPt: image.width / pxPerPt,
        heightPt: image.height / pxPerPt,
      }
      read.push(betterRead(scan, await reader.read(image, pxPerPt, work.signal)))
    }
  }
  await Promise.all(Array.from({ length: reader.atOnce }, readOn))
  const seconds = (performance.now() - startedAt) / 1000 / pages.length
  await reader.close()
  await document.close()
  read.sort((a, b) => a.number - b.number)
  if (values.blocks)
    for (const { page, blocks } of blocksFromPages(read))
      console.log(
        [
          `── ${page}`,
          ...blocks.map(
            (b) =>
              `${b.kind.padEnd(9)} ${b.confidence} ${b.kind === 'table-row' ? b.cells.map((c) => c.text).join(' | ') : b.kind === 'step' ? `${b.marker} ${b.text}` : b.text}`,
          ),
        ].join('\n'),
      )
  report(basename(file), blocksFromPages(pages), blocksFromPages(read), seconds)
}

function report(name: string, own: readonly PageBlocks[], read: readonly PageBlocks[], seconds: number): void {
  let [letters, lettersWrong, words, wordsWrong, lost] = [0, 0, 0, 0, 0]
  own.forEach((page, at) => {
    const [a, b] = [textOf(page), textOf(read[at] ?? { ...page, blocks: [] })]
    letters += a.length
    lettersWrong += distance([...a], [...b])
    const [ownWords, readWords] = [a.split(' '), b.split(' ')]
    words += ownWords.length
    wordsWrong += distance(ownWords, readWords)
    const missing = without(ownWords, readWords)
    lost += missing.length
    if (values.show)
      console.log(
        `  page ${page.page}: ${((distance(ownWords, readWords) / ownWords.length) * 100).toFixed(1)} %  lost: ${missing.slice(0, 30).join(' ')}  | instead: ${without(readWords, ownWords).slice(0, 30).join(' ')}`,
      )
  })
  const share = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`
  const kept = (kind: 'step' | 'heading'): string => {
    const [mine, theirs] = [namesOf(own, kind), namesOf(read, kind)]
    const same = (mine.length + theirs.length - distanceByMoves(mine, theirs)) / 2
    return `${same}/${mine.length}${theirs.length > same ? ` +${theirs.length - same}` : ''}`
  }
  const peakMb = process.resourceUsage().maxRSS / 1024
  console.log(
    `${name.padEnd(30)} ${String(own.length).padStart(5)} ${share(lettersWrong, letters).padStart(13)} ${share(wordsWrong, words).padStart(13)} ${share(lost, words).padStart(12)} ${kept('step').padStart(9)} ${kept('heading').padStart(10)} ${seconds.toFixed(1).padStart(7)} ${peakMb.toFixed(0).padStart(9)}`,
  )
}

/** Text in reading order, letters and digits only: punctuation and bullets are the layout's. */
const textOf = ({ blocks }: PageBlocks): string =>
  blocks
    .map(({ text }) => text)
    .join(' ')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const namesOf = (pages: readonly PageBlocks[], kind: 'step' | 'heading'): string[] =>
  pages.flatMap(({ page, blocks }) =>
    blocks.flatMap((block) =>
      block.kind !== kind
        ? []
        : [
            `${page} ${block.kind === 'step' ? block.ordinal : ''} ${block.text
              .replace(/[^\p{L}]/gu, '')
              .slice(0, 12)
              .toLowerCase()}`,
          ],
    ),
  )

function without(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter((word) => {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    return count === 0
  })
}

/** Fewest insertions, removals and replacements. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  a.forEach((own, i) => {
    const next = [i + 1]
    b.forEach((other, j) => {
      next.push(Math.min((row[j] ?? 0) + (own === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    })
    row = next
  })
  return row[b.length] ?? 0
}

/** The same without replacements: what is not in the longest common subsequence. */
function distanceByMoves(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  a.forEach((own, i) => {
    const next = [i + 1]
    b.forEach((other, j) => {
      next.push(own === other ? (row[j] ?? 0) : Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    })
    row = next
  })
  return row[b.length] ?? 0
}

console.log(heading)
for (const file of files) await evaluate(file)
