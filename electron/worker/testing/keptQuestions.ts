// A question that somebody asked the simulator -> a line of questions/kept.csv in the project: the suite that grows while one tries things out.
// Example: await keepQuestion(folder, { text: "it's peeing itself", topic: 'water-on-the-floor' }) -> { file: 'questions/kept.csv', count: 12 }
// Trap: the file is a person's too: its other columns and lines stay, and one that can't be read is never written over.

import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as v from 'valibot'
import type { TopicId } from '../../../shared/ids.ts'
import { commitFiles } from '../project/journal.ts'
import { readRegular } from '../project/regularFile.ts'
import { codeOf } from '../project/writeErrors.ts'
import { parseQuestions } from './questions.ts'

const file = 'questions/kept.csv'
const rowsSchema = v.array(v.record(v.string(), v.string()))

/** `topic`: null where the device must refuse. Asked again, it takes the new answer. Errors: questions-file-invalid, project-damaged. */
export async function keepQuestion(
  folder: string,
  { text, topic }: { text: string; topic: TopicId | null },
): Promise<{ file: string; count: number }> {
  const before = await readRegular(join(folder, file), { name: file }).then(
    (bytes) => bytes.toString('utf8'),
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return ''
      throw error
    },
  )
  if (before.trim() !== '') parseQuestions(before, file) // says which line is wrong
  const rows = v.parse(rowsSchema, parse(before, { bom: true, columns: true, skip_empty_lines: true, trim: true }))
  const columns = Object.keys(rows[0] ?? { question: '', expect: '' })
  const expect = topic ?? 'refuse'
  const same = rows.find((row) => row['question'] === text)
  if (same) same['expect'] = expect
  else rows.push({ question: text, expect })
  await commitFiles(folder, new Map([[file, stringify(rows, { header: true, columns })]]))
  return { file, count: rows.length }
}
