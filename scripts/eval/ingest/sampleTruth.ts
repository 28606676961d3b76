// The text that the sample manual is set from -> its truth, whole: we wrote it, so nothing has to be read off images.
// Example: a chapter of the source -> "# Safety"; a table row with an empty first cell -> a merged cell of the row above.
// Trap: the source knows no pages; each text is on the first page, not before the last text's, where pdftotext finds it.

import { care } from '../../sample/manual/care.ts'
import { safety } from '../../sample/manual/safety.ts'
import { start } from '../../sample/manual/start.ts'
import { use } from '../../sample/manual/use.ts'
import type { SampleBlock } from '../../sample/blocks.ts'
import { placesOf, streamOf } from './letters.ts'
import type { PageReading } from './readers.ts'
import { unitOf } from './truth.ts'
import type { Truth, TruthPage } from './truth.ts'

const firstPage = 4 // cover, address and contents come before

export function sampleTruth(pdftotext: ReadonlyMap<number, PageReading>): Truth {
  const streams = new Map([...pdftotext].map(([page, { text }]) => [page, streamOf(text)]))
  const pages: TruthPage[] = [...streams.keys()]
    .filter((page) => page >= firstPage && streams.get(page)?.letters !== '')
    .map((page) => ({ page, furniture: ['Lumen D60', 'User manual', String(page - 1)], units: [] }))
  let at = 0
  for (const unit of [...safety, ...start, ...use, ...care].flatMap(entriesOf).map(unitOf)) {
    const starts = unit.starts.filter((text) => text !== null)
    const isOn = ({ page }: TruthPage): boolean =>
      starts.every((text) => placesOf(streams.get(page) ?? streamOf(''), text).length > 0)
    const found = pages.findIndex((page, index) => index >= at && isOn(page))
    if (found < 0) throw new Error(`pdftotext does not find a text of the sample manual: ${starts.join(' | ')}`)
    at = found
    pages[at]?.units.push(unit)
  }
  return { manual: 'sample', pages }
}

const firstWords = (text: string): string =>
  text
    .replace(/[~\u00ad]/g, '')
    .split(/\s+/)
    .slice(0, 5)
    .join(' ')

function entriesOf(block: SampleBlock): string[] {
  switch (block.kind) {
    case 'chapter':
      return [`# ${firstWords(block.title)}`]
    case 'heading':
      return [`## ${firstWords(block.title)}`]
    case 'text':
      return [`. ${firstWords(block.text)}`]
    case 'bullets':
      return block.bullets.map((bullet) => `- ${firstWords(bullet)}`)
    case 'hazard':
      return [`!${block.signal.toLowerCase()} ${firstWords(block.text)}`]
    case 'steps':
      return block.steps.flatMap((step) =>
        typeof step === 'string'
          ? [`= ${firstWords(step)}`]
          : [`= ${firstWords(step.text)}`, ...step.parts.map((part) => `. ${firstWords(part)}`)],
      )
    case 'table':
      return [
        `|| ${block.head.map(firstWords).join(' | ')}`,
        ...block.rows.map((row) => `| ${row.map((cell) => (cell === '' ? '^' : firstWords(cell))).join(' | ')}`),
      ]
    case 'figure':
      return [`+ ${firstWords(block.caption)}`]
  }
}
