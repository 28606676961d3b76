// npm run bench: every benchmark of this folder, one after another, with the machine it ran on. Figures are ratios against a peer or a
// physical limit in the same run: machines are noisy. Example: npm run bench -- importPages

import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv.slice(2)
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'all.ts')
  .map((name) => name.slice(0, -'.ts'.length))

console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`,
)
for (const bench of benches.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${bench}`)
  const run = spawnSync(process.execPath, ['--import', 'tsx', `${folder}${bench}.ts`], { stdio: 'inherit' })
  if (run.status !== 0) process.exitCode = 1
}
