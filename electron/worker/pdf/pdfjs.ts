// () -> the pdf.js library, ready for Node 20 and for Electron 25's Node 18.
// pdf.js draws through DOMMatrix, Path2D and ImageData, which Node lacks, and fetches them, its fonts and its canvases through
// process.getBuiltinModule, which Node 18 lacks too. So all of these are put in place before it is imported.
// Trap: a static import of pdfjs-dist anywhere else would run before this and fail there with "DOMMatrix is not defined".

import { createRequire, isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Library from 'pdfjs-dist/legacy/build/pdf.mjs'
import * as v from 'valibot'
import { Inflate } from './inflate.ts'
import { connectedPorts } from './sharedPort.ts'
import type { Port } from './sharedPort.ts'

export type PdfJs = typeof Library
export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

let loading: Promise<PdfJs> | undefined

export const loadPdfJs = (): Promise<PdfJs> => (loading ??= load())

async function load(): Promise<PdfJs> {
  const { DOMMatrix, Path2D, ImageData } = await import('@napi-rs/canvas') // 0.1 s that most commands need not wait for
  const missing = { DOMMatrix, Path2D, ImageData, FontFace: UnseenFont }
  for (const [name, value] of Object.entries(missing)) if (!(name in globalThis)) put(name, value)
  put('DecompressionStream', Inflate)
  put('Response', NoResponse)
  if (!('getBuiltinModule' in process)) {
    const require = createRequire(import.meta.url)
    const value = (name: string): unknown => (isBuiltin(name) ? require(name) : undefined)
    Object.defineProperty(process, 'getBuiltinModule', { value, configurable: true })
  }
  const putBack = natives()
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  library.GlobalWorkerOptions.workerSrc = workerPath()
  await import(/* @vite-ignore */ pathToFileURL(workerPath()).href) // puts its half of the library into globalThis.pdfjsWorker
  putBack()
  process.on('unhandledRejection', survive)
  return library
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

/** pdf.js mends the class of answers from a network as it loads; a look at Node's own loads its whole HTTP client, 0.05 s for nothing. */
class NoResponse {
  bytes(): never {
    throw new TypeError('nothing here comes from a network')
  }
}

/**
 * Where V8 lacks what nobody here asks for (JSON.rawJSON, a push that is right about frozen arrays), both modules replace these by
 * polyfills for the whole process: push is ten times slower, JSON.stringify, with which everything is saved and sent, thirty times.
 */
function natives(): () => void {
  const places: readonly (readonly [object, string])[] = [
    [Array.prototype, 'push'],
    [JSON, 'stringify'],
    [JSON, 'parse'],
  ]
  const kept = places.map(([owner, name]) => [owner, name, Object.getOwnPropertyDescriptor(owner, name)] as const)
  return () => {
    for (const [owner, name, native] of kept) if (native) Object.defineProperty(owner, name, native)
  }
}

/**
 * On damaged files pdf.js leaves rejections of its own unlooked at, and the same damage is reported where we wait. Without this they end the
 * process, as every other one still must (found by `npm run hostile`).
 */
function survive(reason: unknown): void {
  const isOfPdfJs = reason instanceof Error && /[\\/]pdf(\.worker)?\.mjs/.test(reason.stack ?? '')
  if (!isOfPdfJs) setImmediate(() => throwAnew(reason))
}

function throwAnew(reason: unknown): never {
  throw reason
}

const workerPath = (): string => createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs')

const WorkerHalf = v.object({ WorkerMessageHandler: v.custom<Connectable>((half) => typeof half === 'function') })
type Connectable = (() => void) & { initializeFromPort: (port: Port) => void }

/** A worker in this process for one document; the caller destroys it. `hold` stops what it is reading now. */
export function workerInProcess({ PDFWorker }: PdfJs): {
  worker: InstanceType<PdfJs['PDFWorker']>
  hold: () => void
} {
  const { near, far, hold } = connectedPorts()
  v.parse(WorkerHalf, Reflect.get(globalThis, 'pdfjsWorker')).WorkerMessageHandler.initializeFromPort(far)
  // pdf.js asks for a browser's Worker and uses the four methods of our port. Reflect hands it over without a cast.
  return { worker: PDFWorker.create({ verbosity: 0, ...Reflect.apply(asWorker, null, [near]) }), hold }
}

const asWorker = (port: Worker): { port: Worker } => ({ port })

/**
 * Where text is only read: a page that takes in every font and shows none. Without one pdf.js has each letter of each font drawn as a path.
 */
export const unseenPage = (): { ownerDocument: Document } => Reflect.apply(asDocument, null, [{ fonts: new Set() }])

const asDocument = (document: Document): { ownerDocument: Document } => ({ ownerDocument: document })

/** What pdf.js makes of a font for such a page. */
class UnseenFont {
  readonly status = 'loaded'
}

/** Folders of the package with what a PDF may lean on: the 14 standard fonts and the CJK character maps. */
export function packageFolders(): { standardFontDataUrl: string; cMapUrl: string; wasmUrl: string } {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const folder = (name: string): string => join(root, name) + '/'
  return { standardFontDataUrl: folder('standard_fonts'), cMapUrl: folder('cmaps'), wasmUrl: folder('wasm') }
}
