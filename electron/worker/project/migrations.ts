// Text files of a project of any earlier format -> the same project in the format of now. One pure step a version, run in order.
// Example: migrated(files of format 1) -> { files of format 2, from: 1 }. The store writes them together with a copy of the old ones in
// .backup/format-1/, in one commit of the journal, so that an interrupted migration is none.
// Trap: a step never changes once it has shipped, and knows nothing of today's schemas: it reads what that version wrote.

import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'

/** Version of the folder's layout. Raise it together with a step below and a fixture of the version before (test/fixtures/projects). */
export const projectFormatVersion = 2

export type TextFiles = ReadonlyMap<string, string>
type Step = (files: TextFiles) => Map<string, string>

/** From the version of its place, counted from 1, to the next. */
const steps: readonly Step[] = [backupsAreIgnored]

export const backupFolder = (version: number): string => `.backup/format-${version}`

/** `from` is null where the files are of the format of now. Errors: project-newer-version, project-damaged. */
export function migrated(files: TextFiles): { files: TextFiles; from: number | null } {
  const from = versionOf(files)
  if (from > projectFormatVersion)
    throw new AppError('project-newer-version', { version: from, supported: projectFormatVersion })
  if (from === projectFormatVersion) return { files, from: null }
  const after = steps
    .slice(from - 1)
    .reduce<TextFiles>((before, step, at) => withVersion(step(before), from + at + 1), files)
  return { files: after, from }
}

const headSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
)

function headOf(files: TextFiles): v.InferOutput<typeof headSchema> {
  const head = v.safeParse(headSchema, files.get('project.json'))
  if (head.success) return head.output
  throw new AppError('project-damaged', { file: 'project.json', reason: head.issues[0].message })
}

const versionOf = (files: TextFiles): number => headOf(files).formatVersion

function withVersion(files: Map<string, string>, formatVersion: number): Map<string, string> {
  return files.set('project.json', `${JSON.stringify({ ...headOf(files), formatVersion }, null, 2)}\n`)
}

// ---------------------------------------------------------------- the steps

/** 1 -> 2: backups exist, and git is not to carry them. Topics of format 1 are topics of format 2: every new field may be absent. */
function backupsAreIgnored(files: TextFiles): Map<string, string> {
  const lines = (files.get('.gitignore') ?? '.cache/\n.journal/\n').split('\n').filter((line) => line !== '')
  return new Map(files).set('.gitignore', [...new Set([...lines, '.backup/']), ''].join('\n'))
}
