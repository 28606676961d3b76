// A program of ours -> a thread that runs it: startThread('ears', { … }). From source (tests, scripts) it is a TypeScript file beside this
// one, which tsx reads; in the built app it is out/main/<name>.js, made from the entry of that name in electron.vite.config.ts.
// What any thread says comes by nextMessage. Trap: the thread is started through a line of code, as Electron before 28 opens no ES module as a thread's own file.

import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

const sources = { ears: './testing/spoken/earsThread.ts' } as const

export function startThread(name: keyof typeof sources, workerData: unknown): Worker {
  return new Worker(programOf(name), { eval: true, workerData })
}

/** What the thread says next. Rejects where it fails or ends before that, with `ended()` where it gave no reason. */
export function nextMessage(worker: Worker, ended: () => Error): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      end()
    }
    const onMessage = (message: unknown): void => settle(() => resolve(message))
    const onError = (error: Error): void => settle(() => reject(error))
    const onExit = (): void => settle(() => reject(ended()))
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  })
}

function programOf(name: keyof typeof sources): string {
  if (import.meta.url.endsWith('.ts')) {
    const source = JSON.stringify(new URL(sources[name], import.meta.url).href)
    return `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${source}) })`
  }
  const built = [`./${name}.js`, `../${name}.js`].map((path) => new URL(path, import.meta.url))
  const file = built.find((url) => existsSync(url))
  if (!file) throw new TypeError(`the program of the thread "${name}" was not built`)
  return `import(${JSON.stringify(file.href)})`
}
