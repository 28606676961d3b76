// firmware/ -> assets/runtime/psp_runtime.wasm, the device runtime that the simulator runs. Same sources, same clang: same bytes.
// Run: npx tsx scripts/firmware/wasm.ts      --check builds into a temporary folder and compares; without clang it says so and ends with 0.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const committedWasm = join(root, 'assets/runtime/psp_runtime.wasm')

const flags = '--target=wasm32 -std=c99 -Wall -Wextra -Wconversion -Wpedantic -Werror -O2 -nostdlib -ffreestanding -fno-builtin'
const linkFlags = '-Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=65536'

/** Returns false where there is no clang for wasm32. Paths are relative, so that no folder name gets into the bytes. */
export function buildWasm(output: string, ports: readonly string[] = ['port/wasm/libc.c', 'port/wasm/device.c']): boolean {
  const sources = readdirSync(join(root, 'firmware/src')).filter((name) => name.endsWith('.c'))
  const files = [...sources.sort().map((name) => `src/${name}`), ...ports]
  const args = [...flags.split(' '), ...linkFlags.split(' '), '-Iinclude', '-Isrc', '-Itest', '-Iport/wasm/include', ...files, '-o', output]
  const { status, error, stderr } = spawnSync('clang', args, { cwd: join(root, 'firmware'), encoding: 'utf8' })
  if (error) return false
  if (status !== 0) throw new Error(stderr)
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) check()
  else {
    mkdirSync(join(root, 'assets/runtime'), { recursive: true })
    if (!buildWasm(committedWasm)) throw new Error('clang with wasm-ld is needed (Debian: clang lld)')
    console.log(`psp_runtime.wasm: ${readFileSync(committedWasm).length} bytes`)
  }
}

function check(): void {
  const folder = mkdtempSync(join(tmpdir(), 'psp-wasm-'))
  try {
    const fresh = join(folder, 'psp_runtime.wasm')
    if (!buildWasm(fresh)) console.warn('━━ SKIPPED: there is no clang, psp_runtime.wasm was not rebuilt and compared')
    else if (!readFileSync(fresh).equals(readFileSync(committedWasm))) {
      console.error('assets/runtime/psp_runtime.wasm is stale: run npx tsx scripts/firmware/wasm.ts')
      process.exitCode = 1
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
