// A spoken suite's report -> one HTML page that opens anywhere: each condition beside the typed figures, then what went wrong and what was heard.
// Example: htmlReport('questions.csv', report). No scripts, nothing fetched. Trap: questions are other people's text: all of it is escaped.

import { escapedMarkup, withoutControls } from '../../../../shared/markup.ts'
import { allNoises, plainRoom } from '../../../../shared/room.ts'
import type { SuiteTotals } from '../suite.ts'
import type { Condition, SpokenReport, SpokenRow } from './spokenSuite.ts'

const style =
  'body{font:15px system-ui;margin:2rem;color-scheme:light dark}table{border-collapse:collapse;margin-block:1rem}' +
  'td,th{padding:.3rem .7rem;text-align:left;border-bottom:1px solid #8884;vertical-align:top}td.figure{text-align:right}'

export function htmlReport(name: string, report: SpokenReport): string {
  const { typed, conditions, rows } = report
  const missed = rows.filter((row) => !row.isPassed)
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${text(name)}: spoken suite</title><style>${style}</style>
<h1>${text(name)}, spoken</h1>
<p>${typed.total} questions, each asked ${conditions.length} times. "Loses" is right answers typed minus right answers spoken, in points.</p>
<table><tr>${['asked by', 'room', 'top-1', 'loses', 'top-3', 'answered', 'false answers', 'word errors', 'before mending', 'not heard'].map(head).join('')}</tr>
${typedLine(typed)}
${conditions.map((condition) => conditionLine(condition, typed)).join('\n')}
</table>
<h2>${missed.length} of ${rows.length} not passed</h2>
<table><tr>${['question', 'heard', 'what the device did', 'right topic at rank', 'asked by', 'noise'].map(head).join('')}</tr>
${missed.map(missedLine).join('\n')}
</table></html>
`
}

function typedLine(typed: SuiteTotals): string {
  const figures = [percent(typed.top1), '', percent(typed.top3), percent(typed.answered), percent(typed.falseAnswers)]
  return line(['typed', ''], [...figures, '', '', ''])
}

const conditionLine = (condition: Condition, typed: SuiteTotals): string =>
  line(
    [condition.voice, roomText(condition)],
    [
      percent(condition.top1),
      ((typed.top1 - condition.top1) * 100).toFixed(1),
      percent(condition.top3),
      percent(condition.answered),
      percent(condition.falseAnswers),
      percent(condition.wer),
      percent(condition.werUnrepaired),
      String(condition.unheard),
    ],
  )

const missedLine = (row: SpokenRow): string =>
  line(
    [
      row.question,
      row.transcript || '(nothing)',
      `${row.kind} ${row.topicId ?? ''}`,
      row.mustRefuse ? 'must refuse' : String(row.rank || '–'),
      row.voice,
      row.snrDb === null ? 'quiet' : `${row.noise ?? ''} at ${row.snrDb} dB`,
    ],
    [],
  )

/** "slt, quiet"; of a JUnit report, the class of the cases. */
export const askedBy = ({ voice, noise, snrDb }: SpokenRow): string =>
  `${voice}, ${snrDb === null ? 'quiet' : `${noise ?? ''} at ${snrDb} dB`}`

/** What differs from a plain room. */
export function roomText({ room }: Pick<Condition, 'room'>): string {
  return [
    room.snrDb === null ? 'quiet' : `${room.noise === allNoises ? 'noises in turn' : room.noise} at ${room.snrDb} dB`,
    ...(room.distanceM === plainRoom.distanceM ? [] : [`${room.distanceM} m away`]),
    ...(room.reverbSeconds === plainRoom.reverbSeconds ? [] : [`${room.reverbSeconds} s of echo`]),
    ...(room.gainDb === plainRoom.gainDb ? [] : [`gain ${room.gainDb} dB`]),
    ...(room.clipDb === plainRoom.clipDb ? [] : [`clips at ${room.clipDb} dB`]),
  ].join(', ')
}

const line = (words: readonly string[], figures: readonly string[]): string =>
  `<tr>${words.map((cell) => `<td>${text(cell)}</td>`).join('')}${figures.map((cell) => `<td class="figure">${text(cell)}</td>`).join('')}</tr>`
const head = (cell: string): string => `<th>${text(cell)}</th>`
const text = (value: string): string => escapedMarkup(withoutControls(value))
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
