// Manual, page and the size on screen -> URL of the picture to show; the picture of the old page stays until the new one is there.

import type { Manual } from '../../shared/domain.ts'
import { imageScale } from './imageScale.ts'
import { pageImage } from './pageImages.ts'
import { useReading } from './useReading.ts'

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
