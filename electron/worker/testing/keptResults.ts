// Results of suites, kept in the project: results/0007-3fa2b1c9.json, one file a run, so that two people's runs never conflict in git.
// Example: await keepResult(folder, result); (await keptResults(folder)).at(-1) is the newest.
// Trap: the number in the name orders them, never a time: clocks are set back. Two runs of one number (a merge) come by their hash.

import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { suiteResultSchema } from '../../../shared/suiteResult.ts'
import type { SuiteResult } from '../../../shared/suiteResult.ts'
import { commitFiles } from '../project/journal.ts'
import { readIfRegular } from '../project/regularFile.ts'

const shown = 30
const namePattern = /^(\d{4,6})-[0-9a-f]{8}\.json$/

export async function keepResult(folder: string, result: SuiteResult): Promise<void> {
  const last = (await namesIn(folder)).at(-1)
  const number = String(Number(last?.slice(0, last.indexOf('-')) ?? 0) + 1).padStart(4, '0')
  const text = `${JSON.stringify(result, null, 2)}\n`
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  await commitFiles(folder, new Map([[`results/${number}-${hash}.json`, text]]))
}

/** The newest 30, oldest first. One that can't be read is left out: it is a record, not the work itself. */
export async function keptResults(folder: string): Promise<SuiteResult[]> {
  const schema = v.pipe(v.string(), v.parseJson(), suiteResultSchema)
  const results: SuiteResult[] = []
  for (const name of (await namesIn(folder)).slice(-shown)) {
    const parsed = v.safeParse(schema, await readIfRegular(join(folder, 'results', name)))
    if (parsed.success) results.push(parsed.output)
  }
  return results
}

/** The newest run, and the one before it of the same questions: what is different between them was changed in the project. */
export async function newestResults(folder: string): Promise<{ last: SuiteResult | null; before: SuiteResult | null }> {
  const results = await keptResults(folder)
  const last = results.pop() ?? null
  return { last, before: results.findLast(({ questions }) => questions === last?.questions) ?? null }
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'results')).catch(() => [])
  return names
    .filter((name) => namePattern.test(name))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || (a < b ? -1 : 1))
}
