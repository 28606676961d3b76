// Folders -> questions files with their manuals, and our sentences without what they ask: shared by eval.ts and calibrate.ts.
// Example: suitesIn(['../shared/data', '../mine']) -> a suite for each questions/NAME.csv whose manuals/NAME.pdf lies in one of them
// Trap: a background sentence that is nearly a question to be refused flatters the false answers (measured: near 0.22 in place of 0.44), as
// does such a printed wording of the bank; a spoken form that is nearly a question flatters the right ones. All are held out.

import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LanguageTag } from '../../shared/domain.ts'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import type { Encoder } from '../../electron/worker/encoder/encoder.ts'
import { nearest } from '../../electron/worker/encoder/nearest.ts'
import { Engines } from '../../electron/worker/engines.ts'
import { languageOf } from '../../electron/worker/languages/languageOf.ts'
import { parseQuestions } from '../../electron/worker/testing/questions.ts'

export interface Suite {
  name: string
  /** What its questions are asked in; the manual is imported in it. */
  language: LanguageTag
  pdf: string
  questions: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Cosine above which a sentence of ours and a question say the same: "will it rain tomorrow", "will it rain on Sunday". */
const sameQuestion = 0.7

/** Each folder has questions/NAME.csv; manuals/NAME.pdf may lie in any of them. The sample manual always comes first. */
export async function suitesIn(given: readonly string[]): Promise<Suite[]> {
  const folders = given.length > 0 ? given : [join(root, '../shared/data')]
  const sample = join(root, 'assets/sample')
  const suites = [await suiteOf(join(sample, 'questions.csv'), join(sample, 'manual.pdf'), 'sample')]
  for (const folder of folders) {
    if (!existsSync(folder)) console.error(`${folder} is not there`)
    const files = await readdir(join(folder, 'questions')).catch(() => [])
    for (const file of files.filter((name) => name.endsWith('.csv')).sort()) {
      const name = basename(file, '.csv')
      const pdf = folders.map((other) => join(other, 'manuals', `${name}.pdf`)).find((path) => existsSync(path))
      if (pdf === undefined) console.error(`${file}: no manuals/${name}.pdf in these folders`)
      else suites.push(await suiteOf(join(folder, 'questions', file), pdf, name))
    }
  }
  return suites
}

async function suiteOf(questions: string, pdf: string, name: string): Promise<Suite> {
  const asked = parseQuestions(await readFile(questions, 'utf8'), basename(questions))
  const language = languageOf(asked.map(({ text }) => text).join('\n')) ?? 'en'
  return { name, language, pdf, questions }
}

/** Writes our background without what the suites must refuse, and our paraphrases without what they ask, as a languages folder. Once a run. */
export async function holdOut(suites: readonly Suite[], folder: string): Promise<void> {
  const engines = new Engines(environmentOfCheckout())
  try {
    const asked = await questionsIn(suites, engines)
    // A language with a glossary gets the sentences of English too, so its questions count there.
    for (const language of new Set(['en', ...suites.map((suite) => suite.language)]))
      await holdOutLanguage(language, asked, { engines, folder: join(folder, language) })
  } finally {
    await engines.close()
  }
}

interface Asked {
  vector: Float32Array
  mustRefuse: boolean
}

/** All of them, as the encoder reads their languages. */
async function questionsIn(suites: readonly Suite[], engines: Engines): Promise<Asked[]> {
  const encoder = await engines.encoder('minilm')
  const all: Asked[] = []
  for (const { language, questions } of suites) {
    const { encoderText = asItIs } = await engines.sentences(language)
    const parsed = parseQuestions(await readFile(questions, 'utf8'), basename(questions))
    for (const { text, expect } of parsed)
      all.push({ vector: await encoder.encode([encoderText(text)]), mustRefuse: expect.length === 0 })
  }
  return all
}

const asItIs = (text: string): string => text

async function holdOutLanguage(
  language: LanguageTag,
  asked: readonly Asked[],
  { engines, folder }: { engines: Engines; folder: string },
): Promise<void> {
  const refused = asked.filter(({ mustRefuse }) => mustRefuse)
  const encoder = await engines.encoder('minilm')
  const { encoderText = asItIs } = await engines.sentences(language)
  const unlike = sentencesUnlike(encoder, encoderText)
  const paraphrases = await engines.paraphrases(language)
  const background = await unlike(refused, await engines.background(language))
  const said = new Set(
    await unlike(
      asked,
      paraphrases.flatMap(({ spoken }) => spoken),
    ),
  )
  const kept = new Set(
    await unlike(
      refused,
      paraphrases.flatMap(({ printed }) => printed),
    ),
  )
  const entries = paraphrases.flatMap(({ intent, printed, spoken }) => [
    `${intent} ${printed.filter((text) => kept.has(text)).join(' / ')}`,
    `  ${spoken.filter((text) => said.has(text)).join(' / ')}`,
  ])
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'background.txt'), background.join('\n'))
  await writeFile(
    join(folder, 'names.txt'),
    (await engines.names(language)).map((names) => names.join(' / ')).join('\n'),
  )
  await writeFile(join(folder, 'paraphrases.txt'), entries.join('\n'))
  const glossary = join(engines.environment.languagesFolder, language, 'glossary.txt')
  if (existsSync(glossary)) await copyFile(glossary, join(folder, 'glossary.txt'))
}

/** Those of our sentences that are no question of the suites in other words. */
const sentencesUnlike =
  (encoder: Encoder, encoderText: (text: string) => string) =>
  async (asked: readonly Asked[], ours: readonly string[]): Promise<string[]> => {
    const questions = Float32Array.from(asked.flatMap(({ vector }) => [...vector]))
    const vectors = await encoder.encode(ours.map(encoderText))
    const cosines = await nearest(vectors, questions, encoder.dim)
    return ours.filter((_, row) => (cosines[row] ?? -1) < sameQuestion)
  }
