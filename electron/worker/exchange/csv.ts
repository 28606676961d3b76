// Topics -> CSV for reviewers with a spreadsheet, and the filled file -> texts. One row a text; "target" is theirs to fill.
// Example: topic,part,segment,page,source,target -> descaling,step-2,spoken,12,Fill to five litres.,Bis fünf Liter füllen.
// Trap: a spreadsheet runs a cell that begins with = + - @ as a formula, so such a text goes out with an apostrophe before it, and the
// apostrophe is taken away when it comes back.

import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as v from 'valibot'
import type { Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { unitsOf } from './textUnits.ts'
import type { TranslatedTexts } from './xliff.ts'

const mostRows = 500_000
const columns = ['topic', 'part', 'segment', 'page', 'source', 'target'] as const
const rowsSchema = v.array(v.record(v.string(), v.string()))

/** With a byte order mark: a spreadsheet would take it for Latin-1 otherwise. */
export function csvFromTopics(topics: readonly Topic[]): string {
  const rows = topics.flatMap((topic) =>
    unitsOf(topic).flatMap(({ key, page, segments }) =>
      segments.map(({ id, source }) => [topic.id, key, id, page > 0 ? String(page) : '', source, '']),
    ),
  )
  return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true })
}

/** `language`: that of the targets, which a spreadsheet does not say. Rows without a target are left out. Errors: texts-file-invalid. */
export function textsFromCsv(text: string, file: string, language: string): TranslatedTexts {
  const rows = rowsOf(text, file)
  for (const column of ['topic', 'part', 'segment', 'source', 'target'])
    if (rows[0] && !Object.hasOwn(rows[0], column)) throw invalid(file, `the column "${column}" is missing`)
  if (rows.length > mostRows) throw invalid(file, 'it has too many rows')
  const cell = (row: Record<string, string>, name: string): string => plain(row[name] ?? '')
  return {
    language,
    texts: rows
      .filter((row) => cell(row, 'target').trim() !== '')
      .map((row) => ({
        topic: cell(row, 'topic'),
        key: cell(row, 'part'),
        segment: cell(row, 'segment'),
        source: cell(row, 'source'),
        target: cell(row, 'target'),
      })),
  }
}

/** German spreadsheets write semicolons. */
function rowsOf(text: string, file: string): v.InferOutput<typeof rowsSchema> {
  try {
    const options = {
      bom: true,
      columns: true,
      skip_empty_lines: true,
      delimiter: [',', ';'],
      max_record_size: 200_000,
    }
    return v.parse(rowsSchema, parse(text, options))
  } catch (error) {
    throw invalid(file, error instanceof Error ? error.message.slice(0, 200) : 'it is not CSV')
  }
}

const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')
const invalid = (file: string, reason: string): AppError => new AppError('texts-file-invalid', { file, reason })
