// The contract of design.md section 9, as other people's scripts see it: one project of the sample manual, every command.
import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpeaker } from '../../../electron/worker/speech/speak.ts'
import { wavBytes } from '../../../electron/worker/speech/wav.ts'
import { buildCli, lineWith, makeFolder, samplePdf } from './commandLine.ts'
import type { Cli, Run } from './commandLine.ts'

type Json = Record<string, unknown>
const question = 'my dishes come out dirty'
const modelsFolder = join(import.meta.dirname, '../../../out/models')

let cli: Cli
let folder = ''
let project = ''
let bundle = ''
let exported: Json = {}
let imported: Json = {}
let removeFolder: () => Promise<void>
const at = (name: string): string => join(folder, name)

/** A good run: exit code 0, nothing on stderr but how far it is where that takes seconds, one JSON document. */
async function json(...args: string[]): Promise<Json> {
  return documentOf(await cli([...args, '--json']), 0)
}
function documentOf({ code, stdout, stderr }: Run, wanted: number): Json {
  expect({ code, stderr: stderr.replace(/^[^\n]+, \d+ %\n/gm, '') }).toEqual({ code: wanted, stderr: '' })
  return JSON.parse(stdout) as Json
}
const keys = (value: unknown): string[] => Object.keys(value as Json)
const first = (value: unknown): Json => (value as Json[])[0] ?? {}
const withoutTimes = (document: Json): Json => ({ ...document, timings: null })

beforeAll(async () => {
  cli = await buildCli('contract')
  const made = await makeFolder()
  folder = made.folder
  removeFolder = made.remove
  project = at('dishwasher')
  await json('new', project, '--name', 'Lumen D60', '--target', 'sl2610-linux')
  imported = await json('import', project, samplePdf)
  exported = await json('export', project, '--target', 'sl2610-linux', '--out', at('out'))
  bundle = String(exported['bundle'])
})
afterAll(() => removeFolder())

describe('new and import', () => {
  it('say what was made and what was found', () => {
    expect(imported).toMatchObject({ manual: 'manual', pageCount: 17, unreadablePages: [], changed: 0, gone: 0 })
    expect(imported['codes']).toContain('E15')
  })

  it('import of the same file again changes nothing', async () => {
    expect(await json('import', project, samplePdf)).toMatchObject({ added: 0, changed: 0, gone: 0 })
  })
})

describe('topics', () => {
  it('have the documented keys, and sources with page and box', async () => {
    const { topics } = await json('topics', project)
    const wanted = ['id', 'kind', 'title', 'phrases', 'steps', 'hazards', 'spokenText', 'language', 'sources']
    expect(keys(first(topics))).toEqual(expect.arrayContaining(wanted))
    expect(first(first(topics)['sources'])).toEqual({
      manual: 'manual',
      page: expect.any(Number),
      box: { x: expect.any(Number), y: expect.any(Number), width: expect.any(Number), height: expect.any(Number) },
    })
  })
})

describe('a closed pipe', () => {
  it.skipIf(process.platform === 'win32')('is no mistake: whoever reads may stop early', async () => {
    const { stdout, stderr } = await promisify(execFile)('sh', [
      '-c',
      `"$0" "$1" topics "$2" --json | head -n 1`,
      process.execPath,
      cli.file,
      project,
    ])
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' })
  })
})

describe('blocks', () => {
  it('come by page and in reading order, table rows with their cells', async () => {
    const { pages } = await json('blocks', project)
    const page = first((await json('blocks', project, '--page', '14'))['pages'])
    const row = (page['blocks'] as Json[]).find(({ kind }) => kind === 'table-row')
    expect((pages as Json[]).map((each) => each['page'])).toEqual(Array.from({ length: 17 }, (_, index) => index + 1))
    expect([keys(page), keys(row)]).toEqual([
      expect.arrayContaining(['page', 'ocr', 'blocks']),
      expect.arrayContaining(['kind', 'level', 'text', 'box', 'cells']),
    ])
    expect(row?.['cells']).toEqual(expect.arrayContaining([expect.any(String)]))
  })

  it('of a project with two manuals are told apart', async () => {
    await cp(project, at('two'), { recursive: true })
    await cp(samplePdf, at('second.pdf'))
    await json('import', at('two'), at('second.pdf'), '--pages', '14')
    const both = (await json('blocks', at('two'), '--page', '14'))['pages'] as Json[]
    const one = (await json('blocks', at('two'), '--page', '14', '--manual', 'second'))['pages'] as Json[]
    expect([both.map(({ manual }) => manual), one.map(({ manual }) => manual)]).toEqual([
      ['manual', 'second'],
      ['second'],
    ])
  })
})

describe('ask', () => {
  it('has the documented keys and answers from the right page', async () => {
    const reply = await json('ask', project, question)
    expect(reply).toMatchObject({ kind: 'answer', topicId: 'dishes-do-not-come-out-clean', transcript: question })
    expect(keys(reply)).toEqual(
      expect.arrayContaining(['title', 'score', 'margin', 'spoken', 'hazards', 'sources', 'alternatives']),
    )
    expect(keys(reply['timings'])).toEqual(['listenMs', 'encodeMs', 'searchMs'])
    expect(first(reply['sources'])['page']).toBe(14)
  })

  it('of a bundle is the same as of its project', async () => {
    expect(withoutTimes(await json('ask', bundle, question))).toEqual(
      withoutTimes(await json('ask', project, question)),
    )
  })

  it('names the alternatives of a question with two answers', async () => {
    const reply = await json('ask', bundle, 'loading the basket')
    expect(reply['kind']).toBe('clarification')
    expect(keys(first(reply['alternatives']))).toEqual(['topicId', 'title', 'score'])
  })

  it('refuses what the manual does not say, with exit code 0: a refusal is an answer', async () => {
    expect(await json('ask', bundle, 'who won the football match yesterday')).toMatchObject({
      kind: 'refusal',
      topicId: null,
    })
  })

  it('listens to a WAV', async () => {
    const speaker = await openSpeaker({ modelsFolder, language: 'en' })
    const said = await speaker.speak('How do I clean the filters?', {
      voice: 'slt',
      signal: new AbortController().signal,
    })
    await writeFile(at('question.wav'), wavBytes(said.pcm, said.sampleRateHz))
    const reply = await json('ask', bundle, '--wav', at('question.wav'))
    expect(reply).toMatchObject({ kind: 'answer', transcript: expect.stringMatching(/clean the filters/i) })
    expect((reply['timings'] as Json)['listenMs']).toBeGreaterThan(0)
  })
})

describe('run', () => {
  it('talks line by line, goes on after a line that it cannot take, and ends with 2 for it', async () => {
    const lines = ['how do I clean the filters', 'next', 'back', 'repeat', '???', 'stop']
    const run = await cli(['run', bundle, '--json'], lines.join('\n'))
    const { turns } = JSON.parse(run.stdout) as { turns: Json[] }
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 2, stderr: lineWith(/question is empty/) })
    const said = (turn: number): unknown => turns[turn]?.['said']
    expect(turns.map((turn) => turn['kind'] ?? 'error')).toEqual([
      'answer',
      'answer',
      'answer',
      'answer',
      'error',
      'end',
    ])
    expect(said(1)).not.toEqual(said(0))
    expect(said(3)).toEqual(said(2))
  })
})

describe('test', () => {
  const csv = async (name: string, ...rows: string[]): Promise<string> => {
    await writeFile(at(name), ['question,expect', ...rows].join('\n'))
    return at(name)
  }

  it('reports totals and rows; 0 where every expectation is met', async () => {
    const file = await csv(
      'good.csv',
      `${question},page:14`,
      'what is E15,contains:base tray',
      'who is the king of Spain,refuse',
    )
    const result = await json('test', bundle, '--questions', file, '--report', at('report.xml'))
    expect(keys(result)).toEqual(
      expect.arrayContaining([
        'total',
        'top1',
        'top3',
        'mrr',
        'answered',
        'refusedCorrectly',
        'falseAnswers',
        'wer',
        'rows',
      ]),
    )
    expect(result).toMatchObject({ total: 3, top1: 1, refusedCorrectly: 1, falseAnswers: 0, wer: null })
    expect(await readFile(at('report.xml'), 'utf8')).toMatch(/<testsuite[^>]* tests="3"[^>]* failures="0"/)
  })

  it.each([
    [1, 'an unmet row', []],
    [0, 'a top-1 that is kept', ['--min-top1', '0.5']],
    [1, 'a top-1 that is not', ['--min-top1', '0.9']],
  ])('ends with %i for %s', async (code, _, options) => {
    const file = await csv('half.csv', `${question},page:14`, `${question},page:2`)
    expect(documentOf(await cli(['test', bundle, '--questions', file, '--json', ...options]), code)).toMatchObject({
      top1: 0.5,
    })
  })

  it('speaks the questions, in a quiet room and in noise', async () => {
    const file = await csv('spoken.csv', 'how do I clean the filters,contains:filter')
    const spoken = ['--voice', 'slt', '--snr', 'quiet,20', '--noise', 'fan', '--distance', '1']
    const result = await json('test', bundle, '--questions', file, ...spoken, '--html', at('it.html'))
    expect(result['conditions']).toMatchObject([
      { voice: 'slt', snrDb: null, total: 1, wer: 0 },
      { voice: 'slt', snrDb: 20, total: 1, room: { noise: 'fan', distanceM: 1 } },
    ])
    expect(result['typed']).toMatchObject({ total: 1, top1: 1 })
    expect(await readFile(at('it.html'), 'utf8')).toContain('fan at 20 dB, 1 m away')
  })

  it('cannot write its report where a file stands in the way', async () => {
    const file = await csv('one.csv', `${question},page:14`)
    const run = await cli(['test', bundle, '--questions', file, '--report', join(file, 'report.xml')])
    expect(run).toEqual({ code: 2, stdout: '', stderr: lineWith(/report\.xml could not be written/) })
  })
})

describe('export, inspect and verify', () => {
  it('export has the documented keys, and inspect tells the same of the file', async () => {
    expect(keys(exported)).toEqual(
      expect.arrayContaining(['bundle', 'sha256', 'sizeBytes', 'sections', 'budget', 'gate']),
    )
    const { sha256, sizeBytes } = exported
    expect(await json('inspect', bundle)).toMatchObject({ sha256, sizeBytes, product: 'Lumen D60', isSigned: false })
  })

  it('gives the same bytes again, and from another place', async () => {
    await cp(project, at('elsewhere/moved'), { recursive: true })
    const again = await json('export', project, '--out', at('again'))
    const moved = await json('export', at('elsewhere/moved'), '--out', at('moved'))
    expect([again['sha256'], moved['sha256']]).toEqual([exported['sha256'], exported['sha256']])
  })

  it('signs, and verify tells right key, wrong key and no signature apart', async () => {
    for (const name of ['ours', 'theirs']) {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519')
      await writeFile(at(`${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
      await writeFile(at(`${name}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }))
    }
    const signed = String((await json('export', project, '--out', at('signed'), '--sign', at('ours.pem')))['bundle'])
    const wrongKey = await cli(['verify', signed, '--public-key', at('theirs.pub.pem')])
    const unsigned = await cli(['verify', bundle, '--public-key', at('ours.pub.pem')])
    expect(await json('verify', signed, '--public-key', at('ours.pub.pem'))).toMatchObject({ isSignatureValid: true })
    expect(await json('verify', bundle)).toMatchObject({ isSigned: false, isSignatureValid: null })
    expect([wrongKey, unsigned]).toEqual([
      { code: 1, stdout: '', stderr: lineWith(/signature of the bundle does not match/) },
      { code: 1, stdout: '', stderr: lineWith(/is not signed/) },
    ])
  })

  it('export for release ends with 1 while the gate is closed, and writes nothing', async () => {
    const run = await cli(['export', project, '--out', at('release'), '--release'])
    expect(run).toEqual({ code: 1, stdout: '', stderr: lineWith(/not approved.*not signed/) })
    await expect(readFile(at('release/lumen-d60.psb'))).rejects.toThrow('ENOENT')
  })

  it("export asks the project's own questions of the bytes, and says whether they are answered well enough", async () => {
    const suiteOf = async (out: string): Promise<unknown> => {
      const { gate } = (await json('export', project, '--out', at(out))) as { gate: { lines: { code: string }[] } }
      return gate.lines.find(({ code }) => code === 'suite')
    }
    expect(await suiteOf('asked-1')).toMatchObject({ holds: false, mend: expect.stringContaining('questions/') })
    await mkdir(join(project, 'questions'), { recursive: true })
    await cp(join(import.meta.dirname, '../../../assets/sample/questions.csv'), join(project, 'questions/ours.csv'))
    expect(await suiteOf('asked-2')).toMatchObject({ holds: true, message: expect.stringContaining('40 questions') })
    expect(JSON.parse(await readFile(at('asked-2/manifest.json'), 'utf8'))).toMatchObject({
      tests: [{ language: 'en', total: 40 }],
    })
    await writeFile(join(project, 'questions/ours.csv'), 'question,expect\nwho are you,safety\n')
    expect(await suiteOf('asked-3')).toMatchObject({
      holds: false,
      message: expect.stringContaining('0 % right first'),
    })
    await rm(join(project, 'questions'), { recursive: true })
  })

  it('export into a place that is no folder writes nothing', async () => {
    await mkdir(at('place'))
    await writeFile(at('place/file'), 'in the way')
    const run = await cli(['export', project, '--out', at('place/file')])
    expect(run).toEqual({ code: 2, stdout: '', stderr: lineWith(/could not be written/) })
    expect(await readFile(at('place/file'), 'utf8')).toBe('in the way')
  })
})

describe('help', () => {
  it.each(['new', 'import', 'topics', 'blocks', 'ask', 'run', 'test', 'export', 'inspect', 'verify'])(
    'of %s shows an example',
    async (command) => {
      const { code, stdout } = await cli(['help', command])
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringContaining(`Example:\n  plainspoken ${command} `),
      })
    },
  )

  it('reads the code of no command', async () => {
    const own = await staticImports([cli.file])
    const all = await staticImports([cli.file, ...(await commandFiles())])
    expect(own.length).toBeLessThan(all.length / 3)
  })

  it('and commands begin without the libraries that take long to load', async () => {
    const loaded = await staticImports([cli.file, ...(await commandFiles())])
    const slow = ['onnxruntime-node', 'llama-tokenizer-js', 'pdfkit', 'pdfjs-dist', '@napi-rs/canvas', 'tesseract.js']
    expect(loaded).toContain('node:readline/promises')
    expect(slow.filter((name) => loaded.some((one) => one.startsWith(name)))).toEqual([])
  })
})

/** Packages and parts that built files load before they do anything, their own parts followed. */
async function staticImports(files: readonly string[], seen = new Set<string>()): Promise<string[]> {
  const found = await Promise.all(
    files.map(async (file) => {
      if (seen.has(file)) return []
      seen.add(file)
      const code = await readFile(file, 'utf8')
      const named = [...code.matchAll(/^(?:import|export)\b[^'"()]*['"]([^'"]+)['"]/gm)].map(([, name = '']) => name)
      const parts = named.filter((name) => name.startsWith('.')).map((name) => join(dirname(file), name))
      return [...named, ...(await staticImports(parts, seen))]
    }),
  )
  return found.flat()
}

/** What the command line loads for the command that runs. */
async function commandFiles(): Promise<string[]> {
  const code = await readFile(cli.file, 'utf8')
  return [...code.matchAll(/await import\("(\.[^"]+)"\)/g)].map(([, name = '']) => join(dirname(cli.file), name))
}
