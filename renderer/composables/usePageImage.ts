// Manual, page and the size on screen -> URL of the picture to show; the picture of the old page stays until the new one is there.
// Trap: a picture for each pixel of a zoom would be drawn for nothing: scales are rounded up to quarters.

import { useReading } from './useReading.ts'
import { pageImage } from './pageImages.ts'
import type { Manual } from '../../shared/domain.ts'

const largestScale = 4

export interface PageImageWanted {
  manual: Manual
  page: number
  /** CSS pixels per PDF point. */
  zoom: number
}

export function usePageImage(wanted: () => PageImageWanted) {
  return useReading(
    () => {
      const { manual, page, zoom } = wanted()
      return { manual, page, scale: imageScale(zoom, window.devicePixelRatio) }
    },
    async ({ manual, page, scale }) => ({ url: await pageImage(manual, page, scale), page }),
    { url: '', page: 0 },
  )
}

export const imageScale = (zoom: number, pixelRatio: number): number =>
  Math.min(largestScale, Math.max(0.25, Math.ceil(zoom * pixelRatio * 4) / 4))
