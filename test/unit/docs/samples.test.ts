// Every sample in the documents works: commands are run as a reader would, in a folder of their own, and print what the document says they
// print; C compiles without a warning; JSON and CSV are what the code reads. What can't run here says why, and is counted aloud.

import { execFile, execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectSettingsSchema, targetSchema, topicSchema } from '../../../shared/schemas.ts'
import { buildPlanSchema } from '../../../electron/worker/exporting/builds/buildPlan.ts'
import { parseQuestions } from '../../../electron/worker/testing/questions.ts'
import { buildCli } from '../cli/commandLine.ts'
import type { Cli } from '../cli/commandLine.ts'
import { codeSpansOf, documents, fencesOf, readDocument, root } from './documents.ts'
import type { Fence } from './documents.ts'

const schemas: Record<string, v.GenericSchema> = {
  target: targetSchema,
  topic: topicSchema,
  settings: projectSettingsSchema,
  plan: buildPlanSchema,
}
const languages = ['sh', 'c', 'json', 'csv', 'text', 'ts']
const samplesOf = (path: string): Fence[] => fencesOf(readDocument(path))
const all = documents.flatMap((path) => samplesOf(path).map((fence) => ({ ...fence, path })))
const isRun = ({ language, marks }: Fence): boolean => language === 'sh' && !marks['not run']

let cli: Cli
let folder = ''

beforeAll(async () => {
  cli = await buildCli('docs')
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-docs-'))
  await makeCommands(join(folder, 'bin'))
  await cli(['new', join(folder, 'prepared/dishwasher'), '--name', 'Dishwasher'])
  await cli(['import', join(folder, 'prepared/dishwasher'), join(root, 'assets/sample/manual.pdf')])
  await cli(['ask', join(folder, 'prepared/dishwasher'), 'it leaks']) // its vectors are kept for every document that goes on with it
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** `npx plainspoken` is the CLI that was just built, as it is the built one in a checkout; everything else is npx's own. */
async function makeCommands(bin: string): Promise<void> {
  await mkdir(bin, { recursive: true })
  const npx = execFileSync('sh', ['-c', 'command -v npx'], { encoding: 'utf8' }).trim()
  const script = `#!/bin/sh\nif [ "$1" = plainspoken ]; then shift; exec "${process.execPath}" "${cli.file}" "$@"; fi\nexec "${npx}" --no-install "$@"\n`
  await writeFile(join(bin, 'npx'), script)
  await chmod(join(bin, 'npx'), 0o755)
}

/** A folder that looks like a checkout, with the project that the documents go on with unless they make it themselves. */
async function checkoutFor(path: string): Promise<string> {
  const place = await mkdtemp(join(folder, 'reader-'))
  for (const name of await readdir(root))
    if (!['out', 'dist', '.git', '.cache'].includes(name)) await symlink(join(root, name), join(place, name))
  const code = samplesOf(path)
    .filter(isRun)
    .map((fence) => fence.code)
  if (!code.join('').includes('plainspoken new dishwasher'))
    await cp(join(folder, 'prepared/dishwasher'), join(place, 'dishwasher'), { recursive: true })
  return place
}

function run(code: string, place: string): Promise<{ exit: number; printed: string }> {
  const environment = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}` }
  return new Promise((resolve) =>
    execFile('bash', ['-euo', 'pipefail', '-c', code], { cwd: place, env: environment }, (error, stdout, stderr) =>
      resolve({ exit: error ? Number(error.code) : 0, printed: `${stdout}${stderr}` }),
    ),
  )
}

describe.skipIf(process.platform === 'win32').each(documents.filter((path) => samplesOf(path).some(isRun)))(
  'commands of %s',
  (path) => {
    const samples = samplesOf(path)
    let place = ''
    beforeAll(async () => {
      place = await checkoutFor(path)
    })

    it.each(samples.filter(isRun))('run, at line $line', async ({ code, line, marks }) => {
      const { exit, printed } = await run(code, place)
      expect({ exit, printed }).toEqual({ exit: Number(marks['exit'] ?? 0), printed })
      const after = samples[samples.findIndex((other) => other.line === line) + 1]
      if (after?.language !== 'text') return
      const said = after.code.split('\n').filter((text) => text.trim() && text.trim() !== '…')
      expect(said.filter((text) => !printed.includes(text.trim()))).toEqual([])
    })
  },
)

describe('samples', () => {
  it('say in which language they are', () => {
    const unknown = all.filter(({ language }) => !languages.includes(language))
    expect(unknown.map(({ path, line, language }) => `${path}:${line} ${language}`)).toEqual([])
  })

  it('that are not run say why', () => {
    const silent = all.filter(({ language, marks }) => language === 'sh' && marks['not run'] !== undefined)
    console.warn(
      [
        `${all.filter(isRun).length} samples of commands are run, ${silent.length} are not:`,
        ...silent.map(({ path, line, marks }) => `  ${path}:${line} ${marks['not run']}`),
      ].join('\n'),
    )
    expect(silent.filter(({ marks }) => (marks['not run'] ?? '').split(' ').length < 3)).toEqual([])
  })

  it.each(all.filter(({ language }) => language === 'json'))('of JSON are read: $path, line $line', (sample) => {
    const schema = schemas[sample.marks['schema'] ?? '']
    const document: unknown = JSON.parse(sample.code)
    if (sample.marks['schema'] !== undefined) expect(schema).toBeDefined()
    if (schema) expect(v.safeParse(schema, document).issues).toBeUndefined()
  })

  it.each(all.filter(({ language }) => language === 'csv'))('of CSV are questions: $path, line $line', ({ code }) => {
    expect(parseQuestions(code, 'sample.csv').length).toBe(code.trim().split('\n').length - 1)
  })
})

const compiler = ['cc', 'gcc', 'clang'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})
if (!compiler) console.warn('SKIPPED: no C compiler, samples of C are not compiled')

describe.skipIf(!compiler)('C', () => {
  async function compiled(code: string): Promise<string> {
    const file = join(await mkdtemp(join(folder, 'c-')), 'sample.c')
    await writeFile(file, code)
    const include = ['-I', join(root, 'firmware/include'), '-I', join(root, 'firmware/port/verify')]
    const warnings = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-pedantic', '-Wno-unused-function']
    return new Promise((resolve) =>
      execFile(compiler ?? '', [...warnings, ...include, '-fsyntax-only', file], (error, _, stderr) =>
        resolve(error ? stderr : ''),
      ),
    )
  }

  it.each(all.filter(({ language }) => language === 'c'))('compiles: $path, line $line', async ({ code }) => {
    expect(await compiled(code)).toBe('')
  })

  it("compiles: the worked example of the runtime's header", async () => {
    const header = await readFile(join(root, 'firmware/include/plainspoken.h'), 'utf8')
    const example = /A worked example:\n\n([\s\S]*?)\*\//.exec(header)?.[1] ?? ''
    expect(example).toContain('psp_bundle_open')
    const statements = example.replace(/^ *\.\.\..*$/gm, '')
    expect(await compiled(`${surroundings}int example(void) {\n${statements}\nreturn 0;\n}\n`)).toBe('')
  })
  const surroundings = `#include <string.h>
#include "plainspoken.h"
#define MY_VENDOR 1u
#define MY_PRODUCT 1u
extern const uint8_t flash[];
extern const size_t flash_size;
extern const char *text;
extern uint32_t my_counter;
extern struct key { int any; } my_key;
int fault(void);
void speak(const char *said, uint32_t volume);
int my_ed25519(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature);
int example(void);
`
})

describe('commands that are named in a sentence', () => {
  const spans = documents.flatMap((path) => codeSpansOf(readDocument(path)).map((span) => ({ path, span })))
  const helps = new Map<string, string>()
  beforeAll(async () => {
    const { stdout } = await cli(['help'])
    const names = [...stdout.matchAll(/^ {2}([a-z][\w-]*) [<[]/gm)].map(([, name = '']) => name)
    await Promise.all(names.map(async (name) => helps.set(name, (await cli(['help', name])).stdout)))
  })

  it('are commands with options that they have', () => {
    const wrong = spans.filter(({ span }) => {
      const words = span.replace(/^(npx )?plainspoken /, '').split(' ')
      const help = helps.get(words[0] ?? '')
      const options = words.filter((word) => word.startsWith('--'))
      if (/^(npx )?plainspoken \w/.test(span) && help === undefined && words[0] !== 'help') return true
      return help !== undefined && options.some((option) => !help.includes(option))
    })
    expect(wrong).toEqual([])
  })
})
