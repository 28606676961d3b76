// Sheet -> PNG for the review view, as renderPage does for a PDF's page. Example: drawSheet(sheet, 2) -> 1190 × 1684 px.
// Trap: the machine may have no fonts at all; the ones that pdf.js brings for PDFs without fonts are used.

import { packageFolders } from '../pdf/pdfjs.ts'
import type { PageImage } from '../pdf/renderPage.ts'
import type { Sheet } from './sheets.ts'

const family = 'Plainspoken Sheet'
const largestSidePx = 4096

export async function drawSheet(sheet: Sheet, scale: number): Promise<PageImage> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  if (!GlobalFonts.has(family)) {
    const folder = packageFolders().standardFontDataUrl
    GlobalFonts.registerFromPath(`${folder}LiberationSans-Regular.ttf`, family)
    GlobalFonts.registerFromPath(`${folder}LiberationSans-Bold.ttf`, `${family} Bold`)
  }
  const fitting = Math.min(scale, largestSidePx / sheet.widthPt, largestSidePx / sheet.heightPt)
  const canvas = createCanvas(Math.round(sheet.widthPt * fitting), Math.round(sheet.heightPt * fitting))
  const context = canvas.getContext('2d')
  context.scale(fitting, fitting)
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, sheet.widthPt, sheet.heightPt)
  context.fillStyle = '#6b7280'
  context.font = `8px "${family}"`
  context.fillText(sheet.file, 56, 34, sheet.widthPt - 112)
  context.strokeStyle = '#d97706'
  for (const { kind, box } of sheet.blocks)
    if (kind === 'hazard') context.strokeRect(box.x, box.y - 2, sheet.widthPt - 112, box.height + 3)
  context.fillStyle = '#111827'
  for (const { text, x, baseline, sizePt, isBold, widthPt } of sheet.lines) {
    context.font = `${sizePt}px "${isBold ? `${family} Bold` : family}"`
    context.fillText(text, x, baseline, widthPt)
  }
  return { png: await canvas.encode('png'), widthPx: canvas.width, heightPx: canvas.height }
}
