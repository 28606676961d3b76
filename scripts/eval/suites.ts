// Folder -> questions files with their manuals, and the background without what they ask: shared by eval.ts and calibrate.ts.
// Trap: a background sentence that is nearly a question to be refused flatters the false answers (measured: near 0.22 in place of 0.44).

import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import type { Engines } from '../../electron/worker/engines.ts'
import { parseQuestions } from '../../electron/worker/testing/questions.ts'

export interface Suite {
  name: string
  pdf: string
  questions: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Cosine above which a background sentence and a question say the same: "will it rain tomorrow", "will it rain on Sunday". */
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

/** Writes our background without what the suites ask. */
export async function holdOut(suites: readonly Suite[], engines: Engines, folder: string): Promise<void> {
  const { backgroundFolder } = environmentOfCheckout()
  const text = await readFile(join(backgroundFolder, 'en.txt'), 'utf8')
  const sentences = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const files = await Promise.all(suites.map(({ questions }) => readFile(questions, 'utf8')))
  const refused = files
    .flatMap((file) => parseQuestions(file, 'questions'))
    .filter(({ expect }) => expect.length === 0)
    .map((question) => question.text)
  const encoder = await engines.encoder('minilm')
  const ours = await encoder.encode(sentences)
  const asked = await encoder.encode(refused)
  const cosine = (a: number, b: number): number => {
    let dot = 0
    for (let at = 0; at < encoder.dim; at++)
      dot += (ours[a * encoder.dim + at] ?? 0) * (asked[b * encoder.dim + at] ?? 0)
    return dot
  }
  const kept = sentences.filter((_, a) => refused.every((_, b) => cosine(a, b) < sameQuestion))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'en.txt'), kept.join('\n'))
}
