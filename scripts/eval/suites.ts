// Folder -> questions files with their manuals, and our sentences without what they ask: shared by eval.ts and calibrate.ts.
// Trap: a background sentence that is nearly a question to be refused flatters the false answers (measured: near 0.22 in place of 0.44), as
// does such a printed wording of the bank; a spoken form that is nearly a question flatters the right ones. All are held out.

import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import type { Encoder } from '../../electron/worker/encoder/encoder.ts'
import { nearest } from '../../electron/worker/encoder/nearest.ts'
import { Engines } from '../../electron/worker/engines.ts'
import { parseQuestions } from '../../electron/worker/testing/questions.ts'
import type { Question } from '../../electron/worker/testing/questions.ts'

export interface Suite {
  name: string
  pdf: string
  questions: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Cosine above which a sentence of ours and a question say the same: "will it rain tomorrow", "will it rain on Sunday". */
const sameQuestion = 0.7

/** `folder` has manuals/NAME.pdf and questions/NAME.csv. */
export async function suitesIn(folder = join(root, '../shared/data')): Promise<Suite[]> {
  const sample = join(root, 'assets/sample')
  const own: Suite = { name: 'sample', pdf: join(sample, 'manual.pdf'), questions: join(sample, 'questions.csv') }
  if (!existsSync(folder)) console.error(`${folder} is not there: only the sample manual is asked`)
  const names = (await readdir(join(folder, 'questions')).catch(() => [])).filter((name) => name.endsWith('.csv'))
  const others = names.sort().map((file): Suite => {
    const name = basename(file, '.csv')
    return { name, pdf: join(folder, 'manuals', `${name}.pdf`), questions: join(folder, 'questions', file) }
  })
  return [own, ...others]
}

/** Writes our background without what the suites must refuse, and our paraphrases without what they ask, as a languages folder. Once a run. */
export async function holdOut(suites: readonly Suite[], folder: string): Promise<void> {
  const files = await Promise.all(suites.map(({ questions }) => readFile(questions, 'utf8')))
  const questions = files.flatMap((file) => parseQuestions(file, 'questions'))
  const refused = questions.filter(({ expect }) => expect.length === 0)
  const engines = new Engines(environmentOfCheckout())
  try {
    const encoder = await engines.encoder('minilm')
    const paraphrases = await engines.paraphrases('en')
    const background = await unlike(refused, await engines.background('en'), encoder)
    const spoken = paraphrases.flatMap((entry) => entry.spoken)
    const said = new Set(await unlike(questions, spoken, encoder))
    const printed = paraphrases.flatMap((entry) => entry.printed)
    const kept = new Set(await unlike(refused, printed, encoder))
    const entries = paraphrases.flatMap(({ intent, printed, spoken }) => [
      `${intent} ${printed.filter((text) => kept.has(text)).join(' / ')}`,
      `  ${spoken.filter((text) => said.has(text)).join(' / ')}`,
    ])
    await mkdir(join(folder, 'en'), { recursive: true })
    await writeFile(join(folder, 'en/background.txt'), background.join('\n'))
    await writeFile(join(folder, 'en/paraphrases.txt'), entries.join('\n'))
  } finally {
    await engines.close()
  }
}

/** Those of our sentences that are no question of the suites in other words. */
async function unlike(questions: readonly Question[], ours: readonly string[], encoder: Encoder): Promise<string[]> {
  const asked = await encoder.encode(questions.map(({ text }) => text))
  const vectors = await encoder.encode(ours)
  const vectorOf = (row: number): Float32Array => vectors.subarray(row * encoder.dim, (row + 1) * encoder.dim)
  return ours.filter((_, row) => nearest(vectorOf(row), asked) < sameQuestion)
}
