// pdf.js's worker half -> a port to it inside this process, which hands drawing operators over instead of copying them.
// Example: PDFWorker.create({ port: connect(handler) }). pdf.js's own fake worker makes a structured clone of every message; for the
// operators of a page (glyphs, paths) that copy costs as much as reading them.
// Trap: the worker half empties its arrays after sending them, so the arrays are copied; what is in them is shared and only read.

type Listener = (event: { data: unknown }) => void

/** What pdf.js asks of a port. */
export interface Port {
  postMessage: (message: unknown, transfer?: readonly ArrayBuffer[]) => void
  addEventListener: (type: string, listener: Listener, options?: { signal?: AbortSignal }) => void
  removeEventListener: (type: string, listener: Listener) => void
  terminate: () => void
}

export interface ConnectedPorts {
  near: Port
  far: Port
  /** The far end gets no more leave to go on with what it is streaming now: it waits, and costs nothing, until it is ended. */
  hold: () => void
}

/** The longest that messages keep the event loop to themselves: a cancel, or the end of a page's time, must come through. */
const longestTurnMs = 50

/** Both ends; messages arrive in order, one by one, after the sender has finished. */
export function connectedPorts(): ConnectedPorts {
  const ends: [Set<Listener>, Set<Listener>] = [new Set(), new Set()]
  const line = messageLine()
  const portOf = (own: Set<Listener>, far: Set<Listener>, isHeld: (message: unknown) => boolean): Port => ({
    postMessage: (message, transfer) => {
      if (isHeld(message)) return
      const data = delivered(message, transfer)
      line(() => {
        for (const listener of far) listener({ data })
      })
    },
    addEventListener: (_type, listener, options) => {
      own.add(listener)
      options?.signal?.addEventListener('abort', () => own.delete(listener))
    },
    removeEventListener: (_type, listener) => own.delete(listener),
    terminate: () => own.clear(),
  })
  let [newest, held] = [0, 0] // ids of streams, which pdf.js counts up
  const near = portOf(ends[0], ends[1], (message) => {
    const id = Number(partOf(message, 'streamId') ?? 0)
    newest = Math.max(newest, id)
    return partOf(message, 'stream') === streamPull && id <= held
  })
  return { near, far: portOf(ends[1], ends[0], () => false), hold: () => void (held = newest) }
}

/** StreamKind.PULL of pdf.js: "send me more". */
const streamPull = 6

/** Runs what it is given in order: at once after the caller, but leaves the event loop its turn every now and then. */
function messageLine(): (deliver: () => void) => void {
  const waiting: (() => void)[] = []
  let turnedAt = performance.now()
  const next = (): void => {
    waiting.shift()?.()
    if (waiting.length > 0) schedule()
  }
  const schedule = (): void => {
    if (performance.now() - turnedAt < longestTurnMs) return void Promise.resolve().then(next)
    setImmediate(() => {
      turnedAt = performance.now()
      next()
    })
  }
  return (deliver) => {
    waiting.push(deliver)
    if (waiting.length === 1) schedule()
  }
}

function delivered(message: unknown, transfer: readonly ArrayBuffer[] = []): unknown {
  const chunk = partOf(message, 'chunk')
  const [fnArray, argsArray]: unknown[] = [partOf(chunk, 'fnArray'), partOf(chunk, 'argsArray')]
  if (!Array.isArray(fnArray) || !Array.isArray(argsArray)) return structuredClone(message, { transfer: [...transfer] })
  return { ...Object(message), chunk: { ...Object(chunk), fnArray: fnArray.slice(), argsArray: argsArray.slice() } }
}

const partOf = (whole: unknown, name: string): unknown =>
  typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
