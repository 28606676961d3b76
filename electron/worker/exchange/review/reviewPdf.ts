// Project + crops -> the review report as a PDF for paper and sign-off. Example: one page or more a few topics, each beside its place.
// Trap: the PDF's own fonts know no Greek or Polish; Liberation Sans, which pdf.js carries, is embedded. No date is written into it:
// the same project gives the same bytes.

import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Project, Topic } from '../../../../shared/domain.ts'
import { packageFolders } from '../../pdf/pdfjs.ts'
import type { Crop } from './crops.ts'
import type { ReviewWords } from './reviewWords.ts'

const marginPt = 48
const gapPt = 20
const ink = '#15181c'
const faint = '#5b6470'
const hazardInk = { danger: '#c8102e', warning: '#934100', caution: '#6b5600', notice: '#0057b8' }

export class ReviewPdf {
  readonly #pdf
  readonly #parts: Buffer[] = []
  readonly #ended: Promise<void>

  constructor(
    project: Project,
    private readonly words: ReviewWords,
  ) {
    const { name } = project.settings
    const pdf = new PDFDocument({
      size: 'A4',
      margin: marginPt,
      info: { Title: `${name}: ${words.lead}`, CreationDate: new Date(0), ModDate: new Date(0) },
    })
    pdf.registerFont('text', join(packageFolders().standardFontDataUrl, 'LiberationSans-Regular.ttf'))
    pdf.registerFont('strong', join(packageFolders().standardFontDataUrl, 'LiberationSans-Bold.ttf'))
    pdf.on('data', (part: Buffer) => this.#parts.push(part))
    this.#ended = new Promise((resolve) => pdf.on('end', resolve))
    this.#pdf = pdf
    const approved = project.topics.filter(({ status }) => status === 'approved').length
    pdf.font('strong').fontSize(20).fillColor(ink).text(name)
    pdf.font('text').fontSize(10).fillColor(faint)
    pdf.text(`${words.lead} · ${project.topics.length} ${words.topics}, ${approved} ${words.approved}`).moveDown()
  }

  add(topic: Topic, crops: readonly Crop[]): void {
    const pdf = this.#pdf
    const bottom = pdf.page.height - marginPt
    const width = (pdf.page.width - 2 * marginPt - gapPt) / 2
    if (pdf.y > bottom - 160) pdf.addPage()
    pdf
      .moveTo(marginPt, pdf.y)
      .lineTo(pdf.page.width - marginPt, pdf.y)
      .strokeColor('#aeb6c0')
      .lineWidth(0.5)
      .stroke()
    pdf.y += 8
    const status = `${this.words.status[topic.status]}${topic.isSpoken ? '' : `, ${this.words.notSpoken}`}`
    pdf
      .font('strong')
      .fontSize(12)
      .fillColor(ink)
      .text(topic.title, marginPt, pdf.y, { width: 2 * width })
    pdf
      .font('text')
      .fontSize(8)
      .fillColor(faint)
      .text(`${[...topic.chapter, topic.id].join(' › ')} · ${status}`)
      .moveDown(0.5)
    const top = pdf.y
    const startPage = pdf.page
    const cropsEnd = this.#addCrops(crops, { x: marginPt + width + gapPt, top, width, bottom })
    pdf.x = marginPt
    pdf.y = top
    this.#addWords(topic, width)
    pdf.x = marginPt
    if (pdf.page === startPage) pdf.y = Math.max(pdf.y, cropsEnd)
    pdf.moveDown()
  }

  async bytes(): Promise<Uint8Array> {
    this.#pdf.end()
    await this.#ended
    return new Uint8Array(Buffer.concat(this.#parts))
  }

  #addWords(topic: Topic, width: number): void {
    const pdf = this.#pdf
    const label = (text: string): unknown => pdf.font('text').fontSize(8).fillColor(faint).text(text, { width })
    const line = (text: string): unknown => pdf.font('text').fontSize(10).fillColor(ink).text(text, { width })
    label(this.words.says)
    for (const { spoken, signalWord } of topic.hazards)
      pdf.font('strong').fontSize(10).fillColor(hazardInk[signalWord]).text(spoken, { width })
    for (const [at, { spoken }] of topic.steps.entries()) line(topic.isProcedure ? `${at + 1}. ${spoken}` : spoken)
    pdf.moveDown(0.4)
    label(`${this.words.asked}: ${topic.phrases.map(({ text }) => text).join(' · ')}`)
    for (const { by, text, isResolved } of topic.comments ?? []) if (!isResolved) line(`${by}: ${text}`)
    pdf.moveDown(1.5)
    label(`${this.words.signature}: ______________________`)
  }

  /** As many as the page has room for, never larger than printed; returns where they end. */
  #addCrops(
    crops: readonly Crop[],
    { x, top, width, bottom }: { x: number; top: number; width: number; bottom: number },
  ): number {
    const pdf = this.#pdf
    let y = top
    for (const { page, jpeg, widthPt, heightPt } of crops) {
      const scale = Math.min(1, width / widthPt, (bottom - y - 14) / heightPt)
      if (scale < 0.2) return y
      pdf.image(Buffer.from(jpeg), x, y, { width: widthPt * scale, height: heightPt * scale })
      pdf
        .rect(x, y, widthPt * scale, heightPt * scale)
        .lineWidth(0.5)
        .strokeColor('#dde1e6')
        .stroke()
      y += heightPt * scale + 2
      pdf.font('text').fontSize(7).fillColor(faint)
      pdf.text(this.words.source.replace('{page}', String(page)), x, y, { width, lineBreak: false })
      y += 12
    }
    return y
  }
}
