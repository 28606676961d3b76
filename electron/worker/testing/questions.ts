// Questions CSV -> Question[]: what people ask, and what a right answer is.
// Example: `my glasses are cloudy,page:28|page:15` -> an answer from page 28 or 15 is right.
// Grammar of `expect` (design section 9): a topic id, `page:12`, `page:12-14`, `contains:some words`, several joined by `|`, or `refuse`.

import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'
import { idPattern } from '../../../shared/ids.ts'

export type Expectation =
  { kind: 'topic'; id: string } | { kind: 'pages'; first: number; last: number } | { kind: 'contains'; words: string }

export interface Question {
  id: string
  text: string
  /** Any one of them is right; [] means that the device must refuse. */
  expect: Expectation[]
  notes: string
}

const mostQuestions = 20_000
const largestBytes = 20_000_000
const rowSchema = v.array(v.object({ record: v.record(v.string(), v.string()), info: v.object({ lines: v.number() }) }))

/** Errors: questions-file-invalid. */
export async function readQuestions(path: string): Promise<Question[]> {
  const file = basename(path)
  if ((await stat(path)).size > largestBytes) throw invalid(file, 1, 'the file is larger than 20 MB')
  return parseQuestions(await readFile(path, 'utf8'), file)
}

/** Errors: questions-file-invalid with the line and what is wrong in it. */
export function parseQuestions(text: string, file: string): Question[] {
  const rows = rowsOf(text, file)
  const first = rows[0]
  if (!first) throw invalid(file, 1, 'there are no questions')
  for (const column of ['question', 'expect'])
    if (!(column in first.record)) throw invalid(file, 1, `the column "${column}" is missing`)
  if (rows.length > mostQuestions) throw invalid(file, mostQuestions, `there are more than ${mostQuestions} questions`)
  return rows.map(({ record, info }, at) => {
    const question = (record['question'] ?? '').trim()
    if (question === '') throw invalid(file, info.lines, 'the question is empty')
    return {
      id: record['id'] || String(at + 1),
      text: question,
      expect: expectationsOf(record['expect'] ?? '', file, info.lines),
      notes: record['notes'] ?? '',
    }
  })
}

function rowsOf(text: string, file: string): v.InferOutput<typeof rowSchema> {
  try {
    return v.parse(rowSchema, parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }))
  } catch (error) {
    const line = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1
    throw invalid(file, line, error instanceof Error ? error.message : 'not CSV')
  }
}

function expectationsOf(text: string, file: string, line: number): Expectation[] {
  if (text.trim() === 'refuse') return []
  return text.split('|').map((part) => expectationOf(part.trim(), file, line))
}

function expectationOf(text: string, file: string, line: number): Expectation {
  const pages = /^page:(\d{1,5})(?:-(\d{1,5}))?$/.exec(text)
  if (pages) return { kind: 'pages', first: Number(pages[1]), last: Number(pages[2] ?? pages[1]) }
  if (/^contains:\s*\S/.test(text)) return { kind: 'contains', words: text.slice('contains:'.length).trim() }
  if (idPattern.test(text) && text !== 'refuse') return { kind: 'topic', id: text }
  throw invalid(
    file,
    line,
    `"${text}" is not an expectation: use a topic id, page:12, page:12-14, contains:words or refuse`,
  )
}

const invalid = (file: string, line: number, reason: string): AppError =>
  new AppError('questions-file-invalid', { file, line, reason })
