// The user's folder + our sample manual -> the sample project, made once and the person's from then on.
// Trap: the app may be killed while the manual is read. The questions are written last: a sample without them is not finished.

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import type { Environment } from '../environment.ts'
import { importManual } from '../importing/importManual.ts'
import { commitFiles } from '../project/journal.ts'
import { ProjectStore } from '../project/projectStore.ts'
import { readIfRegular } from '../project/regularFile.ts'

const settings = { name: 'Sample dishwasher', language: 'en', target: 'sl2610-linux', ranking: {} }
const questionsPath = 'questions/sample.csv'

export async function openSample(
  userFolder: string,
  { sampleFolder, modelsFolder }: Pick<Environment, 'sampleFolder' | 'modelsFolder'>,
  work: Work,
): Promise<ProjectStore> {
  const folder = join(userFolder, 'sample')
  const isThere = async (path: string): Promise<boolean> => (await readIfRegular(join(folder, path))) !== ''
  await mkdir(userFolder, { recursive: true })
  const store = (await isThere('project.json'))
    ? await ProjectStore.open(folder)
    : await ProjectStore.create(folder, settings)
  const hasTopics = store.project.topics.length > 0 // of a person who took the questions away
  if (hasTopics || (await isThere(questionsPath))) return store
  const bytes = new Uint8Array(await readFile(join(sampleFolder, 'manual.pdf')))
  await importManual(store, { bytes, fileName: 'manual.pdf', modelsFolder }, work)
  await commitFiles(folder, new Map([[questionsPath, await readFile(join(sampleFolder, 'questions.csv'))]]))
  return store
}
