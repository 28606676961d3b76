// The command line as a child process, as other people's scripts meet it: argv and stdin in, exit code, stdout and stderr out.
// Example: const cli = await buildCli('contract'); cli(['topics', project, '--json']) -> { code: 0, stdout: '{…}', stderr: '' }
// Trap: it is built from the sources of now, into a folder of the test file's own: out/main may be stale, or being rebuilt.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { builtInPackages } from '../../../scripts/package/thirdParties.ts'

const root = join(import.meta.dirname, '../../..')
export const samplePdf = join(root, 'assets/sample/manual.pdf')
export const sampleQuestions = join(root, 'assets/sample/questions.csv')

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}
export type Cli = ((args: readonly string[], stdin?: string) => Promise<Run>) & { file: string }

/** `name` is the test file's. */
export async function buildCli(name: string): Promise<Cli> {
  const outDir = join(root, 'out/cli-tests', name)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: builtInPackages }, // as in the app
    build: {
      ...{ outDir, emptyOutDir: true, minify: false, ssr: true },
      rolldownOptions: {
        input: {
          plainspoken: join(root, 'electron/cli/plainspoken.ts'),
          ears: join(root, 'electron/worker/testing/spoken/earsThread.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  const file = join(outDir, 'plainspoken.js')
  return Object.assign((args: readonly string[], stdin = '') => runNode([file, ...args], stdin), { file })
}

/** A run that hangs is killed and has the code null. */
function runNode(args: readonly string[], stdin: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { timeout: 120_000, killSignal: 'SIGKILL' })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.on('error', () => undefined) // it may end before it has read everything
    child.stdin.end(stdin)
  })
}

export async function makeFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'plainspoken-cli-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Every file of a folder -> its SHA-256: equal before and after means that nothing was lost or left behind. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const scans = join('.cache', 'scans') // what was read of a scan is kept also where the import was refused: reading is slow
  const files = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(scans))
    .map((entry) => join(entry.parentPath, entry.name))
  const hash = async (file: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  return Object.fromEntries(await Promise.all(files.sort().map(async (file) => [file, await hash(file)] as const)))
}

/** What a refused input must look like from outside: exit code 2, nothing on stdout, one line on stderr. */
export const oneLine = (words: RegExp): { code: number; stdout: string; stderr: unknown } => ({
  code: 2,
  stdout: '',
  stderr: lineWith(words),
})

/** Matches "plainspoken: …words…\n", one line and no stack. */
export const lineWith = (words: RegExp): unknown => ({
  asymmetricMatch: (text: string) => /^plainspoken: [^\n]+\n$/.test(text) && words.test(text),
  toString: () => `one line with ${String(words)}`,
})
