// A page of a PdfDocument -> PNG for the review view. Example: renderPage(document, 3, 2) -> 1190 × 1684 px for A4.
// Trap: a page of metres at a large scale would take gigabytes; the scale is lowered so that no side passes 4096 px.

import { createCanvas } from '@napi-rs/canvas'
import type { PdfDocument } from './openPdf.ts'

const largestSidePx = 4096

export interface PageImage {
  png: Uint8Array
  widthPx: number
  heightPx: number
}

/** `scale` is pixels per PDF point: 2 is 144 dpi. */
export async function renderPage(document: PdfDocument, page: number, scale: number): Promise<PageImage> {
  const source = await (await document.rendering()).getPage(page)
  try {
    const full = source.getViewport({ scale: 1 })
    const fitting = Math.min(scale, largestSidePx / full.width, largestSidePx / full.height)
    const viewport = source.getViewport({ scale: fitting })
    const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    // pdf.js asks for a browser's context; napi's has the same methods. Reflect hands it over without a cast.
    const task = source.render({ canvas: null, viewport, ...Reflect.apply(asCanvasContext, null, [context]) })
    await task.promise
    return { png: await canvas.encode('png'), widthPx: canvas.width, heightPx: canvas.height }
  } finally {
    source.cleanup()
  }
}

const asCanvasContext = (canvasContext: CanvasRenderingContext2D): { canvasContext: CanvasRenderingContext2D } => ({
  canvasContext,
})
