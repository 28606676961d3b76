// Rows of all systems -> the figures of `npm run eval`, as lines for the terminal and as one HTML page with the misses.
// Trap: questions and titles are other people's text; in HTML they are escaped.

import { escapedMarkup } from '../../shared/markup.ts'
import { falseAnswersAt, mean, meanInterval } from '../../electron/worker/testing/metrics.ts'
import type { Interval } from '../../electron/worker/testing/metrics.ts'
import type { SuiteRow } from '../../electron/worker/testing/suite.ts'

export interface EvaluatedRow extends SuiteRow {
  suite: string
}
export interface System {
  name: string
  rows: EvaluatedRow[]
}
export interface Figures {
  system: string
  /** A questions file, a kind of question ('symptom'), or 'all'. */
  part: string
  questions: number
  top1: Interval
  top3: Interval
  mrr: number
  answered: number
  /** Answered with a right topic, or asked back with one among the choices. */
  helped: number
  clarified: number
  /** As the device is set. */
  falseFar: number
  falseNear: number
  /** With the threshold put where 90 % are answered. */
  falseFarAt90: number
  falseNearAt90: number
}

const isFar = (row: SuiteRow): boolean => row.notes === 'refuse-far'
const isNear = (row: SuiteRow): boolean => row.notes === 'refuse-near'
const isAnswered = (row: SuiteRow): boolean => row.kind === 'answer' || row.kind === 'clarification'

export function figuresOf({ name, rows }: System, part: string): Figures {
  const answerable = rows.filter((row) => !row.mustRefuse)
  const at90 = falseAnswersAt(rows, 0.9)
  const share = (counted: readonly SuiteRow[], test: (row: SuiteRow) => boolean): number =>
    mean(counted.map((row) => Number(test(row))))
  return {
    system: name,
    part,
    questions: rows.length,
    top1: meanInterval(answerable.map(({ rank }) => Number(rank === 1))),
    top3: meanInterval(answerable.map(({ rank }) => Number(rank >= 1 && rank <= 3))),
    mrr: mean(answerable.map(({ rank }) => (rank > 0 ? 1 / rank : 0))),
    answered: share(answerable, isAnswered),
    helped: share(answerable, ({ isPassed }) => isPassed),
    clarified: share(answerable, ({ kind }) => kind === 'clarification'),
    falseFar: share(rows.filter(isFar), isAnswered),
    falseNear: share(rows.filter(isNear), isAnswered),
    falseFarAt90: at90.falseAnswers(isFar),
    falseNearAt90: at90.falseAnswers(isNear),
  }
}

/** All together, then each questions file, then each kind of answerable question. */
export function allFigures(systems: readonly System[]): Figures[] {
  const rows = systems[0]?.rows ?? []
  const suites = [...new Set(rows.map(({ suite }) => suite))]
  const kinds = [...new Set(rows.filter((row) => !row.mustRefuse).map(({ notes }) => notes))]
  const parts: [string, (row: EvaluatedRow) => boolean][] = [
    ['all', () => true],
    ...suites.map((suite): [string, (row: EvaluatedRow) => boolean] => [suite, (row) => row.suite === suite]),
    ...kinds.map((kind): [string, (row: EvaluatedRow) => boolean] => [kind, (row) => row.notes === kind]),
  ]
  return parts.flatMap(([part, isIn]) =>
    systems.map(({ name, rows: all }) => figuresOf({ name, rows: all.filter(isIn) }, part)),
  )
}

const columns = [
  'top-1',
  'top-3',
  'MRR',
  'answered',
  'helped',
  'asked back',
  'false far',
  'near',
  'at 90 %: far',
  'near',
]

function cellsOf(figures: Figures): string[] {
  const interval = ({ value, low, high }: Interval): string => `${two(value)} (${two(low)}–${two(high)})`
  return [
    interval(figures.top1),
    interval(figures.top3),
    two(figures.mrr),
    two(figures.answered),
    two(figures.helped),
    two(figures.clarified),
    two(figures.falseFar),
    two(figures.falseNear),
    two(figures.falseFarAt90),
    two(figures.falseNearAt90),
  ]
}

const two = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2))

export function textReport(all: readonly Figures[]): string {
  const lines = [['', '', ...columns], ...all.map((one) => [one.part, one.system, ...cellsOf(one)])]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function htmlReport(all: readonly Figures[], device: System): string {
  const row = (cells: readonly string[], tag = 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapedMarkup(cell)}</${tag}>`).join('')}</tr>`
  const misses = device.rows.filter((one) => !one.isPassed)
  return `<!doctype html><meta charset="utf-8"><title>Plainspoken: evaluation</title>
<style>body{font:15px system-ui;margin:2rem;color-scheme:light dark}table{border-collapse:collapse}td,th{padding:.3rem .7rem;text-align:left;border-bottom:1px solid #8884}</style>
<h1>Evaluation</h1>
<p>Typed questions through export and device runtime, beside what others would do with the same manual. Brackets: 95 % bootstrap interval.</p>
<table>${row(['part', 'system', ...columns], 'th')}${all.map((one) => row([one.part, one.system, ...cellsOf(one)])).join('\n')}</table>
<h2>${misses.length} misses of the device</h2>
<table>${row(['question', 'what the device did', 'score', 'rank of a right topic', 'kind', 'suite'], 'th')}
${misses.map((one) => row([one.question, `${one.kind} ${one.topicId ?? ''}`, two(one.score), String(one.rank || '–'), one.notes, one.suite])).join('\n')}</table>
`
}
