// Steps that are dragged by their number -> from where to where. The keyboard's way is Alt+arrow; this is only the mouse's.
// Example: <li :class="drag.classOf(at)" v-on="drag.target(at)"><span draggable="true" v-on="drag.handle(at)">

import { ref } from 'vue'
import { perPlace } from './perPlace.ts'

const type = 'application/x-plainspoken-step'

export function useStepDrag(move: (at: number, by: number) => void) {
  const from = ref<number | null>(null)
  const over = ref<number | null>(null)

  function end(): void {
    from.value = null
    over.value = null
  }

  return {
    classOf: (at: number) => ({
      dragged: from.value === at,
      'drop-before': over.value === at && (from.value ?? at) > at,
      'drop-after': over.value === at && (from.value ?? at) < at,
    }),
    handle: perPlace((at) => ({
      dragstart: (event: DragEvent) => {
        event.dataTransfer?.setData(type, String(at))
        from.value = at
      },
      dragend: end,
    })),
    target: perPlace((at) => ({
      dragover: (event: DragEvent) => {
        if (from.value === null) return
        event.preventDefault()
        over.value = at
      },
      drop: (event: DragEvent) => {
        if (from.value === null) return
        event.preventDefault()
        const start = from.value
        end()
        if (start !== at) move(start, at - start)
      },
    })),
  }
}
