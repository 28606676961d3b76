// assets/icons/icon.svg -> the PNG sizes that Linux, Windows and macOS packages want, beside it. Run by hand after changing the SVG.
// Example: npx tsx scripts/icons.ts -> assets/icons/16x16.png … 1024x1024.png (names as electron-builder reads them).

import { createCanvas, loadImage } from '@napi-rs/canvas'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../assets/icons')
const image = await loadImage(join(folder, 'icon.svg'))
for (const sizePx of [16, 32, 48, 64, 128, 256, 512, 1024]) {
  const canvas = createCanvas(sizePx, sizePx)
  canvas.getContext('2d').drawImage(image, 0, 0, sizePx, sizePx)
  writeFileSync(join(folder, `${sizePx}x${sizePx}.png`), canvas.toBuffer('image/png'))
}
