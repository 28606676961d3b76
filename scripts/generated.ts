// Runs every generator; with --check it compares instead and fails on a difference, so that no generated file is edited by hand.
// Example: npx tsx scripts/generated.ts --check      Ends with "N passed, N failed".

import { spawnSync } from 'node:child_process'

const generators = [
  { makes: 'firmware/include/psp_layout.h and the tables of FORMAT.md', script: 'shared/format/generate.ts' },
  { makes: 'assets/sample/manual.pdf', script: 'scripts/sample/build.ts' },
  { makes: 'assets/runtime/psp_runtime.wasm', script: 'scripts/firmware/wasm.ts' },
  { makes: 'assets/noises/*.wav', script: 'scripts/noises/build.ts' },
]

const isCheck = process.argv.includes('--check')
let failed = 0
for (const { makes, script } of generators) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', script, ...(isCheck ? ['--check'] : [])], {
    stdio: 'inherit',
  })
  if (run.status === 0) continue
  failed++
  console.error(
    `${makes}: ${isCheck ? `differs from what ${script} makes; run "npm run generate"` : 'could not be made'}`,
  )
}
console.log(`${String(generators.length - failed)} passed, ${String(failed)} failed`)
process.exitCode = failed > 0 ? 1 : 0
