// test: every question of a CSV, typed or spoken, asked of a project or a bundle.

import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { junitXml } from '../../worker/testing/junit.ts'
import { parseQuestions } from '../../worker/testing/questions.ts'
import type { Question } from '../../worker/testing/questions.ts'
import { askSpoken } from '../../worker/testing/spoken.ts'
import { rowOf, runSuite, totalsOf } from '../../worker/testing/suite.ts'
import type { SuiteRow, SuiteTotals } from '../../worker/testing/suite.ts'
import { wordErrorRate } from '../../worker/testing/wordErrors.ts'
import { openDevice, readLimited } from '../device.ts'
import type { Device } from '../device.ts'
import { usage } from '../output.ts'
import type { Outcome } from '../output.ts'

export interface TestOptions {
  questions: string
  voice: string
  snr?: string
  report?: string
  minTop1?: string
  minTop3?: string
  maxFalse?: string
}

interface Limit {
  name: 'top1' | 'top3' | 'falseAnswers'
  /** True where the figure must be at least the limit. */
  isLeast: boolean
  value: number
}

export async function testCommand(place: string, options: TestOptions, work: Work): Promise<Outcome> {
  const limits = limitsOf(options)
  const snrsDb = ratiosOf(options)
  const text = new TextDecoder().decode(await readLimited(options.questions))
  const questions = parseQuestions(text, basename(options.questions))
  const device = await openDevice(place, work)
  try {
    const result =
      options.voice === 'none'
        ? await runSuite(questions, device.simulator, work)
        : await runSpoken(questions, { voice: options.voice, snrsDb }, { device, work })
    if (options.report !== undefined)
      await writeReport(options.report, junitXml(basename(options.questions), result.rows))
    const broken = limits.filter((limit) => !isKept(limit, result))
    const isMet = limits.length > 0 ? broken.length === 0 : result.rows.every((row) => row.isPassed)
    return { json: { ...result, isMet }, text: reportText(result, broken), isMet }
  } finally {
    await device.close()
  }
}

type Condition = SuiteTotals & { voice: string; snrDb: number | null }
type Result = SuiteTotals & { conditions?: Condition[]; rows: (SuiteRow & { voice?: string; snrDb?: number | null })[] }

/** Each question by each voice at each ratio, heard by the device's own ears. */
async function runSpoken(
  questions: readonly Question[],
  { voice, snrsDb }: { voice: string; snrsDb: (number | null)[] },
  { device, work }: { device: Device; work: Work },
): Promise<Result> {
  const speaker = await device.workspace.engines.speaker(device.simulator.describe().language)
  const voices = voice === 'all' ? speaker.voices.map(({ id }) => id) : voice.split(',').map((id) => id.trim())
  const suite = { questions: questions.map(({ text }) => text), voices, snrsDb, seed: 1 }
  const spoken = await askSpoken(suite, { device: device.simulator, speaker }, work)
  const rows = spoken.rows.flatMap(({ question, voice, snrDb, turn }) => {
    const asked = questions[question]
    return asked ? [{ ...rowOf(asked, turn, device.simulator), voice, snrDb }] : []
  })
  const conditions = voices.flatMap((id) =>
    snrsDb.map((snrDb) => {
      const isOf = (row: { voice: string; snrDb: number | null }): boolean => row.voice === id && row.snrDb === snrDb
      const wer = wordErrorRate(spoken.rows.filter(isOf).map((row) => row.wordErrors))
      return { voice: id, snrDb, ...totalsOf(rows.filter(isOf)), wer }
    }),
  )
  return { ...totalsOf(rows), wer: spoken.wer, conditions, rows }
}

/** "quiet" is a room without noise; it is the only condition where no ratio is given. */
function ratiosOf({ snr, voice }: TestOptions): (number | null)[] {
  if (snr === undefined) return [null]
  if (voice === 'none') throw usage('--snr is for spoken questions: give --voice too, such as --voice all')
  return snr.split(',').map((part) => {
    if (part.trim() === 'quiet') return null
    const ratio = Number(part)
    if (part.trim() === '' || !Number.isFinite(ratio)) throw usage(`"${part}" is not a signal-to-noise ratio in dB`)
    return ratio
  })
}

async function writeReport(file: string, xml: string): Promise<void> {
  await writeFile(file, xml).catch(() => {
    throw new AppError('file-not-writable', { file })
  })
}

function limitsOf({ minTop1, minTop3, maxFalse }: TestOptions): Limit[] {
  const limit = (name: Limit['name'], text: string | undefined, isLeast: boolean): Limit[] => {
    if (text === undefined) return []
    const value = Number(text)
    if (!(value >= 0 && value <= 1)) throw usage(`"${text}" is not a fraction from 0 to 1`)
    return [{ name, isLeast, value }]
  }
  return [...limit('top1', minTop1, true), ...limit('top3', minTop3, true), ...limit('falseAnswers', maxFalse, false)]
}

const isKept = ({ name, isLeast, value }: Limit, totals: SuiteTotals): boolean =>
  isLeast ? totals[name] >= value : totals[name] <= value

function reportText(result: Result, broken: readonly Limit[]): string {
  const failed = result.rows.filter((row) => !row.isPassed)
  return [
    ...failed.map(
      (row) =>
        `✗ ${row.question}  → ${row.kind} ${row.topicId ?? ''} (${row.mustRefuse ? 'should refuse' : `right topic at rank ${row.rank || '–'}`})`,
    ),
    `${result.total} questions: top-1 ${percent(result.top1)}, top-3 ${percent(result.top3)}, MRR ${result.mrr.toFixed(2)}, answered ${percent(result.answered)}, false answers ${percent(result.falseAnswers)}${result.wer === null ? '' : `, word errors ${percent(result.wer)}`}`,
    ...(result.conditions ?? []).map(
      ({ voice, snrDb, top1, wer }) =>
        `  ${voice}, ${snrDb === null ? 'quiet' : `${snrDb} dB`}: top-1 ${percent(top1)}, word errors ${percent(wer ?? 0)}`,
    ),
    ...broken.map(
      ({ name, isLeast, value }) =>
        `limit not kept: ${name} is ${percent(result[name])}, wanted ${isLeast ? 'at least' : 'at most'} ${percent(value)}`,
    ),
  ].join('\n')
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
