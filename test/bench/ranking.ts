// 500 topics × 6 vectors of 128 ranked by the C runtime under QEMU: instructions per vector byte, beside the bare dot products over the same rows,
// and what encoding a question of twelve words takes. Run: npx tsx test/bench/ranking.ts. Goal of issue 4 (Cortex-M55): at most 3.
// Trap: QEMU counts instructions, not cycles. SysTick runs at the board's clock: one tick is 31.25 instructions at 32 MHz, 50 at 20 MHz.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readStaticPack } from '../../electron/worker/encoder/staticPack.ts'
import { missingFor, run } from '../../scripts/firmware/builds.ts'
import { staticAssets } from '../../scripts/models/static.ts'
import { bundleBytes } from '../../shared/format/bundleBytes.ts'
import { goldenContents } from '../golden/goldenBundle.ts'

const [topicCount, vectorsPerTopic, dim] = [500, 6, 128]
const asked = 'why does my dishwasher leave white spots on all of the glasses'
const boards = [
  { preset: 'cortex-m55', machine: 'mps3-an547', instructionsPerTick: 31.25, megahertz: 400 },
  { preset: 'cortex-m33', machine: 'mps2-an505', instructionsPerTick: 50, megahertz: 150 },
] as const
type Board = (typeof boards)[number]
const goal = 3
const openingGoal = 1.2 // of issue 7
const firmware = fileURLToPath(new URL('../../firmware', import.meta.url))

for (const board of boards) {
  const missing = missingFor(board.preset)
  if (missing === null) measure(board)
  else console.warn(`━━ SKIPPED ranking on ${board.preset}: ${missing} is not installed`)
}

function measure(board: Board): void {
  const folder = mkdtempSync(join(tmpdir(), 'plainspoken-ranking-'))
  try {
    writeFileSync(join(folder, 'golden.psb'), manyTopics())
    writeFileSync(join(folder, 'golden.psq'), Buffer.concat([new Uint8Array(noise(dim, 1).buffer), Buffer.from(asked)]))
    const output = questionOnBoard(folder, board)
    const instructions = (name: string): number => ticksOf(output, name) * board.instructionsPerTick
    const perByte = (name: string): number => instructions(name) / (topicCount * vectorsPerTopic * dim)
    const isJudged = board.preset === 'cortex-m55'
    const [question, bare] = [perByte('question'), perByte('bare')]
    console.log(
      `${topicCount} topics × ${vectorsPerTopic} vectors × ${dim} bytes on ${board.preset}: ${question.toFixed(2)} instructions a byte for a question, ${bare.toFixed(2)} for the bare dot products, ratio ${(question / bare).toFixed(2)}${isJudged ? `; goal ${goal}: ${question <= goal ? 'held' : 'NOT held'}` : ''}`,
    )
    const encoding = instructions('encoded')
    console.log(
      `encoding ${asked.split(' ').length} words, ${ticksOf(output, 'pieces')} pieces: ${(encoding / 1e6).toFixed(2)} million instructions, ${(encoding / board.megahertz / 1e3).toFixed(0)} ms at ${board.megahertz} MHz and one a cycle`,
    )
    const opening = ticksOf(output, 'opened') / ticksOf(output, 'hashed')
    console.log(
      `opening and verifying: ${opening.toFixed(3)} × one SHA-256 over the bundle; goal ${openingGoal}: ${opening <= openingGoal ? 'held' : 'NOT held'}`,
    )
    if ((isJudged && question > goal) || opening > openingGoal) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function questionOnBoard(folder: string, { preset, machine }: Board): string {
  const build = join(folder, 'build')
  run('cmake', ['--preset', preset, '-B', build, `-DPSP_GOLDEN=${folder}`], { cwd: firmware })
  run('cmake', ['--build', build, '--target', 'psp_bench'])
  const quiet = ['-display', 'none', '-serial', 'none', '-monitor', 'none']
  const semihosting = ['-chardev', 'stdio,id=out', '-semihosting-config', 'enable=on,target=native,chardev=out']
  const program = ['-icount', 'shift=0', '-kernel', join(build, 'psp_bench')]
  return run('qemu-system-arm', ['-M', machine, ...quiet, ...semihosting, ...program])
}

function ticksOf(output: string, name: string): number {
  const ticks = Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  if (ticks === 0) throw new Error(`the board did not count "${name}": ${JSON.stringify(output)}`)
  return ticks
}

/** The golden kettle's first topic, many times, with vectors of noise: ranking looks at every byte whatever it says. The encoder is the real one. */
function manyTopics(): Uint8Array {
  const contents = goldenContents()
  const [topic] = contents.topics
  if (!topic) throw new Error('the golden bundle has no topic')
  return bundleBytes({
    ...contents,
    dim,
    encoder: 'network',
    table: network(),
    topics: Array.from({ length: topicCount }, (_, at) => ({ ...topic, id: `topic-${at}`, phrases: [] })),
    vectorTopics: Uint16Array.from({ length: topicCount * vectorsPerTopic }, (_, row) => row / vectorsPerTopic),
    vectors: noise(topicCount * vectorsPerTopic * dim, 2),
    background: new Int8Array(0),
    terms: [],
  })
}

function network() {
  const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(staticAssets, 'network', name)))
  const [rows, codebook, projection] = [file('rows.bin'), file('codebook.bin'), file('projection.f32')]
  const pieces = Buffer.from(file('pieces.txt')).toString()
  return readStaticPack({ pieces, rows, codebook, projection, network: file('network.bin') }, 384).table
}

/** Marsaglia's xorshift: the same bytes on every machine. */
function noise(length: number, seed: number): Int8Array {
  let state = seed
  return Int8Array.from({ length }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >> 24
  })
}
