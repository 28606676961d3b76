// models folder + language -> a reader of scanned pages. Example: const reader = await openRecogniser('out/models', 'de')
// Threads start with the first picture and end with close(). Two of them: one page is drawn and measured while another is recognised; a
// third would only take memory (about 250 MB each).
// Trap: an aborted reading ends its thread, as recognition can't be interrupted; the next picture gets a new one.

import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { LanguageTag } from '../../../shared/domain.ts'
import { listModelPacks, openModelPack } from '../models/modelPack.ts'
import type { ScanReader } from '../pipeline/pagesFromScans.ts'
import { OcrThread } from './ocrThread.ts'
import { readingVersion, readScan } from './readScan.ts'

export interface Recogniser extends ScanReader {
  /** Names everything that decides what is read: model and code. */
  readonly id: string
}

const threadCount = 2
const modelFile = 'model.traineddata.gz'

/** Errors: model-missing, model-damaged, language-not-supported. */
export async function openRecogniser(modelsFolder: string, language: LanguageTag): Promise<Recogniser> {
  const packs = await listModelPacks(modelsFolder, 'ocr')
  const primary = language.split('-')[0] ?? language
  const id = packs.find(({ languages }) => languages.includes(primary))?.id ?? `tesseract-${primary}`
  const pack = await openModelPack(modelsFolder, id)
  const [file] = pack.manifest.files.filter(({ name }) => name === modelFile)
  if (!file) throw new AppError('model-damaged', { model: id, file: modelFile })
  const model = async (): Promise<Uint8Array> => gunzipSync(await readFile(pack.path(modelFile)))
  const threads = new Threads(() => model().then((bytes) => OcrThread.open(bytes)))
  return {
    id: `${file.sha256}-${readingVersion}`,
    atOnce: threadCount,
    read: (image, pxPerPt, signal) => threads.use(signal, (thread) => readScan(image, pxPerPt, thread)),
    close: () => threads.close(),
  }
}

/** Threads that are not at work, and the way to get more. */
class Threads {
  readonly #idle: OcrThread[] = []
  constructor(readonly open: () => Promise<OcrThread>) {}

  async use<Value>(signal: AbortSignal, work: (thread: OcrThread) => Promise<Value>): Promise<Value> {
    signal.throwIfAborted()
    const thread = this.#idle.pop() ?? (await this.open())
    const end = (): void => void thread.close()
    signal.addEventListener('abort', end)
    try {
      if (signal.aborted) end()
      const value = await work(thread)
      signal.throwIfAborted()
      this.#idle.push(thread)
      return value
    } catch (error) {
      await thread.close()
      signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', end)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.close()))
  }
}
