// Pictures of pages as grey pixels: 255 is white. Example: turned(image, 90) -> the same picture turned a quarter clockwise.
// Trap: all of this is integer or fixed-order arithmetic, because the text that is read from it must be the same on every machine.

export interface GreyImage {
  pixels: Uint8Array // (height, width), row-major
  width: number
  height: number
}

export type QuarterTurn = 0 | 90 | 180 | 270

/** RGBA as a canvas has it -> grey, by the weights of ITU-R BT.601 in 1/256. */
export function greyFromRgba(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): GreyImage {
  const pixels = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += 4)
    pixels[at] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8
  return { pixels, width, height }
}

export function turned(image: GreyImage, clockwise: QuarterTurn): GreyImage {
  if (clockwise === 0) return image
  const { pixels, width, height } = image
  const isQuarter = clockwise !== 180
  const result = {
    pixels: new Uint8Array(pixels.length),
    width: isQuarter ? height : width,
    height: isQuarter ? width : height,
  }
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const column = clockwise === 90 ? height - 1 - y : clockwise === 180 ? width - 1 - x : y
      const row = clockwise === 90 ? x : clockwise === 180 ? height - 1 - y : width - 1 - x
      result.pixels[row * result.width + column] = pixels[y * width + x] ?? 255
    }
  return result
}

/** Turned about its middle by a small angle, `radians` clockwise, keeping its size; what comes in at the edges is white. */
export function tilted(image: GreyImage, radians: number): GreyImage {
  const { pixels, width, height } = image
  const result = new Uint8Array(pixels.length).fill(255)
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)]
  const [middleX, middleY] = [width / 2, height / 2]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const fromX = cos * (x - middleX) + sin * (y - middleY) + middleX
      const fromY = -sin * (x - middleX) + cos * (y - middleY) + middleY
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue
      const at = top * width + left
      const [shareX, shareY] = [fromX - left, fromY - top]
      const above = (pixels[at] ?? 255) * (1 - shareX) + (pixels[at + 1] ?? 255) * shareX
      const below = (pixels[at + width] ?? 255) * (1 - shareX) + (pixels[at + width + 1] ?? 255) * shareX
      result[y * width + x] = Math.round(above * (1 - shareY) + below * shareY)
    }
  }
  return { pixels: result, width, height }
}

/** Limit between ink and paper: the grey that parts the two groups best (Otsu). */
export function inkLimit({ pixels }: GreyImage): number {
  const counts = new Uint32Array(256)
  for (const pixel of pixels) counts[pixel] = (counts[pixel] ?? 0) + 1
  const total = pixels.length
  let sum = 0
  counts.forEach((count, grey) => (sum += count * grey))
  let [dark, darkSum, best, bestLimit] = [0, 0, -1, 128]
  for (let grey = 0; grey < 255; grey += 1) {
    dark += counts[grey] ?? 0
    darkSum += grey * (counts[grey] ?? 0)
    const light = total - dark
    if (dark === 0 || light === 0) continue
    const apart = darkSum / dark - (sum - darkSum) / light
    const spread = dark * light * apart * apart
    if (spread > best) [best, bestLimit] = [spread, grey]
  }
  return bestLimit
}

/** Portable greymap: the plainest file that Tesseract reads; nothing is packed or unpacked. */
export function pgmFrom({ pixels, width, height }: GreyImage): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const bytes = new Uint8Array(head.length + pixels.length)
  bytes.set(head)
  bytes.set(pixels, head.length)
  return bytes
}
