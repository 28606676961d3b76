// firmware/ on all its builds: C unit tests under ASan and UBSan, a short fuzz run, and the golden questions replayed on host, WebAssembly,
// Cortex-M55, Cortex-M33 and aarch64, which must print the same bytes. Ends with "N passed, N failed[, N skipped]".
// Run: npx tsx scripts/firmware/test.ts      FUZZ_SECONDS=5 fuzzes for a moment, 30 where it is not said.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, built, goldenFolder, missingFor, replayAarch64, replayBoard, replayHost, replayWasm, run } from './builds.ts'
import type { Preset } from './builds.ts'
import { fuzzFor } from './fuzz.ts'
import { isMisraCheckerMissing, misraDeviations } from './misra.ts'
import { deepestCall } from './stack.ts'
import { committedWasm } from './wasm.ts'

const golden = readFileSync(join(goldenFolder, 'golden.lines'), 'utf8')
const mostText = 24 * 1024
const mostStack = 1024 // plainspoken.h promises it
const total = { passed: 0, failed: 0, skipped: 0 }

await stage('host', unitTests)
await stage('host', () => compare('host (ASan, UBSan)', replayHost()))
await stage('wasm32', async () => compare('wasm32 (Node)', await replayWasm()))
await stage('wasm32', () => report('psp_runtime.wasm is the committed one', isCommittedWasm()))
for (const preset of ['cortex-m55', 'cortex-m33'] as const)
  await stage(preset, () => {
    compare(`${preset} (QEMU)`, replayBoard(preset))
    withinSize(preset)
    withinStack(preset)
  })
await stage('aarch64', () => compare('aarch64 (QEMU)', replayAarch64()))
await stage('fuzz', fuzz)
misra()
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 ? 1 : 0

async function stage(preset: Preset, check: () => void | Promise<void>): Promise<void> {
  const missing = missingFor(preset)
  if (missing !== null) {
    console.warn(`━━ SKIPPED ${preset}: ${missing} is not installed`)
    total.skipped++
    return
  }
  try {
    build(preset)
    await check()
  } catch (error) {
    report(`${preset}: ${error instanceof Error ? error.message : String(error)}`, false)
  }
}

function report(what: string, isPassed: boolean): void {
  console.log(`${isPassed ? 'ok  ' : 'FAIL'} ${what}`)
  total[isPassed ? 'passed' : 'failed']++
}

/** Byte for byte; the first line that differs is shown. */
function compare(what: string, lines: string): void {
  report(`golden lines on ${what}`, lines === golden)
  if (lines === golden) return
  const [got, wanted] = [lines.split('\n'), golden.split('\n')]
  const at = wanted.findIndex((line, index) => line !== got[index])
  console.log(`  line ${at + 1}: ${JSON.stringify(got[at])}\n  wanted: ${JSON.stringify(wanted[at])}`)
}

/** Of code and tables; issue 7 allows the runtime 24 KB. */
function withinSize(preset: Preset): void {
  const sizes = run('arm-none-eabi-size', ['-t', built(preset, 'libpsp.a')]).trimEnd()
  const text = Number(sizes.split('\n').at(-1)?.trim().split(/\s+/)[0])
  console.log(sizes)
  report(`${preset}: ${text} bytes of code and tables, at most ${mostText}`, text > 0 && text <= mostText)
}

function withinStack(preset: Preset): void {
  const { bytes, calls } = deepestCall(built(preset, 'CMakeFiles/psp.dir'))
  report(`${preset}: ${bytes} bytes of stack for ${calls.join(' > ')}, below ${mostStack}`, bytes < mostStack)
}

function unitTests(): void {
  const output = run(built('host', 'psp_unit'), [join(goldenFolder, 'golden.psb')])
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(output)
  console.log(`ok   C unit tests: ${counts?.[0] ?? 'no counts'}`)
  total.passed += Number(counts?.[1] ?? 0)
  if (!counts) report('C unit tests print their counts', false)
}

function isCommittedWasm(): boolean {
  return readFileSync(built('wasm32', 'psp_runtime.wasm')).equals(readFileSync(committedWasm))
}

function misra(): void {
  if (isMisraCheckerMissing()) {
    console.warn('━━ SKIPPED MISRA: cppcheck is not installed')
    total.skipped++
    return
  }
  const { undocumented, unneeded, count } = misraDeviations()
  for (const line of undocumented) console.log(`  ${line}`)
  for (const rule of unneeded) console.log(`  rule ${rule}: documented in firmware/README.md, but nothing deviates`)
  report(`MISRA C:2012: ${count} deviations, each of a kind with a reason`, undocumented.length + unneeded.length === 0)
}

function fuzz(): void {
  for (const { name, executions } of fuzzFor(Number(process.env['FUZZ_SECONDS'] ?? '30')))
    report(`libFuzzer ${name}: ${executions} executions without a finding`, true)
}
