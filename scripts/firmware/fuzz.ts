// Seconds -> libFuzzer over the three ways in which hostile bytes reach the runtime, under ASan and UBSan: a bundle, a conversation, a clip.
// Run for hours: npx tsx scripts/firmware/fuzz.ts 3600      New inputs stay in out/firmware/fuzz/corpus and are the start of the next run.
// Trap: a finding ends with the file that shows it (crash-…) in the folder where it was run.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, built, goldenFolder, missingFor } from './builds.ts'

const seeds = fileURLToPath(new URL('../../firmware/test/corpus', import.meta.url))
const targets = [
  // Longer than the golden bundle: a seed that is cut off is no bundle, and the fuzzer never gets past the header.
  { name: 'open', program: 'psp_fuzz', maxLength: 20_480, golden: wholeBundle },
  // Short conversations: ten times as many a second as the golden script of a hundred turns, and each finding is easier to read.
  { name: 'ask', program: 'psp_fuzz_ask', maxLength: 512, golden: scenesOfScript },
  { name: 'clips', program: 'psp_fuzz_clips', maxLength: 1024, golden: () => [] },
]
/** No stack for each allocation, and fewer freed ones kept: twice as many executions a second. */
const sanitizer = { ASAN_OPTIONS: 'malloc_context_size=0:quarantine_size_mb=16' }

if (process.argv[1] === fileURLToPath(import.meta.url)) main(Number(process.argv[2] ?? '60'))

function main(seconds: number): void {
  const missing = missingFor('fuzz')
  if (missing !== null) throw new Error(`${missing} is needed (Debian: clang libclang-rt-14-dev cmake ninja-build)`)
  build('fuzz')
  for (const { name, executions } of fuzzFor(seconds)) console.log(`${name}: ${executions} executions without a finding`)
}

/** A third of the time each. Throws at a finding, with libFuzzer's words. */
export function* fuzzFor(seconds: number): Generator<{ name: string; executions: number }> {
  for (const { name, program, maxLength, golden } of targets) {
    const corpus = built('fuzz', join('corpus', name))
    mkdirSync(corpus, { recursive: true })
    cpSync(join(seeds, name), corpus, { recursive: true })
    for (const [at, seed] of golden(maxLength).entries()) writeFileSync(join(corpus, `golden-${at}`), seed)
    const options = [`-max_total_time=${Math.ceil(seconds / targets.length)}`, `-max_len=${maxLength}`, '-timeout=20']
    const { status, stderr } = spawnSync(built('fuzz', program), [corpus, ...options, '-print_final_stats=1'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, ...sanitizer },
    })
    if (status !== 0) throw new Error(`${program} found something:\n${stderr.slice(-4000)}`)
    yield { name, executions: Number(/number_of_executed_units: (\d+)/.exec(stderr)?.[1] ?? 0) }
  }
}

function wholeBundle(): Uint8Array[] {
  return [readFileSync(join(goldenFolder, 'golden.psb'))]
}

/** The golden script cut between its turns (firmware/test/replay.h) into scenes of at most `maxLength` bytes. A turn that is longer alone is left out. */
function scenesOfScript(maxLength: number): Uint8Array[] {
  const script = readFileSync(join(goldenFolder, 'golden.psq'))
  const scenes: Uint8Array[] = []
  let begin = 0
  for (let at = 0; at < script.length; ) {
    const end = at + 8 + script.readUInt16LE(at + 2) + script.readUInt16LE(at + 4)
    if (end - begin > maxLength) {
      if (at > begin) scenes.push(script.subarray(begin, at))
      begin = at
    }
    at = end
  }
  return [...scenes, script.subarray(begin)].filter(({ length }) => length <= maxLength)
}
