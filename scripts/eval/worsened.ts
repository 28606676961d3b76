// A clean picture of a page -> what a scanner makes of it: leaning, turned, noisy, blurred by its resolution. The same every time.
// Example: worsened(image, 200, { tiltDegrees: 1, noise: 20, turn: 90 })

import { tilted, turned } from '../../electron/worker/ocr/greyImage.ts'
import type { GreyImage, QuarterTurn } from '../../electron/worker/ocr/greyImage.ts'

export interface Faults {
  tiltDegrees?: number
  /** Standard deviation of the grey of a pixel, of 255; one pixel in two thousand is a speck. */
  noise?: number
  turn?: number
}

/** At 300 dpi in the end, as the import draws pages. */
export function worsened(
  image: GreyImage,
  dpi: number,
  { tiltDegrees = 0, noise = 0, turn = 0 }: Faults,
): { image: GreyImage; pxPerPt: number } {
  const leaning = tiltDegrees === 0 ? image : tilted(image, (tiltDegrees * Math.PI) / 180)
  const specked = noise === 0 ? leaning : withNoise(leaning, noise)
  const shown = turned(specked, turn === 90 || turn === 180 || turn === 270 ? turn : (0 satisfies QuarterTurn))
  return { image: enlarged(shown, 300 / dpi), pxPerPt: 300 / 72 }
}

function withNoise({ pixels, width, height }: GreyImage, deviation: number): GreyImage {
  const random = randomFrom(7)
  const noisy = pixels.map((pixel) => {
    if (random() < 0.0005) return random() < 0.5 ? 40 : 255
    const bell = random() + random() + random() + random() - 2 // about 0.58 standard deviation
    return Math.max(0, Math.min(255, Math.round(pixel * 0.86 + 20 + (bell / 0.58) * deviation)))
  })
  return { pixels: noisy, width, height }
}

function enlarged(image: GreyImage, factor: number): GreyImage {
  if (factor === 1) return image
  const [width, height] = [Math.round(image.width * factor), Math.round(image.height * factor)]
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const fromX = Math.min(image.width - 1.001, x / factor)
      const fromY = Math.min(image.height - 1.001, y / factor)
      const at = Math.floor(fromY) * image.width + Math.floor(fromX)
      const [shareX, shareY] = [fromX % 1, fromY % 1]
      const grey = (offset: number): number => image.pixels[at + offset] ?? 255
      const above = grey(0) * (1 - shareX) + grey(1) * shareX
      const below = grey(image.width) * (1 - shareX) + grey(image.width + 1) * shareX
      pixels[y * width + x] = Math.round(above * (1 - shareY) + below * shareY)
    }
  return { pixels, width, height }
}

/** Park–Miller: the same numbers everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
