// Count + seed -> that many processes that edit one project and are killed with SIGKILL at random instants, and what was lost by it.
// After each kill the folder is opened as the app would: it must be readable, hold every change that was reported as saved, and each
// change whole or not at all. Example: await killOften({ count: 200, seed: 1 }) -> { kills: 200, saves: 9120, inFlight: 187, losses: [] }

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'vite'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { randomFrom } from '../../shared/random.ts'
import { topicsOfWriter } from './topicsOfWriter.ts'

const root = join(import.meta.dirname, '../..')
const longestLifeMs = 250

export interface Killing {
  kills: number
  saves: number
  /** Kills while a commit was under way: the instants that matter. */
  inFlight: number
  losses: string[]
}

interface Change {
  /** A topic, or "all" of the writer's. */
  what: string
  number: number
}
/** What one process said before it died. */
interface Life {
  name: string
  saved: Change[]
  begun: Change | null
}

export async function killOften({ count, seed }: { count: number; seed: number }): Promise<Killing> {
  const writer = await buildWriter()
  const random = randomFrom(seed)
  const folder = join(await mkdtemp(join(tmpdir(), 'plainspoken-crash-')), 'project')
  await ProjectStore.create(folder, { name: 'Crash', language: 'en', target: 'sl2610-linux', ranking: {} })
  const killing: Killing = { kills: 0, saves: 0, inFlight: 0, losses: [] }
  const lastSaved = new Map<string, number>()
  try {
    for (let round = 1; killing.kills < count; round++) {
      // Every third time two processes edit the same project; every fourth is killed while it starts and mends what the last one left.
      const names = round % 3 === 0 ? ['a', 'b'] : ['a']
      const from = round % 4 === 0 ? 'spawn' : 'ready'
      const lives = await Promise.all(
        names.map((name) => lifeOf(writer, { folder, name, round, from, lifeMs: random() * longestLifeMs })),
      )
      for (const life of lives) {
        killing.kills += 1
        killing.saves += life.saved.length
        killing.inFlight += Number(life.begun !== null)
        for (const change of life.saved) for (const id of topicsOf(life.name, change)) lastSaved.set(id, change.number)
      }
      const lost = await lossesIn(folder, lastSaved, lives)
      killing.losses.push(...lost.map((loss) => `round ${round}: ${loss}`))
    }
  } finally {
    await rm(join(folder, '..'), { recursive: true, force: true })
  }
  return killing
}

const topicsOf = (name: string, { what }: Change): string[] =>
  what === 'all' ? Array.from({ length: topicsOfWriter }, (_, at) => `${name}-${at}`) : [what]

/** Whatever is found is what the next process starts from: `lastSaved` is brought up to it. */
async function lossesIn(folder: string, lastSaved: Map<string, number>, lives: Life[]): Promise<string[]> {
  const opened = await ProjectStore.open(folder).catch((error: unknown) => String(error))
  if (typeof opened === 'string') return [`not readable: ${opened}`]
  const numberById = new Map<string, number>(opened.project.topics.map(({ id, title }) => [id, Number(title)]))
  const losses: string[] = []
  for (const id of numberById.keys()) if (!lastSaved.has(id)) lastSaved.set(id, 0)
  for (const [id, saved] of [...lastSaved]) {
    const found = numberById.get(id) ?? 0
    const begun = lives.find((life) => id.startsWith(life.name))?.begun
    const mayBe = begun && topicsOf(id.slice(0, 1), begun).includes(id) ? [saved, begun.number] : [saved]
    if (!mayBe.includes(found)) losses.push(`${id} was saved as ${saved} and is ${found}`)
    lastSaved.set(id, found)
  }
  for (const { name, begun } of lives) {
    const touched = begun ? topicsOf(name, begun) : []
    const done = touched.filter((id) => numberById.get(id) === begun?.number)
    if (done.length > 0 && done.length < touched.length) losses.push(`half of ${begun?.what} of ${name} is there`)
    const pdf = await opened.readManual(name).then(
      (bytes) => new TextDecoder().decode(bytes).split(' '),
      () => [],
    )
    const topic = numberById.get(`${name}-pdf`)
    if (topic !== undefined && !(pdf.length === 20_001 && Number(pdf[0]) === topic))
      losses.push(`the PDF of ${name} is not that of its topic ${topic}`)
  }
  return losses
}

interface LifeOptions {
  folder: string
  name: string
  round: number
  from: 'spawn' | 'ready'
  lifeMs: number
}

async function lifeOf(writer: string, { folder, name, round, from, lifeMs }: LifeOptions): Promise<Life> {
  const child = spawn(process.execPath, [writer, folder, name, String(round)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const closed = once(child, 'close')
  if (from === 'ready') await Promise.race([once(child.stdout, 'data'), closed])
  await pause(lifeMs)
  child.kill('SIGKILL')
  await closed
  if (complaint !== '') throw new Error(`the writer failed by itself: ${complaint}`)
  const life: Life = { name, saved: [], begun: null }
  for (const line of said.split('\n')) {
    const [, verb, what = '', number = ''] = /^(about|saved) (\S+) (\d+)$/.exec(line) ?? []
    const change = { what, number: Number(number) }
    if (verb === 'about') life.begun = change
    if (verb === 'saved') life.saved.push(change)
    if (verb === 'saved') life.begun = null
  }
  return life
}

async function buildWriter(): Promise<string> {
  const outDir = join(root, 'out/crash-tests')
  const ssr = join(root, 'test/crash/writer.ts')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, target: 'node20', ssr },
  })
  return join(outDir, 'writer.js')
}
