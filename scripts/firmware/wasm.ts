// firmware/ -> assets/runtime/psp_runtime.wasm, the device runtime that the simulator runs. Same sources, same clang: same bytes.
// Run: npx tsx scripts/firmware/wasm.ts      --check builds and compares only; without clang it says so and ends with 0.

import { chmodSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, built, missingFor } from './builds.ts'

export const committedWasm = fileURLToPath(new URL('../../assets/runtime/psp_runtime.wasm', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'))

function main(isCheck: boolean): void {
  const missing = missingFor('wasm32')
  if (missing !== null && isCheck) {
    console.warn(`━━ SKIPPED: ${missing} is not installed, psp_runtime.wasm was not rebuilt and compared`)
    return
  }
  if (missing !== null) throw new Error(`${missing} is needed (Debian: clang lld cmake ninja-build)`)
  build('wasm32')
  const fresh = built('wasm32', 'psp_runtime.wasm')
  if (!isCheck) {
    mkdirSync(dirname(committedWasm), { recursive: true })
    copyFileSync(fresh, committedWasm)
    chmodSync(committedWasm, 0o644)
    console.log(`psp_runtime.wasm: ${readFileSync(committedWasm).length} bytes`)
  } else if (!readFileSync(fresh).equals(readFileSync(committedWasm))) {
    console.error('assets/runtime/psp_runtime.wasm is stale: run npx tsx scripts/firmware/wasm.ts')
    process.exitCode = 1
  }
}
