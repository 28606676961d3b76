// A page of a PdfDocument -> PNG for the review view. Example: renderPage(document, 3, 2) -> 1190 × 1684 px for A4.
// Traps: a page of metres at a large scale would take gigabytes; the scale is lowered so that no side passes 4096 px. pdf.js goes on
// drawing without ever letting a message in, so that a page of a hundred thousand strokes could not be cancelled: it is made to pause.

import type { Canvas } from '@napi-rs/canvas'
import type { PdfDocument } from './openPdf.ts'

const largestSidePx = 4096

export interface PageImage {
  png: Uint8Array
  widthPx: number
  heightPx: number
}

/** `scale` is pixels per PDF point: 2 is 144 dpi. */
export async function renderPage(document: PdfDocument, page: number, scale: number): Promise<PageImage> {
  const canvas = await canvasOfPage(document, page, ({ width, height }) =>
    Math.min(scale, largestSidePx / width, largestSidePx / height),
  )
  return { png: await canvas.encode('png'), widthPx: canvas.width, heightPx: canvas.height }
}

/** The page on white. `scaleFor` is told the page's size in points; an aborted signal ends the drawing with its reason. */
export async function canvasOfPage(
  document: PdfDocument,
  page: number,
  scaleFor: (sizePt: { width: number; height: number }) => number,
  signal?: AbortSignal,
): Promise<Canvas> {
  const { createCanvas } = await import('@napi-rs/canvas') // 0.1 s that most commands need not wait for
  const source = await (await document.rendering()).getPage(page)
  try {
    const viewport = source.getViewport({ scale: scaleFor(source.getViewport({ scale: 1 })) })
    const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    // pdf.js asks for a browser's context; napi's has the same methods. Reflect hands it over without a cast.
    const task = source.render({ canvas: null, viewport, ...Reflect.apply(asCanvasContext, null, [context]) })
    const cancel = (): void => task.cancel()
    signal?.addEventListener('abort', cancel)
    task.onContinue = (proceed: () => void) => setImmediate(proceed)
    await task.promise.catch((error: unknown) => {
      signal?.throwIfAborted()
      throw error
    })
    signal?.removeEventListener('abort', cancel)
    return canvas
  } finally {
    source.cleanup()
  }
}

const asCanvasContext = (canvasContext: CanvasRenderingContext2D): { canvasContext: CanvasRenderingContext2D } => ({
  canvasContext,
})
