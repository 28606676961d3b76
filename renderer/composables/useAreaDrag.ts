// A mouse that is dragged over a page -> the box it draws while it moves, and the box it has drawn, in PDF points.
// Example: <div v-on="drag.listeners"> … drag.area.value -> { x: 72, y: 90, width: 300, height: 40 } or null.
// Trap: a click that ends a drag must not also press the mark under it; a click that moved less than 4 pixels is a click.

import { ref } from 'vue'
import type { Box } from '../../shared/domain.ts'

const leastPx = 4

export function useAreaDrag(zoom: () => number, onArea: (box: Box) => void) {
  const area = ref<Box | null>(null)
  let start: { x: number; y: number; sheet: HTMLElement } | null = null
  let hasDragged = false

  function begin(event: PointerEvent): void {
    hasDragged = false
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return
    start = { x: event.clientX, y: event.clientY, sheet: event.currentTarget }
  }

  function move(event: PointerEvent): void {
    if (!start) return
    const isFar = Math.hypot(event.clientX - start.x, event.clientY - start.y) >= leastPx
    if (!isFar && !hasDragged) return
    if (!hasDragged) start.sheet.setPointerCapture(event.pointerId)
    hasDragged = true
    const { left, top } = start.sheet.getBoundingClientRect()
    area.value = {
      x: (Math.min(start.x, event.clientX) - left) / zoom(),
      y: (Math.min(start.y, event.clientY) - top) / zoom(),
      width: Math.abs(event.clientX - start.x) / zoom(),
      height: Math.abs(event.clientY - start.y) / zoom(),
    }
  }

  function end(): void {
    start = null
    if (area.value) onArea(area.value)
    area.value = null
  }

  function swallow(event: MouseEvent): void {
    if (!hasDragged) return
    event.stopPropagation()
    hasDragged = false
  }

  return {
    area,
    listeners: { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: end },
    /** For the capture phase of click. */
    swallow,
  }
}
