// test: every question of a CSV, typed or spoken, asked of a project or a bundle.

import { basename } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import type { Room } from '../../../shared/room.ts'
import { writeFileWhole } from '../../worker/files/writeWhole.ts'
import { junitXml } from '../../worker/testing/junit.ts'
import { parseQuestions } from '../../worker/testing/questions.ts'
import type { Question } from '../../worker/testing/questions.ts'
import { askSpoken } from '../../worker/testing/spoken/askSpoken.ts'
import { askedBy, htmlReport, percent, roomText } from '../../worker/testing/spoken/htmlReport.ts'
import type { SpokenReport } from '../../worker/testing/spoken/spokenSuite.ts'
import { runSuite } from '../../worker/testing/suite.ts'
import type { SuiteRow, SuiteTotals } from '../../worker/testing/suite.ts'
import { readLimited } from '../bundleFile.ts'
import { isFolder, openDevice } from '../device.ts'
import type { Device } from '../device.ts'
import { usage } from '../output.ts'
import { roomsOf, type RoomOptions } from '../rooms.ts'
import type { Outcome } from '../output.ts'

export interface TestOptions extends RoomOptions {
  questions: string
  language?: string
  voiceCommand?: string
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
  const rooms = roomsOf(options)
  const text = new TextDecoder().decode(await readLimited(options.questions))
  const name = basename(options.questions)
  const questions = parseQuestions(text, name)
  const device = await openDevice(place, work, options)
  try {
    const spoken = options.voice === 'none' ? null : await runSpoken(questions, { options, rooms }, { device, work })
    const result: Result = spoken ?? (await runSuite(questions, device.simulator, work))
    const junit = spoken ? junitXml(name, spoken.rows, askedBy) : junitXml(name, result.rows)
    if (options.report !== undefined) await writeFileWhole(options.report, junit)
    if (options.html !== undefined && spoken) await writeFileWhole(options.html, htmlReport(name, spoken))
    const broken = limits.filter((limit) => !isKept(limit, result))
    const isMet = limits.length > 0 ? broken.length === 0 : result.rows.every((row) => row.isPassed)
    return { json: { ...result, isMet }, text: reportText(result, broken), isMet }
  } finally {
    await device.close()
  }
}

type Result = (SuiteTotals & { rows: SuiteRow[] }) | SpokenReport

/** Each question by each voice in each room, heard by the device's own ears. What was heard is kept in the project. */
async function runSpoken(
  questions: readonly Question[],
  { options, rooms }: { options: TestOptions; rooms: readonly Room[] },
  { device, work }: { device: Device; work: Work },
): Promise<SpokenReport> {
  const { simulator, engines, cacheFolder } = device
  const voices: 'all' | string[] = options.voice === 'all' ? 'all' : options.voice.split(',').map((id) => id.trim())
  const noisesFolder = options.noise !== undefined && (await isFolder(options.noise)) ? options.noise : undefined
  const noise = noisesFolder === undefined ? options.noise : undefined
  const named = rooms.map((room) => ({ ...room, ...(noise !== undefined && { noise }) }))
  const asked = { voices, rooms: named, ...(noisesFolder !== undefined && { noisesFolder }) }
  return askSpoken(questions, asked, { simulator, engines, cacheFolder }, work)
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
    totalsLine(`${result.total} questions`, result),
    ...('conditions' in result
      ? [
          totalsLine('  typed', result.typed),
          ...result.conditions.map((condition) =>
            totalsLine(`  ${condition.voice}, ${roomText(condition)}`, condition, condition.werUnrepaired),
          ),
        ]
      : []),
    ...broken.map(
      ({ name, isLeast, value }) =>
        `limit not kept: ${name} is ${percent(result[name])}, wanted ${isLeast ? 'at least' : 'at most'} ${percent(value)}`,
    ),
  ].join('\n')
}

function totalsLine(name: string, totals: SuiteTotals, werUnrepaired?: number): string {
  const { top1, top3, mrr, answered, falseAnswers, wer } = totals
  const figures = `top-1 ${percent(top1)}, top-3 ${percent(top3)}, MRR ${mrr.toFixed(2)}, answered ${percent(answered)}, false answers ${percent(falseAnswers)}`
  const before = werUnrepaired === undefined ? '' : ` (${percent(werUnrepaired)} before mending)`
  return `${name}: ${figures}${wer === null ? '' : `, word errors ${percent(wer)}${before}`}`
}
