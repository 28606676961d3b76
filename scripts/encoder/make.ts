// npm run encoder [-- --steps 1000 --out assets/models]: lessons -> token tables, in one go; more is in README.md beside this file.
// The tables begin with those of the commit named below, which are taken out of git: what is trained does not depend on what ships.
// Trap: the tables of `--out` are overwritten. Without it they go to .cache/encoder/tables, where `npm run eval` does not see them.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const firstTables = 'c8d5ce4~1' // the general table: distilled from dictionaries and word lists, before any sentence of an appliance
const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000' },
    out: { type: 'string', default: '.cache/encoder/tables' },
    /** Its questions and manuals are kept out of the lessons. */
    apart: { type: 'string', default: '../shared/data' },
  },
})

const start = tablesOf(firstTables)
run('npx', ['tsx', 'scripts/encoder/corpus.ts', options.apart])
run('npx', ['tsx', 'scripts/encoder/teach.ts'])
run('/usr/bin/python3', ['scripts/encoder/train.py', '--start', start, '--steps', options.steps, '--out', options.out])
console.log(`tables: ${options.out}; npx tsx scripts/models/build.ts makes packs of those in assets/models`)

/** Folder with the files of static-full as they were. */
function tablesOf(commit: string): string {
  const folder = join(root, '.cache/encoder/start')
  mkdirSync(folder, { recursive: true })
  for (const file of ['pieces.txt', 'rows.bin', 'codebook.bin', 'projection.f32', 'LICENCE']) {
    const tracked = `${commit}:assets/models/static-full/${file}`
    writeFileSync(join(folder, file), execFileSync('git', ['show', tracked], { cwd: root, maxBuffer: 2 ** 26 }))
  }
  return folder
}

/** One thread: PyTorch's threads wait for each other busily on a machine that is shared. */
function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, OMP_NUM_THREADS: '1' } })
}
