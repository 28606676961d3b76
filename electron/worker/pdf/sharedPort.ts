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

/** Both ends; messages arrive one by one after the sender has finished. */
export function connectedPorts(): [Port, Port] {
  const ends: [Set<Listener>, Set<Listener>] = [new Set(), new Set()]
  const portOf = (own: Set<Listener>, far: Set<Listener>): Port => ({
    postMessage: (message, transfer) => {
      const data = delivered(message, transfer)
      void Promise.resolve().then(() => {
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
  return [portOf(ends[0], ends[1]), portOf(ends[1], ends[0])]
}

function delivered(message: unknown, transfer: readonly ArrayBuffer[] = []): unknown {
  const chunk = partOf(message, 'chunk')
  const [fnArray, argsArray]: unknown[] = [partOf(chunk, 'fnArray'), partOf(chunk, 'argsArray')]
  if (!Array.isArray(fnArray) || !Array.isArray(argsArray)) return structuredClone(message, { transfer: [...transfer] })
  return { ...Object(message), chunk: { ...Object(chunk), fnArray: fnArray.slice(), argsArray: argsArray.slice() } }
}

const partOf = (whole: unknown, name: string): unknown =>
  typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
