// Lines of type on pdfkit: measures words, breaks lines (also at soft hyphens), and fills two columns, page after page.
// Example: const type = new Typesetter(document); type.paragraph('Close the door.', { indent: 12 })
// Trap: pdfkit's own text flow breaks pages and hyphenates in its own way and differs between versions; we place every line ourselves.

import type PDFDocument from 'pdfkit'

type Document = InstanceType<typeof PDFDocument>

export const page = { width: 419.53, height: 595.28, left: 36, right: 36, top: 54, bottom: 48, gutter: 18 } // A5, points
export const bodyWidth = page.width - page.left - page.right
const columnWidth = (bodyWidth - page.gutter) / 2

export interface Style {
  font: 'Helvetica' | 'Helvetica-Bold' | 'Helvetica-Oblique'
  size: number
  leading: number
  colour: string
}
export const body: Style = { font: 'Helvetica', size: 9.4, leading: 12.4, colour: '#1c2326' }
export const bold: Style = { ...body, font: 'Helvetica-Bold' }
export const small: Style = { ...body, size: 7.8, leading: 10, colour: '#4a565c' }
export const heading: Style = { ...bold, size: 11.4, leading: 14.6, colour: '#0b5563' }
export const chapter: Style = { ...bold, size: 17, leading: 21, colour: '#0b5563' }

export class Typesetter {
  #column = 0
  #columns = 2
  #top = page.top // where the columns of this page begin, under what is set across
  y = page.top

  constructor(
    readonly document: Document,
    readonly onPage: () => void,
  ) {}

  get x(): number {
    return page.left + this.#column * (columnWidth + page.gutter)
  }
  get width(): number {
    return this.#columns === 1 ? bodyWidth : columnWidth
  }

  newPage(): void {
    this.document.addPage({ size: [page.width, page.height], margin: 0 })
    this.onPage()
    this.#column = 0
    this.#deepest = 0
    this.#top = this.y = page.top
  }

  /** What follows is set across the page (1) or in two columns (2), below everything that stands. */
  setColumns(columns: 1 | 2, deepest = this.y): void {
    this.#columns = columns
    this.#column = 0
    this.#top = this.y = Math.max(this.y, deepest)
  }

  /** The bottom of the longer column: where something across the page may begin. */
  get deepest(): number {
    return Math.max(this.y, this.#deepest)
  }
  #deepest = 0

  /** Goes to the next column or page unless `height` fits. */
  need(height: number): void {
    if (this.y + height <= page.height - page.bottom) return
    this.#deepest = Math.max(this.#deepest, this.y)
    if (this.#columns === 2 && this.#column === 0) {
      this.#column = 1
      this.y = this.#top
    } else this.newPage()
  }

  space(height: number): void {
    this.y += height
  }

  /** Sets a text in lines of the current column; `marker` stands before the first, in the indent. */
  paragraph(
    text: string,
    style: Style = body,
    { indent = 0, marker = '' }: { indent?: number; marker?: string } = {},
  ): void {
    this.lines(text, style, this.width - indent).forEach((line, at) => {
      this.need(style.leading)
      if (at === 0 && marker !== '') this.line(marker, style, this.x, this.y)
      this.line(line, style, this.x + indent, this.y)
      this.y += style.leading
    })
  }

  line(text: string, style: Style, x: number, y: number): void {
    this.document.font(style.font).fontSize(style.size).fillColor(style.colour).text(text, x, y, { lineBreak: false })
  }

  measure(text: string, style: Style): number {
    return this.document.font(style.font).fontSize(style.size).widthOfString(text)
  }

  /** Greedy line breaking. "~" in the text is a place where the word may be broken with a hyphen. */
  lines(text: string, style: Style, width: number): string[] {
    const lines: string[] = []
    let line = ''
    for (const word of text.split(' ')) {
      const plain = word.replaceAll('~', '')
      const longer = line === '' ? plain : `${line} ${plain}`
      if (this.measure(longer, style) <= width) {
        line = longer
        continue
      }
      const [head, tail] = this.#broken(word, line, { style, width })
      if (head !== '') lines.push(line === '' ? `${head}-` : `${line} ${head}-`)
      else if (line !== '') lines.push(line)
      line = tail
    }
    return line === '' ? lines : [...lines, line]
  }

  #broken(word: string, line: string, { style, width }: { style: Style; width: number }): [head: string, tail: string] {
    const parts = word.split('~')
    for (let count = parts.length - 1; count > 0; count--) {
      const head = parts.slice(0, count).join('')
      if (this.measure(`${line} ${head}-`, style) <= width) return [head, parts.slice(count).join('')]
    }
    return ['', parts.join('')]
  }
}
