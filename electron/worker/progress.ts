// Any number of reports -> at most 20 messages a second, the last one never lost. Example: 500 pages in a second -> about 20 messages.
// Trap: work that never yields to the event loop lets no timer run; its reports still go out, each 50 ms or more after the last.

const intervalMs = 50

export interface ThrottledProgress {
  report: (fraction: number, step: string) => void
  /** Sends what is still held back; nothing is sent after it. */
  stop: () => void
}

export function throttledProgress(send: (fraction: number, step: string) => void): ThrottledProgress {
  let sentAtMs = -Infinity
  let held: { fraction: number; step: string } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (!held) return
    sentAtMs = performance.now()
    send(held.fraction, held.step)
    held = null
  }

  return {
    report(fraction, step) {
      if (isStopped) return
      held = { fraction: Math.min(1, Math.max(0, fraction || 0)), step }
      const waitMs = sentAtMs + intervalMs - performance.now()
      if (waitMs <= 0) flush()
      else timer ??= setTimeout(flush, waitMs)
    },
    stop() {
      flush()
      isStopped = true
    },
  }
}
