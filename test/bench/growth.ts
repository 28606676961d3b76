// How costs grow: import over 10 to 500 pages, and what is done with topics over 100 to 5,000 of them. Prints each cost and the slope of its
// logarithm over the logarithm of the size: 1 is "twice as much takes twice as long". Run: npx tsx test/bench/growth.ts. Goal of issue 8: 1.1.
// Processor time of this process; vectors come from a seed, because MiniLM's own cost is plainly one run a phrase.
// Trap: small sizes are mostly fixed costs, which flatter a slope; it is fitted over the upper half of the sizes alone.

import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import { Engines } from '../../electron/worker/engines.ts'
import { targetById } from '../../electron/worker/exporting/targets.ts'
import { bundleFromIndex } from '../../electron/worker/pipeline/bundleFromIndex.ts'
import { indexFromEmbeddings } from '../../electron/worker/pipeline/indexFromEmbeddings.ts'
import { topicsFromPdf } from '../../electron/worker/pipeline/pipeline.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { findingsOf } from '../../electron/worker/topics/findings.ts'
import type { Embeddings, Target, Topic } from '../../shared/domain.ts'
import { manualId } from '../../shared/ids.ts'
import { randomFrom } from '../../shared/random.ts'
import { longManual } from '../fixtures/longManual.ts'
import { stepsOf, topicOf } from '../topicOf.ts'
import { cpuMsOf } from './measure.ts'

const goal = 1.1
const pageCounts = [10, 50, 100, 250, 500]
const topicCounts = [100, 500, 1000, 2500, 5000]
const vectorsPerTopic = 6
const dim = 384
const things = ['filter', 'door seal', 'spray arm', 'salt container', 'drain hose', 'cutlery tray', 'dispenser', 'pump']
const deeds = ['Cleaning', 'Removing', 'Checking', 'Refitting', 'Replacing']
const settings = { name: 'growth', language: 'en', target: 'sl2610-linux', ranking: {} }

const folder = await mkdtemp(join(tmpdir(), 'plainspoken-growth-'))
const engines = new Engines(environmentOfCheckout())
try {
  await overPages()
  await overTopics()
} finally {
  await engines.close()
  await rm(folder, { recursive: true, force: true })
}

async function overPages(): Promise<void> {
  const work = { signal: new AbortController().signal, report: () => undefined }
  const options = { manual: manualId('long'), language: 'en' }
  const ms: number[] = []
  const peakMb: number[] = []
  await topicsFromPdf(await longManual(3), options, work) // pays for compiling pdf.js
  for (const pages of pageCounts) {
    const bytes = await longManual(pages)
    ms.push(await cpuMsOf(() => topicsFromPdf(bytes, options, work)))
    peakMb.push(await peakOf(bytes, `${pages}.pdf`))
  }
  say('import, pages', pageCounts, ms)
  const rise = (peakMb.at(-1) ?? 0) / (peakMb[1] ?? 1)
  console.log(`${''.padEnd(24)}peak memory ${peakMb.join(', ')} MB: ${rise.toFixed(2)} × from 50 to 500 pages`)
}

async function peakOf(bytes: Uint8Array, name: string): Promise<number> {
  const file = join(folder, name)
  await writeFile(file, bytes)
  const bench = join(import.meta.dirname, 'peakOfImport.ts')
  return Number(execFileSync(process.execPath, ['--import', 'tsx', bench, file], { encoding: 'utf8' }))
}

async function overTopics(): Promise<void> {
  const analyse = await engines.analyse()
  const target = await targetById(environmentOfCheckout().targetsFolder, settings.target)
  const costs: Record<string, number[]> = { 'save all': [], 'open': [], 'change one topic': [], 'findings': [], 'index and bundle': [] } // prettier-ignore
  const cost = async (name: string, run: () => unknown): Promise<void> => void costs[name]?.push(await cpuMsOf(run))
  for (const count of topicCounts) {
    const topics = Array.from({ length: count }, (_, at) => topicNumber(at))
    const embeddings = embeddingsOf(count)
    const store = await ProjectStore.create(join(folder, String(count)), settings)
    const deed = { code: 'change-settings', details: {} } as const
    await cost('save all', () => store.apply(deed, (project) => ({ ...project, topics })))
    await cost('open', () => ProjectStore.open(store.folder))
    await cost('change one topic', () =>
      store.apply(deed, (project) => ({ ...project, topics: edited(project.topics) })),
    )
    await cost('findings', () => findingsOf(topics))
    await cost('index and bundle', () => bundleOf(topics, embeddings, { target, analyse }))
  }
  for (const [name, ms] of Object.entries(costs)) say(`${name}, topics`, topicCounts, ms)
}

function topicNumber(at: number): Topic {
  const thing = `${things[at % things.length]} ${at}`
  return topicOf(`topic-${at}`, {
    title: `${deeds[at % deeds.length]} the ${thing}`,
    steps: stepsOf([
      `Open the ${thing}.`,
      `Turn it to the left by ${at % 9} notches and lift it out.`,
      'Rinse it under running water.',
    ]),
  })
}

function edited(topics: readonly Topic[]): Topic[] {
  return topics.map((topic, at) => (at === 7 ? { ...topic, title: `${topic.title} again` } : topic))
}

function embeddingsOf(topicCount: number): Embeddings {
  const random = randomFrom(topicCount)
  const rows = Array.from({ length: topicCount * vectorsPerTopic }, (_, row) => ({
    topic: Math.floor(row / vectorsPerTopic),
    role: 'phrase' as const,
    text: '',
  }))
  const vectors = Float32Array.from({ length: rows.length * dim }, () => random() - 0.5)
  return { encoder: 'minilm', dim, rows, vectors, background: new Float32Array(0) }
}

interface BundleOfOptions {
  target: Target
  analyse: (text: string, language: string) => string[]
}

async function bundleOf(
  topics: Topic[],
  embeddings: Embeddings,
  { target, analyse }: BundleOfOptions,
): Promise<Uint8Array> {
  const index = await indexFromEmbeddings(embeddings, topics, { analyse, names: [], ranking: {} })
  return bundleFromIndex({ index, topics, manuals: [], settings, target, isDevelopment: true })
}

/** One line: costs over sizes, and their slope against the goal. */
function say(name: string, sizes: readonly number[], ms: readonly number[]): void {
  const half = Math.floor(sizes.length / 2)
  const slope = slopeOf(sizes.slice(half).map(Math.log), ms.slice(half).map(Math.log))
  const verdict = slope <= goal ? 'held' : 'NOT held'
  const costs = sizes.map((size, at) => `${size}: ${(ms[at] ?? NaN).toFixed(0)} ms`).join('  ')
  console.log(`${name.padEnd(24)}${costs}  slope ${slope.toFixed(2)}; goal ${goal}: ${verdict}`)
}

/** Least squares. */
function slopeOf(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(xs), mean(ys)]
  const over = xs.reduce((sum, at, row) => sum + (at - x) * ((ys[row] ?? 0) - y), 0)
  return over / xs.reduce((sum, at) => sum + (at - x) ** 2, 0)
}
