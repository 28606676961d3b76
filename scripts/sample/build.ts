// The text of scripts/sample/manual -> assets/sample/manual.pdf: the manual of a dishwasher that does not exist, set like a real one.
// Example: npx tsx scripts/sample/build.ts; with --check it compares instead. Same text, same bytes: fixed dates, nothing compressed.
// Set twice: the first time finds the pages of the chapters, the second prints the table of contents with them.

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { SampleBlock } from './blocks.ts'
import { care } from './manual/care.ts'
import { safety } from './manual/safety.ts'
import { start } from './manual/start.ts'
import { use } from './manual/use.ts'
import { setBlock, setChapter } from './setBlocks.ts'
import { body, bold, chapter, page, small, Typesetter } from './typesetter.ts'

const file = fileURLToPath(new URL('../../assets/sample/manual.pdf', import.meta.url))
const text: readonly SampleBlock[] = [...safety, ...start, ...use, ...care]
/** The cover is not counted, as in most manuals: printed page 1 is page 2 of the PDF. */
const printedNumber = (pdfPage: number): number => pdfPage - 1

interface Entry {
  title: string
  level: 1 | 2
  page: number
}

export async function sampleManual(): Promise<Uint8Array> {
  const { entries } = await set([])
  return (await set(entries)).bytes
}

async function set(contents: readonly Entry[]): Promise<{ bytes: Uint8Array; entries: Entry[] }> {
  const date = new Date('2026-01-01T00:00:00Z')
  const info = { Title: 'Lumen D60 dishwasher: user manual', Author: 'Norrland', CreationDate: date, ModDate: date }
  const document = new PDFDocument({ autoFirstPage: false, compress: false, info, lang: 'en' })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => document.on('end', resolve))
  let number = 0
  const type = new Typesetter(document, () => furniture(type, ++number))
  setCover(type)
  setContents(type, contents)
  const entries = setText(type, () => number)
  document.end()
  await ended
  return { bytes: new Uint8Array(Buffer.concat(parts)), entries }
}

function setText(type: Typesetter, pageNow: () => number): Entry[] {
  const entries: Entry[] = []
  let chapters = 0
  for (const block of text) {
    if (block.kind === 'chapter') {
      setChapter(type, block.title, ++chapters)
      entries.push({ title: `${chapters}  ${block.title}`, level: 1, page: printedNumber(pageNow()) })
      continue
    }
    setBlock(type, block)
    if (block.kind === 'heading') entries.push({ title: block.title, level: 2, page: printedNumber(pageNow()) })
  }
  return entries
}

function setCover(type: Typesetter): void {
  type.newPage()
  type.setColumns(1)
  const { document } = type
  document.rect(0, 0, page.width, 150).fill('#0b5563')
  type.line('NORRLAND', { ...bold, size: 14, colour: '#ffffff' }, page.left, 60)
  type.line('Lumen D60', { ...chapter, size: 34 }, page.left, 210)
  type.line('Dishwasher', { ...body, size: 18 }, page.left, 256)
  type.line('User manual', { ...body, size: 12 }, page.left, 286)
}

function setContents(type: Typesetter, entries: readonly Entry[]): void {
  type.newPage()
  type.setColumns(1)
  type.paragraph('Contents', chapter)
  type.space(8)
  for (const { title, level, page: number } of entries) {
    const style = level === 1 ? bold : body
    type.need(style.leading + 3)
    if (level === 1) type.space(3)
    const left = page.left + (level - 1) * 12
    const right = page.width - page.right
    const figure = String(number)
    type.line(title, style, left, type.y)
    type.line(figure, style, right - type.measure(figure, style), type.y)
    const from = left + type.measure(title, style) + 4
    const dot = type.measure('.', style) + 1.5
    const dots = '.'.repeat(Math.max(0, Math.floor((right - 16 - from) / dot)))
    for (let at = 0; at < dots.length; at++) type.line('.', style, from + at * dot, type.y)
    type.space(style.leading)
  }
}

/** Running header and footer, on every page but the cover. */
function furniture(type: Typesetter, number: number): void {
  if (number === 1) return
  type.line('Lumen D60', small, page.left, 24)
  const title = 'User manual'
  type.line(title, small, page.width - page.right - type.measure(title, small), 24)
  type.document
    .moveTo(page.left, 36)
    .lineTo(page.width - page.right, 36)
    .lineWidth(0.4)
    .strokeColor('#b6c3c8')
    .stroke()
  const figure = String(printedNumber(number))
  type.line(figure, small, page.width / 2 - type.measure(figure, small) / 2, page.height - 30)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await sampleManual()
  if (!process.argv.includes('--check')) await writeFile(file, bytes)
  else if (!Buffer.from(bytes).equals(await readFile(file).catch(() => Buffer.alloc(0)))) process.exitCode = 1
}
