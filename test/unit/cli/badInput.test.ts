import { cp, mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kitchenNoise } from '../../../scripts/noises/kitchenNoise.ts'
import { wavBytes } from '../../../electron/worker/speech/wav.ts'
import { errorTexts } from '../../../shared/errorTexts.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { badPdfs } from '../../fixtures/badPdfs.ts'
import { buildCli, contentsOf, lineWith, makeFolder, oneLine, samplePdf, sampleQuestions } from './commandLine.ts'
import type { Cli } from './commandLine.ts'

const pdfs = await badPdfs()
let cli: Cli
let folder = ''
let removeFolder: () => Promise<void>
const at = (name: string): string => join(folder, name)
const goldenBundle = join(import.meta.dirname, '../../golden/golden.psb')

beforeAll(async () => {
  cli = await buildCli('badInput')
  const made = await makeFolder()
  folder = made.folder
  removeFolder = made.remove
  await cli(['new', at('empty')])
  await cli(['new', at('sample')])
  await cli(['import', at('sample'), samplePdf, '--pages', '10-14'])
  await writeFile(at('letter.txt'), 'Dear customer, this is not what you think it is.')
  await writeFile(at('no-question.csv'), 'question,expect\nit leaks,page:3\n"",refuse\n')
  await writeFile(at('no-header.csv'), 'it leaks,page:3\n')
  await writeFile(at('bad-expectation.csv'), 'question,expect\nit leaks,page:3\n\nit hums,somewhere nice\n')
  await writeFile(at('ragged.csv'), 'question,expect\nit leaks,page:3\nit hums,page:4,what,is,this\n')
  await writeFile(at('noise.wav'), wavBytes(kitchenNoise('fan').slice(0, 48_000), 16_000))
  await writeFile(at('cut.wav'), wavBytes(new Float32Array(16_000), 16_000).slice(0, 400))
  await cp(at('sample'), at('newer'), { recursive: true })
  await edit('newer/project.json', (text) => text.replace('"formatVersion": 2', '"formatVersion": 7'))
  await cp(at('sample'), at('damaged'), { recursive: true })
  await edit('damaged/topics/glasses-are-cloudy.json', (text) => text.slice(0, text.length / 2))
  await cp(at('sample'), at('misshapen'), { recursive: true })
  await edit('misshapen/topics/glasses-are-cloudy.json', (text) => text.replace('"steps": [', '"stairs": ['))
  await cp(at('sample'), at('torn-journal'), { recursive: true })
  await mkdir(at('torn-journal/.journal'))
  await writeFile(at('torn-journal/.journal/commit.json'), '[{"path": "../../etc', 'utf8')
})
afterAll(() => removeFolder())

async function edit(name: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(at(name), 'utf8')
  expect(change(text)).not.toBe(text)
  await writeFile(at(name), change(text))
}

// Tried with --json; without it, the same line stands on stderr alone. `@name` is a file or folder of the test's own.
const cases: [ErrorCode, string[], RegExp][] = [
  ['usage', ['frobnicate'], /unknown command 'frobnicate'/],
  ['usage', ['exprot', '@sample'], /Did you mean export\?/],
  ['usage', ['ask'], /missing required argument 'place'/],
  ['usage', ['ask', '@sample'], /question, or --wav/],
  ['usage', ['ask', '@sample', 'it leaks', '--wav', '@noise.wav'], /not both/],
  ['usage', ['ask', '@sample', 'it', 'leaks', 'here'], /too many arguments/],
  ['usage', ['export', '@sample'], /--out <folder>/],
  ['usage', ['export', '@sample', '--out', '@out', '--sing', 'key.pem'], /Did you mean --sign\?/],
  ['usage', ['new', '@other', '--language', 'klingon!'], /"klingon!" is not a language/],
  ['usage', ['import', '@sample', samplePdf, '--pages', 'some'], /"some" is not a range of pages/],
  ['usage', ['test', '@sample', '--questions', sampleQuestions, '--min-top1', '90'], /"90" is not a fraction/],
  ['usage', ['test', '@sample', '--questions', sampleQuestions, '--snr', '10'], /--voice/],
  ['usage', ['test', '@sample', '--questions', sampleQuestions, '--voice', 'slt', '--snr', '10,loud'], /"loud"/],
  ['usage', ['test', '@sample', '--questions', sampleQuestions, '--distance', '2'], /--distance.*--voice/],
  ['usage', ['test', '@sample', '--questions', sampleQuestions, '--voice', 'slt', '--gain', '99'], /"99".*-40 to 40/],
  ['target-unknown', ['new', '@other', '--target', 'toaster'], /"toaster".*sl2610-linux, sr110-mcu, rp2350-mcu/],
  ['target-unknown', ['export', '@sample', '--out', '@out', '--target', 'toaster'], /"toaster".*sl2610-linux/],
  ['project-exists', ['new', '@sample'], /is not empty/],
  ['file-not-writable', ['new', '@letter.txt/project'], /could not be written/],
  ['file-not-writable', ['new', '/proc/plainspoken'], /could not be written/],
  ['file-not-found', ['import', '@sample', '@nothing.pdf'], /nothing\.pdf was not found/],
  ['pages-out-of-range', ['import', '@sample', samplePdf, '--pages', '3-40'], /3-40.*17 pages/],
  ['language-not-in-manual', ['import', '@sample', samplePdf, '--language', 'de'], /"de".*It has: en/],
  ['pages-out-of-range', ['blocks', '@sample', '--page', '99'], /99.*17 pages/],
  ['manual-not-found', ['blocks', '@sample', '--manual', 'toaster'], /"toaster"/],
  ['project-not-found', ['topics', '@nowhere'], /nowhere/],
  ['project-newer-version', ['topics', '@newer'], /format 7, this one reads 2/],
  ['project-newer-version', ['import', '@newer', samplePdf], /format 7/],
  ['project-damaged', ['topics', '@damaged'], /topics\/glasses-are-cloudy\.json/],
  ['project-damaged', ['topics', '@misshapen'], /glasses-are-cloudy\.json: steps/],
  ['project-damaged', ['topics', '@torn-journal'], /\.journal/],
  ['no-topics', ['ask', '@empty', 'it leaks'], /no topics/],
  ['no-topics', ['export', '@empty', '--out', '@out'], /no topics/],
  ['file-not-found', ['ask', '@nowhere', 'it leaks'], /nowhere was not found/],
  ['question-empty', ['ask', goldenBundle, ''], /question is empty/],
  ['question-empty', ['ask', goldenBundle, ' ?! '], /question is empty/],
  ['question-language', ['ask', goldenBundle, 'Wie reinige ich das Sieb in der Maschine?'], /\(de\).*\(en\)/],
  ['question-too-long', ['ask', goldenBundle, '@@2000-words'], /too long/],
  ['file-not-found', ['ask', goldenBundle, '--wav', '@nothing.wav'], /nothing\.wav/],
  ['wav-invalid', ['ask', goldenBundle, '--wav', '@letter.txt'], /letter\.txt.*not a WAV file/],
  ['wav-invalid', ['ask', goldenBundle, '--wav', '@cut.wav'], /cut\.wav.*cut off/],
  ['no-speech', ['ask', goldenBundle, '--wav', '@noise.wav'], /No question was heard/],
  ['bundle-not-a-bundle', ['ask', '@letter.txt', 'it leaks'], /letter\.txt is not a Plainspoken bundle/],
  ['file-not-found', ['test', goldenBundle, '--questions', '@nothing.csv'], /nothing\.csv/],
  ['questions-file-invalid', ['test', goldenBundle, '--questions', '@no-question.csv'], /no-question\.csv, line 3/],
  ['questions-file-invalid', ['test', goldenBundle, '--questions', '@no-header.csv'], /no-header\.csv, line 1/],
  ['questions-file-invalid', ['test', goldenBundle, '--questions', '@bad-expectation.csv'], /line 4: "somewhere nice"/],
  ['questions-file-invalid', ['test', goldenBundle, '--questions', '@ragged.csv'], /ragged\.csv, line 3/],
  ['key-invalid', ['export', '@sample', '--out', '@out', '--sign', '@letter.txt'], /letter\.txt is not an Ed25519 key/],
  ['file-not-found', ['export', '@sample', '--out', '@out', '--sign', '@no.pem'], /no\.pem was not found/],
  ['key-invalid', ['verify', goldenBundle, '--public-key', '@letter.txt'], /letter\.txt is not an Ed25519 key/],
]

describe('bad input', () => {
  it.each(cases)('%s: plainspoken %j', async (code, args, words) => {
    const real = args.map(argument)
    const before = await contentsOf(folder)
    const run = await cli([...real, '--json'])
    const document: unknown = JSON.parse(run.stdout)
    expect({ code: run.code, stderr: run.stderr, document, files: await contentsOf(folder) }).toEqual({
      code: 2,
      stderr: lineWith(words),
      document: { error: expect.objectContaining({ code, message: run.stderr.slice('plainspoken: '.length, -1) }) },
      files: before,
    })
    expect(run.stderr).not.toMatch(/\bundefined\b|\{\w+\}/)
  })

  it('says it on stderr alone where no JSON is asked for', async () => {
    expect(await cli(['topics', at('nowhere')])).toEqual(oneLine(/There is no project in .*nowhere/))
  })

  it.each(pdfs.filter(({ code }) => code !== null))(
    'import of $name: $code',
    async ({ name, bytes, code, password }) => {
      const pdf = at(`${name}.pdf`)
      await writeFile(pdf, bytes)
      const before = await contentsOf(at('sample'))
      const run = await cli(['import', at('sample'), pdf, ...(password === undefined ? [] : ['--password', password])])
      const stderr = run.stderr.replace(/^recognising text, \d+ %\n/gm, '') // progress is no error
      expect({ ...run, stderr, files: await contentsOf(at('sample')) }).toEqual({
        ...oneLine(new RegExp(titlePattern(code, `${name}.pdf`))),
        files: before,
      })
    },
  )

  it('imports a locked manual with its password, and says which page it left out of a damaged one', async () => {
    const locked = pdfs.find(({ name }) => name === 'locked-right-password')
    const torn = pdfs.find(({ name }) => name === 'one-page-not-a-page')
    await writeFile(at('locked.pdf'), locked?.bytes ?? '')
    await writeFile(at('torn.pdf'), torn?.bytes ?? '')
    const opened = await cli(['import', at('empty'), at('locked.pdf'), '--password', locked?.password ?? ''])
    const partly = await cli(['import', at('empty'), at('torn.pdf')])
    expect([opened, partly]).toEqual([
      { code: 0, stdout: expect.stringContaining('2 topics'), stderr: '' },
      { code: 0, stdout: expect.stringContaining('left out: pages 2'), stderr: '' },
    ])
  })

  it('refuses a PDF of more than 200 MB by its size', async () => {
    await writeFile(at('huge.pdf'), '%PDF-1.7\n')
    await truncate(at('huge.pdf'), 201 * 1024 * 1024)
    expect(await cli(['import', at('sample'), at('huge.pdf')])).toEqual(oneLine(/huge\.pdf is too large/))
    await truncate(at('huge.pdf'), 0)
  })
})

function argument(text: string): string {
  if (text === '@@2000-words') return 'why does it leak '.repeat(500)
  return text.startsWith('@') ? at(text.slice(1)) : text
}

/** The English title of a code for a file. */
function titlePattern(code: ErrorCode | null, file: string): string {
  return code === null ? 'never' : errorTexts.en[code].title.replace('{file}', file).replace(/[.?]/g, '\\$&')
}
