// Model bytes -> a thread with Tesseract in it: one picture at a time goes in, lines of words come out.
// Example: const thread = await OcrThread.open(model); await thread.read(image, 300) -> [{ words: [{ text: 'Descaling', … }], … }].
// Recognition takes seconds and can't be interrupted, so it has a thread of its own, which `close` ends at once.
// Traps: the program of the thread is text, because source, tests and bundle would each look for a file in another place; Tesseract's
// core is handed over as bytes, so that nothing is looked up in there either. It is the core with plain SIMD, whatever the machine has:
// relaxed SIMD rounds as the processor likes, and window and command line must read the same words.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { nextMessage } from '../threads.ts'
import { pgmFrom } from './greyImage.ts'
import type { GreyImage } from './greyImage.ts'

const program = `
const { parentPort, workerData } = require('node:worker_threads')
const quiet = () => {}
TesseractCore({ wasmBinary: workerData.wasm, print: quiet, printErr: quiet, TesseractProgress: quiet }).then((core) => {
  core.FS.writeFile('model.traineddata', workerData.model)
  const api = new core.TessBaseAPI()
  if (api.Init(null, 'model', 1) === -1) throw new Error('the recognition model was not accepted')
  parentPort.on('message', ({ picture, dpi, task }) => {
    api.SetVariable('tessedit_pageseg_mode', task === 'line' ? '7' : '3') // 3: find columns by itself
    core.FS.writeFile('/input', picture)
    api.SetVariable('user_defined_dpi', String(dpi))
    if (api.SetImageFile(1, 0) === 1) throw new Error('the picture was not accepted')
    if (task === 'tilt') {
      api.FindLines()
      parentPort.postMessage(-api.GetGradient()) // Tesseract counts upwards
    } else {
      api.Recognize(null)
      parentPort.postMessage(JSON.parse(api.GetJSONText()))
    }
    api.Clear()
  })
  parentPort.postMessage('ready')
})
`

export interface OcrWord {
  text: string
  confidence: number // 0..1
  /** Pixels: left, top, right, bottom. */
  x0: number
  y0: number
  x1: number
  y1: number
}

export interface OcrLine {
  words: OcrWord[]
  /** Where letters stand, at the line's left and right end, in pixels from the top. */
  baseline: { x0: number; y0: number; x1: number; y1: number }
  /** From the feet of "p" to the head of "d", in pixels. */
  heightPx: number
}

const corners = { x0: v.number(), y0: v.number(), x1: v.number(), y1: v.number() }
const readingSchema = v.object({
  blocks: v.array(
    v.object({
      paragraphs: v.optional(
        v.array(
          v.object({
            lines: v.array(
              v.object({
                words: v.array(v.object({ text: v.string(), confidence: v.number(), bbox: v.object(corners) })),
                baseline: v.object(corners),
                rowAttributes: v.object({ rowHeight: v.number() }),
              }),
            ),
          }),
        ),
        [],
      ),
    }),
  ),
})

type Task = 'tilt' | 'page' | 'line'

export class OcrThread {
  readonly #worker: Worker
  #ended: Error | null = null

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('error', (error) => (this.#ended = error))
    worker.on('exit', () => (this.#ended ??= new Error('the recognition thread ended')))
  }

  /** `model`: a traineddata file of Tesseract, unpacked. */
  static async open(model: Uint8Array): Promise<OcrThread> {
    const resolve = createRequire(import.meta.url).resolve
    const core = await readFile(resolve('tesseract.js-core/tesseract-core-simd-lstm.js'), 'utf8')
    const wasm = await readFile(resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm'))
    const thread = new OcrThread(new Worker(core + program, { eval: true, workerData: { wasm, model } }))
    await thread.#reply()
    return thread
  }

  get isEnded(): boolean {
    return this.#ended !== null
  }

  /** How far the lines of text lean, in radians: positive where they fall to the right. */
  async tilt(image: GreyImage, dpi: number): Promise<number> {
    this.#send(image, dpi, 'tilt')
    return v.parse(v.number(), await this.#reply())
  }

  /** Lines in Tesseract's order, which is not a reading order. */
  read(image: GreyImage, dpi: number): Promise<OcrLine[]> {
    return this.#lines(image, dpi, 'page')
  }

  /** Of a picture that has nothing but one short line. */
  async readLine(image: GreyImage, dpi: number): Promise<OcrWord[]> {
    return (await this.#lines(image, dpi, 'line')).flatMap(({ words }) => words)
  }

  /** At once, in the middle of a picture too: what was asked for is rejected. */
  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  async #lines(image: GreyImage, dpi: number, task: Task): Promise<OcrLine[]> {
    this.#send(image, dpi, task)
    const { blocks } = v.parse(readingSchema, await this.#reply())
    return blocks
      .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
      .map(({ words, baseline, rowAttributes }) => ({
        words: words.map(({ text, confidence, bbox }) => ({ text, confidence: confidence / 100, ...bbox })),
        baseline,
        heightPx: rowAttributes.rowHeight,
      }))
  }

  #send(image: GreyImage, dpi: number, task: Task): void {
    const picture = pgmFrom(image)
    this.#worker.postMessage({ picture, dpi: Math.round(dpi), task }, [picture.buffer])
  }

  async #reply(): Promise<unknown> {
    if (this.#ended) throw this.#ended
    return nextMessage(this.#worker, () => this.#ended ?? new Error('the recognition thread ended'))
  }
}
