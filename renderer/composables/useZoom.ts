// Size of the desk and of the page -> CSS pixels per PDF point. It fits the window until the person zooms, and again after fit().

import { computed, onBeforeUnmount, ref, watch } from 'vue'
import type { Ref } from 'vue'

const pagePaddingPx = 48
const widthPaddingPx = 36 // with room for a scrollbar
const smallest = 0.3
const largest = 4
const factor = 1.2

interface PageSize {
  widthPt: number
  heightPt: number
}

export function useZoom(
  desk: Readonly<Ref<HTMLElement | null>>,
  page: Readonly<Ref<PageSize | null>>,
  /** 'width' lets a long page run out at the bottom: for narrow places. */
  fitTo: 'page' | 'width' = 'page',
) {
  const area = ref({ width: 0, height: 0 })
  const chosen = ref<number | null>(null)
  const watcher = new ResizeObserver(() => measure())

  function measure(): void {
    const padding = fitTo === 'page' ? pagePaddingPx : widthPaddingPx
    if (desk.value) area.value = { width: desk.value.offsetWidth - padding, height: desk.value.offsetHeight - padding }
  }

  const fitting = computed(() => {
    if (!page.value || area.value.width <= 0) return 1
    const ofWidth = area.value.width / page.value.widthPt
    return clamped(fitTo === 'page' ? Math.min(ofWidth, area.value.height / page.value.heightPt) : ofWidth)
  })

  watch(desk, (now, before) => {
    if (before) watcher.unobserve(before)
    if (now) watcher.observe(now)
  })
  onBeforeUnmount(() => watcher.disconnect())

  return {
    zoom: computed(() => chosen.value ?? fitting.value),
    zoomBy: (steps: number): void => {
      chosen.value = clamped((chosen.value ?? fitting.value) * factor ** steps)
    },
    fit: (): void => {
      chosen.value = null
    },
  }
}

const clamped = (zoom: number): number => Math.min(largest, Math.max(smallest, zoom))
