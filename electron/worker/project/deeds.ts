// Deeds -> history/<day>.jsonl, one line a deed, so that git can show and join them; and back, newest first.
// Example line: {"at":"2026-11-24T09:12:03.000Z","by":"Ada","way":"done","code":"edit-topic","details":{"title":"Descaling"}}
// A busy day goes on in <day>.2.jsonl, so that a deed never has more than a few hundred kilobytes written anew.
// Trap: the log is told, not obeyed: a line that cannot be read is left out and stops nothing.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { PastDeed } from '../../../shared/domain.ts'
import { pastDeedSchema } from '../../../shared/schemas.ts'
import { readIfRegular } from './regularFile.ts'

const folderName = 'history'
const fullBytes = 256 * 1024

interface Part {
  day: string
  /** From 1. */
  number: number
}
const fileOf = ({ day, number }: Part): string => `${folderName}/${day}${number === 1 ? '' : `.${number}`}.jsonl`

/** The file of the day with one more line: path and content for the journal. */
export async function withDeed(folder: string, deed: PastDeed): Promise<[path: string, content: string]> {
  const day = deed.at.slice(0, 10)
  const last = (await partsIn(folder)).findLast((part) => part.day === day) ?? { day, number: 1 }
  const text = await readIfRegular(join(folder, fileOf(last)))
  const line = `${JSON.stringify(deed)}\n`
  return text.length < fullBytes ? [fileOf(last), text + line] : [fileOf({ day, number: last.number + 1 }), line]
}

/** At most `count`, newest first. */
export async function readDeeds(folder: string, count: number): Promise<PastDeed[]> {
  const found: PastDeed[] = []
  for (const part of (await partsIn(folder)).reverse()) {
    if (found.length >= count) break
    const text = await readIfRegular(join(folder, fileOf(part)))
    found.push(...text.split('\n').flatMap(deedIn).reverse())
  }
  return found.slice(0, count)
}

/** Oldest first. */
async function partsIn(folder: string): Promise<Part[]> {
  const names = await readdir(join(folder, folderName)).catch(() => [])
  const parts = names.flatMap((name): Part[] => {
    const [, day, number = '1'] = /^(\d{4}-\d{2}-\d{2})(?:\.(\d{1,6}))?\.jsonl$/.exec(name) ?? []
    return day === undefined ? [] : [{ day, number: Number(number) }]
  })
  return parts.sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1))
}

function deedIn(line: string): PastDeed[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), pastDeedSchema), line)
  return parsed.success ? [parsed.output] : []
}
