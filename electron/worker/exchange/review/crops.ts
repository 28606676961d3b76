// Topic -> pictures of the places in the PDF that it came from, as printed. Example: a step on page 12 -> one JPEG of that strip of the page.
// A page is drawn once for the topics that follow each other on it.
// Trap: the box around all parts of a topic holds half a page where it goes on in the next column.

import type { Canvas } from '@napi-rs/canvas'
import type { Box, Topic } from '../../../../shared/domain.ts'
import { openPdf } from '../../pdf/openPdf.ts'
import type { PdfDocument } from '../../pdf/openPdf.ts'
import { canvasOfPage } from '../../pdf/renderPage.ts'
import type { ProjectStore } from '../../project/projectStore.ts'

const scale = 1.6 // pixels per point: about 115 dpi, legible on paper at the size it has in the manual
const marginPt = 6
const nearPt = 14 // about a line
const quality = 72
const largestSidePx = 4096

export interface Crop {
  page: number
  jpeg: Uint8Array
  widthPt: number
  heightPt: number
}

export class Cropper {
  #document: { manual: string; document: Promise<PdfDocument> } | null = null
  #page: { key: string; canvas: Canvas; scale: number } | null = null

  constructor(private readonly store: ProjectStore) {}

  /** In the order of the pages. A manual that is locked or gone gives none: the report says where, the picture is a comfort. */
  async cropsOf(topic: Topic, signal: AbortSignal): Promise<Crop[]> {
    const crops: Crop[] = []
    for (const { manual, page, box } of placesOf(topic)) {
      signal.throwIfAborted()
      const crop = await this.#crop({ manual, page, box }, signal).catch((error: unknown) => {
        signal.throwIfAborted()
        if (error instanceof Error) return null
        throw error
      })
      if (crop) crops.push(crop)
    }
    return crops
  }

  async close(): Promise<void> {
    const document = await this.#document?.document.catch(() => null)
    this.#document = null
    await document?.close()
  }

  async #crop({ manual, page, box }: Place, signal: AbortSignal): Promise<Crop> {
    const { canvas, scale } = await this.#pageOf(manual, page, signal)
    const left = Math.max(0, Math.floor((box.x - marginPt) * scale))
    const top = Math.max(0, Math.floor((box.y - marginPt) * scale))
    const width = Math.max(1, Math.min(canvas.width - left, Math.ceil((box.width + 2 * marginPt) * scale)))
    const height = Math.max(1, Math.min(canvas.height - top, Math.ceil((box.height + 2 * marginPt) * scale)))
    const { createCanvas } = await import('@napi-rs/canvas')
    const cut = createCanvas(width, height)
    cut.getContext('2d').drawImage(canvas, left, top, width, height, 0, 0, width, height)
    return { page, jpeg: await cut.encode('jpeg', quality), widthPt: width / scale, heightPt: height / scale }
  }

  async #pageOf(manual: string, page: number, signal: AbortSignal): Promise<{ canvas: Canvas; scale: number }> {
    const key = `${manual} ${page}`
    if (this.#page?.key === key) return this.#page
    if (this.#document?.manual !== manual) {
      await this.close()
      this.#document = { manual, document: this.store.readManual(manual).then((bytes) => openPdf(bytes)) }
    }
    let used = scale
    const scaleFor = ({ width, height }: { width: number; height: number }): number =>
      (used = Math.min(scale, largestSidePx / width, largestSidePx / height))
    const canvas = await canvasOfPage(await this.#document.document, page, scaleFor, signal)
    this.#page = { key, canvas, scale: used }
    return this.#page
  }
}

interface Place {
  manual: string
  page: number
  box: Box
}

/** Boxes near each other are one picture; a topic that goes on in the next column is two. */
function placesOf(topic: Topic): Place[] {
  const places: Place[] = []
  for (const { manual, page, box } of [topic, ...topic.hazards, ...topic.steps].flatMap((part) => part.sources)) {
    const near = places.find((place) => place.manual === manual && place.page === page && isNear(place.box, box))
    if (near) near.box = around(near.box, box)
    else places.push({ manual, page, box })
  }
  return places.sort((a, b) => a.page - b.page)
}

const isNear = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width + nearPt &&
  b.x < a.x + a.width + nearPt &&
  a.y < b.y + b.height + nearPt &&
  b.y < a.y + a.height + nearPt

function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  const width = Math.max(a.x + a.width, b.x + b.width) - x
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y }
}
