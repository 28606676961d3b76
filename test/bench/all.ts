// npm run bench: every benchmark of this folder, one after another, with the machine it ran on; all of them together write BENCHMARKS.md.
// Figures are ratios against a peer or a physical limit in the same run: machines are noisy. Example: npm run bench -- importPages
// Trap: what stands in BENCHMARKS.md is what this printed; nobody edits it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv.slice(2)
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !['all.ts', 'measure.ts'].includes(name))
  .map((name) => name.slice(0, -'.ts'.length))
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`

console.log(machine)
const printed = new Map<string, string>()
for (const bench of benches.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${bench}`)
  printed.set(bench, await outputOf(bench))
}
if (wanted.length === 0) writeFileSync(join(folder, '../../BENCHMARKS.md'), report())

/** What it writes to stdout, shown as it comes. */
async function outputOf(bench: string): Promise<string> {
  const run = spawn(process.execPath, ['--import', 'tsx', join(folder, `${bench}.ts`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  run.stdout.setEncoding('utf8').on('data', (part: string) => {
    process.stdout.write(part)
    text += part
  })
  const [code] = await once(run, 'close')
  if (code !== 0) process.exitCode = 1
  return text.trim()
}

function report(): string {
  const parts = [...printed].map(([bench, text]) => `## ${bench}\n\n\`\`\`text\n${text}\n\`\`\`\n`)
  return [
    '# Benchmarks\n',
    `Written by \`npm run bench\` on ${machine}; never by hand. What each figure is compared with is said in its file in \`test/bench\`.\n`,
    ...parts,
  ].join('\n')
}
