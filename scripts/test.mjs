// npm test / npm run check: every check of the project, one after another, and one last line: "N passed, N failed[, N skipped]".
// A stage is one command. Its own closing counts are read from its output; a stage without counts is one test that passes or fails.
// Stages that keep one core busy go in two lanes side by side, and print when they are done; the others have the machine to themselves.
// Example: node scripts/test.mjs --only unit,firmware      Trap: a stage that dies without counts is a failure, never a silence.

import { spawn } from 'node:child_process'
import { setup } from './setup.mjs'

const generated = {
  name: 'generated',
  why: 'generated files are what their generators make',
  command: ['npx', 'tsx', 'scripts/generated.ts', '--check'],
}
// behind the one above: both build the runtime for WebAssembly, in the same folder
const firmware = { name: 'firmware', why: 'C on its builds', command: ['npx', 'tsx', 'scripts/firmware/test.ts'] }
const format = { name: 'format', why: 'prettier', command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'] }
const lint = { name: 'lint', why: 'eslint and the walls', command: ['npx', 'eslint', '--max-warnings', '0', '.'] }
const types = { name: 'types', why: 'tsc and vue-tsc', command: ['npx', 'vue-tsc', '--noEmit'] }
const unused = {
  name: 'unused',
  why: 'knip: no file, export or package that nothing uses',
  command: ['npx', 'knip', '--no-progress'],
}
const lanes = [
  [generated, firmware],
  [lint, types, unused, format],
]
const alone = [
  {
    name: 'unit',
    why: "units, golden files, IPC and the window's logic",
    command: ['npx', 'vitest', 'run', '--project', 'unit', '--project', 'page'],
  },
  { name: 'e2e', why: 'real windows', command: ['npx', 'vitest', 'run', '--project', 'e2e', '--project', 'alone'] },
]

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1].split(',') : null
const total = { passed: 0, failed: 0, skipped: 0 }
const rows = []

const isWanted = ({ name }) => !only || only.includes(name)

setup()
await Promise.all(
  lanes.map(async (stages) => {
    for (const stage of stages.filter(isWanted)) await take(stage, { isQuiet: true })
  }),
)
for (const stage of alone.filter(isWanted)) await take(stage, { isQuiet: false })
console.log(`\n${rows.join('\n')}\n`)
console.log(text(total))
process.exitCode = total.failed > 0 ? 1 : 0

async function take(stage, { isQuiet }) {
  const headline = `\n━━ ${stage.name}: ${stage.why}`
  if (!isQuiet) console.log(headline)
  const startedAt = performance.now()
  const { counts, output } = await runStage(stage, isQuiet)
  if (isQuiet) console.log([headline, output].join('\n'))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  rows.push(`${stage.name.padEnd(10)} ${text(counts).padEnd(36)} ${seconds} s`)
  for (const key of Object.keys(total)) total[key] += counts[key]
}

async function runStage({ name, command }, isQuiet) {
  const { code, output } = await run(command, isQuiet)
  const counts = countsIn(output)
  if (!counts) return { output, counts: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 } }
  if (code !== 0 && counts.failed === 0) {
    console.log(`━━ ${name} ended with exit code ${code} although no test failed`)
    return { output, counts: { ...counts, failed: 1 } }
  }
  return { output, counts }
}

/** Reads the plain closing line or vitest's "Tests  3 failed | 40 passed | 2 skipped (45)"; the last one counts. */
function countsIn(output) {
  const plain = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1)
  if (plain) return { passed: Number(plain[1]), failed: Number(plain[2]), skipped: Number(plain[3] ?? 0) }
  const vitest = [...output.matchAll(/^\s*Tests\s+(.*\(\d+\))\s*$/gm)].at(-1)
  if (!vitest) return null
  const of = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(vitest[1])?.[1] ?? 0)
  // A file that failed to load has no tests to count, but it is a failure.
  const files = Number(/^\s*Test Files\s+(\d+) failed/m.exec(output)?.[1] ?? 0)
  return { passed: of('passed'), failed: Math.max(of('failed'), files), skipped: of('skipped') + of('todo') }
}

function run([command, ...args], isQuiet) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    let output = ''
    const take = (stream) => (bytes) => {
      output += bytes
      if (!isQuiet) stream.write(bytes)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function text({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
