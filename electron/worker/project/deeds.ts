// Deeds -> history/<day>.jsonl, one line a deed, so that git can show and join them; and back, newest first.
// Example line: {"at":"2026-11-24T09:12:03.000Z","by":"Ada","way":"done","code":"edit-topic","details":{"title":"Descaling"}}
// Trap: the log is told, not obeyed: a line that cannot be read is left out and stops nothing.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { PastDeed } from '../../../shared/domain.ts'
import { pastDeedSchema } from '../../../shared/schemas.ts'
import { readIfRegular } from './regularFile.ts'

const folderName = 'history'
export const deedsPath = (at: string): string => `${folderName}/${at.slice(0, 10)}.jsonl`

/** The day's file with one more line: path and content for the journal. */
export async function withDeed(folder: string, deed: PastDeed): Promise<[path: string, content: string]> {
  const path = deedsPath(deed.at)
  const text = await readIfRegular(join(folder, path))
  return [path, `${text}${JSON.stringify(deed)}\n`]
}

/** At most `count`, newest first. */
export async function readDeeds(folder: string, count: number): Promise<PastDeed[]> {
  const names = await readdir(join(folder, folderName)).catch(() => [])
  const found: PastDeed[] = []
  for (const name of names
    .filter((one) => one.endsWith('.jsonl'))
    .sort()
    .reverse()) {
    if (found.length >= count) break
    const text = await readIfRegular(join(folder, folderName, name))
    found.push(...text.split('\n').flatMap(deedIn).reverse())
  }
  return found.slice(0, count)
}

function deedIn(line: string): PastDeed[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), pastDeedSchema), line)
  return parsed.success ? [parsed.output] : []
}
