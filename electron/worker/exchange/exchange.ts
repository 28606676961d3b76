// Project -> a file for translators or reviewers; such a file -> the project with their texts. The one way of window and CLI.
// Example: await exportTexts(project, { file: 'd60.xlf', language: 'de' }); …; await importTexts(store, { file: 'd60.xlf', language: 'en' })
// Trap: a text is only taken where its source is still what the topic says; the others are counted, never guessed.

import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Project } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TextsReport } from '../../../shared/ipc/contract.ts'
import { writeFileWhole } from '../files/writeWhole.ts'
import type { ProjectStore } from '../project/projectStore.ts'
import { csvFromTopics, textsFromCsv } from './csv.ts'
import { retold } from './textUnits.ts'
import type { Translated } from './textUnits.ts'
import { textsFromXliff, xliffFromTopics } from './xliff.ts'
import type { TranslatedTexts } from './xliff.ts'

const largestBytes = 50_000_000

/** The extension says the format: .xlf, .xliff or .csv. `language`: that of the translation. Errors: usage, file-not-writable, disk-full. */
export async function exportTexts(
  project: Project,
  { file, language }: { file: string; language: string },
): Promise<void> {
  const { topics, settings } = project
  const languages = { source: settings.language, target: language }
  const text = isCsv(file) ? csvFromTopics(topics) : xliffFromTopics(topics, languages)
  await writeFileWhole(file, text)
}

/** `language`: of a CSV, which does not say. One step of undo. Errors: file-not-found, texts-file-invalid. */
export async function importTexts(
  store: ProjectStore,
  { file, language }: { file: string; language: string },
): Promise<TextsReport> {
  const name = basename(file)
  const text = await readText(file)
  const found = isCsv(file) ? textsFromCsv(text, name, language) : textsFromXliff(text, name)
  let report: TextsReport = { taken: 0, stale: 0, unknown: 0, topicCount: 0, language: found.language }
  await store.apply({ code: 'import-texts', details: { file: name } }, (project) => {
    const next = projectRetold(project, found)
    report = next.report
    return next.project
  })
  return report
}

function projectRetold(
  project: Project,
  { texts, language }: TranslatedTexts,
): { project: Project; report: TextsReport } {
  const byTopic = new Map<string, Translated[]>()
  for (const text of texts) byTopic.set(text.topic, [...(byTopic.get(text.topic) ?? []), text])
  const known = new Set<string>(project.topics.map(({ id }) => id))
  const report: TextsReport = { taken: 0, stale: 0, unknown: 0, topicCount: 0, language }
  report.unknown = texts.filter(({ topic }) => !known.has(topic)).length
  const topics = project.topics.map((topic) => {
    const { taken, stale, ...after } = retold(topic, byTopic.get(topic.id) ?? [], language)
    report.taken += taken
    report.stale += stale
    report.topicCount += Number(after.topic !== topic)
    return after.topic
  })
  if (report.topicCount === 0) return { project, report }
  const isAllInLanguage = topics.every((topic) => topic.language === language)
  const settings = isAllInLanguage ? { ...project.settings, language } : project.settings
  return { project: { ...project, settings, topics }, report }
}

async function readText(file: string): Promise<string> {
  const handle = await open(file).catch(() => {
    throw new AppError('file-not-found', { file: basename(file) })
  })
  try {
    if ((await handle.stat()).size > largestBytes)
      throw new AppError('texts-file-invalid', { file: basename(file), reason: 'it is larger than 50 MB' })
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new AppError('texts-file-invalid', { file: basename(file), reason: 'it is not UTF-8' })
  } finally {
    await handle.close()
  }
}

const isCsv = (file: string): boolean => extname(file).toLowerCase() === '.csv'
