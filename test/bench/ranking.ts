// 500 topics × 6 vectors of 128 ranked by the C runtime on a Cortex-M55 under QEMU: instructions per vector byte, beside the bare dot products over
// the same rows. Run: npx tsx test/bench/ranking.ts. Goal of issue 4: at most 3.
// Trap: QEMU counts instructions, not cycles. SysTick runs at the board's 32 MHz, so one tick is 31.25 instructions.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { missingFor, run } from '../../scripts/firmware/builds.ts'
import { vectorRoles } from '../../shared/domain.ts'
import { bundleBytes } from '../../shared/format/bundleBytes.ts'
import { goldenContents } from '../golden/goldenBundle.ts'

const [topicCount, vectorsPerTopic, dim] = [500, 6, 128]
const instructionsPerTick = 31.25
const goal = 3
const openingGoal = 1.2 // of issue 7
const firmware = fileURLToPath(new URL('../../firmware', import.meta.url))

const missing = missingFor('cortex-m55')
if (missing === null) measure()
else console.warn(`━━ SKIPPED ranking: ${missing} is not installed`)

function measure(): void {
  const folder = mkdtempSync(join(tmpdir(), 'plainspoken-ranking-'))
  try {
    writeFileSync(join(folder, 'golden.psb'), manyTopics())
    writeFileSync(join(folder, 'golden.psq'), noise(dim, 1))
    const output = questionOnBoard(folder)
    const perByte = (name: string): number =>
      (ticksOf(output, name) * instructionsPerTick) / (topicCount * vectorsPerTopic * dim)
    const [question, bare] = [perByte('question'), perByte('bare')]
    console.log(
      `${topicCount} topics × ${vectorsPerTopic} vectors × ${dim} bytes on Cortex-M55: ${question.toFixed(2)} instructions a byte for a question, ${bare.toFixed(2)} for the bare dot products, ratio ${(question / bare).toFixed(2)}; goal ${goal}: ${question <= goal ? 'held' : 'NOT held'}`,
    )
    const opening = ticksOf(output, 'opened') / ticksOf(output, 'hashed')
    console.log(
      `opening and verifying: ${opening.toFixed(3)} × one SHA-256 over the bundle; goal ${openingGoal}: ${opening <= openingGoal ? 'held' : 'NOT held'}`,
    )
    if (question > goal || opening > openingGoal) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function questionOnBoard(folder: string): string {
  const build = join(folder, 'build')
  run('cmake', ['--preset', 'cortex-m55', '-B', build, `-DPSP_GOLDEN=${folder}`], { cwd: firmware })
  run('cmake', ['--build', build, '--target', 'psp_bench'])
  const quiet = ['-display', 'none', '-serial', 'none', '-monitor', 'none']
  const semihosting = ['-chardev', 'stdio,id=out', '-semihosting-config', 'enable=on,target=native,chardev=out']
  const program = ['-icount', 'shift=0', '-kernel', join(build, 'psp_bench')]
  return run('qemu-system-arm', ['-M', 'mps3-an547', ...quiet, ...semihosting, ...program])
}

function ticksOf(output: string, name: string): number {
  const ticks = Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  if (ticks === 0) throw new Error(`the board did not count "${name}": ${JSON.stringify(output)}`)
  return ticks
}

/** The golden kettle's first topic, many times, with vectors of noise: ranking looks at every byte whatever it says. */
function manyTopics(): Uint8Array {
  const contents = goldenContents()
  delete contents.table // it is of another dim
  const [topic] = contents.topics
  if (!topic) throw new Error('the golden bundle has no topic')
  return bundleBytes({
    ...contents,
    dim,
    encoder: 'minilm',
    topics: Array.from({ length: topicCount }, (_, at) => ({ ...topic, id: `topic-${at}`, phrases: [] })),
    vectorTopics: Uint16Array.from({ length: topicCount * vectorsPerTopic }, (_, row) => row / vectorsPerTopic),
    vectors: noise(topicCount * vectorsPerTopic * dim, 2),
    vectorRoles: Array.from(
      { length: topicCount * vectorsPerTopic },
      (_, row) => vectorRoles[row % vectorRoles.length] ?? 'answer',
    ),
    background: new Int8Array(0),
    terms: [],
  })
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
