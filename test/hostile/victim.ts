// The process that meets hostile files: one job a message, one outcome an answer. Its parent (run.ts) kills it where it hangs.
// An outcome is "good", the code of an AppError, or "BUG …" for anything else; also where something outside the project was touched.

import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAppError } from '../../shared/errors.ts'
import { importManual } from '../../electron/worker/importing/importManual.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { findingsOf } from '../../electron/worker/topics/findings.ts'
import { craftedPdfs, goodPdfs, mutatedPdf, spoilProject } from './mutate.ts'
import type { Job, Outcome } from './run.ts'

const settings = { name: 'Hostile', language: 'en', target: 'sl2610-linux', ranking: {} }
const work = { signal: new AbortController().signal, report: (): void => undefined }
const sources = await goodPdfs()
const crafted = craftedPdfs()
const good = await goodProject()
const prototypeKeys = Object.getOwnPropertyNames(Object.prototype).sort().join()

process.on('message', (job: Job) => void answer(job))
process.send?.({ ready: true })

async function answer(job: Job): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'plainspoken-hostile-'))
  const canary = join(place, 'canary.txt')
  await writeFile(canary, 'untouched')
  let how = ''
  let outcome = 'good'
  try {
    how =
      job.kind === 'pdf' ? await meetPdf(place, job.seed) : await meetProject(place, job.seed, (done) => (how = done))
  } catch (error) {
    if (isAppError(error)) outcome = error.code
    else outcome = `BUG ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  if ((await readFile(canary, 'utf8').catch(() => 'gone')) !== 'untouched')
    outcome = 'BUG a file outside the project was touched'
  if (Object.getOwnPropertyNames(Object.prototype).sort().join() !== prototypeKeys)
    outcome = 'BUG Object.prototype was changed'
  await rm(place, { recursive: true, force: true })
  const report: Outcome = { ...job, how, outcome, peakBytes: process.resourceUsage().maxRSS * 1024 }
  process.send?.(report)
}

/** Seeds below 0 are the hand-made ones. What is imported must be readable again. */
async function meetPdf(place: string, seed: number): Promise<string> {
  const { how, bytes } = seed < 0 ? crafted[-seed - 1]! : mutatedPdf(sources, seed)
  const store = await ProjectStore.create(join(place, 'project'), settings)
  const before = hashOf(store.project)
  try {
    await importManual(store, { bytes, fileName: 'hostile.pdf' }, work)
    findingsOf(store.project.topics)
  } catch (error) {
    if (isAppError(error) && hashOf(store.project) !== before)
      throw new Error(`refused (${error.code}), and the project was changed`, { cause: error })
    throw Object.assign(error as Error, { how })
  } finally {
    await store.settled()
  }
  await ProjectStore.open(join(place, 'project'))
  return how
}

async function meetProject(place: string, seed: number, tell: (how: string) => void): Promise<string> {
  const folder = join(place, 'project')
  await cp(good, folder, { recursive: true })
  const how = await spoilProject(folder, seed, join(place, 'canary.txt'))
  tell(how)
  const store = await ProjectStore.open(folder)
  findingsOf(store.project.topics)
  await store.apply({ code: 'change-settings', details: {} }, (project) => ({
    ...project,
    settings: { ...project.settings, name: 'Changed' },
  }))
  await store.settled()
  return how
}

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

async function goodProject(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'plainspoken-good-')), 'project')
  const store = await ProjectStore.create(folder, settings)
  await importManual(store, { bytes: sources[0]!.slice(), fileName: 'manual.pdf' }, work)
  await store.settled()
  return folder
}
