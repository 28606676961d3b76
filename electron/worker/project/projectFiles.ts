// Project <-> the text files of its folder, so that a person can read, diff and merge it in git.
// Example: project.json (settings, manuals), topics/descaling.json (one topic a file), manuals/d60.pdf (bytes, written at import).
// Trap: topic order is a property of the manual, not of file names: project.json keeps the list of ids.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Project, Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { manualSchema, projectSettingsSchema, topicIdSchema, topicSchema } from '../../../shared/schemas.ts'

/** Version of the folder's layout. Raise it with a migration in this file. */
export const projectFormatVersion = 1
/** More than any manual has; stops a hostile folder early. */
const maxTopics = 20_000

const projectJsonSchema = v.object({
  formatVersion: v.literal(projectFormatVersion),
  settings: projectSettingsSchema,
  manuals: v.pipe(v.array(manualSchema), v.maxLength(200)),
  topicOrder: v.pipe(v.array(topicIdSchema), v.maxLength(maxTopics)),
})

export const manualPath = (manual: { id: string }): string => `manuals/${manual.id}.pdf`
export const topicPath = (topic: { id: string }): string => `topics/${topic.id}.json`

/** Every text file of a project: path -> content. Comparing two of these gives the files to write. */
export function filesFromProject(project: Project): Map<string, string> {
  const { formatVersion, settings, manuals, topics } = project
  const files = new Map([
    ['project.json', json({ formatVersion, settings, manuals, topicOrder: topics.map(({ id }) => id) })],
  ])
  for (const topic of topics) files.set(topicPath(topic), json(topic))
  return files
}

/** Errors: project-not-found, project-newer-version, project-damaged (with the file and what is wrong in it). */
export async function readProject(folder: string): Promise<Project> {
  const text = await readFile(join(folder, 'project.json'), 'utf8').catch(() => null)
  if (text === null) throw new AppError('project-not-found', { folder })
  const found = parseJson('project.json', text)
  refuseNewer(found)
  const { topicOrder, ...rest } = parseFile(projectJsonSchema, 'project.json', found)
  return { ...rest, topics: await readTopics(folder, topicOrder) }
}

/** Topics in the order of project.json; a file that the list does not know (merged in by git) comes last, by name. */
async function readTopics(folder: string, order: readonly string[]): Promise<Topic[]> {
  const names = await readdir(join(folder, 'topics')).catch(() => [])
  const present = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
  if (present.length > maxTopics) throw new AppError('project-damaged', { file: 'topics/', reason: 'too many files' })
  const known = new Set(present)
  const listed = order.filter((id) => known.has(id))
  const listedSet = new Set(listed)
  const extra = present.filter((id) => !listedSet.has(id)).sort()
  const topics: Topic[] = []
  for (const id of [...listed, ...extra]) topics.push(await readTopic(folder, id))
  return topics
}

async function readTopic(folder: string, id: string): Promise<Topic> {
  const path = topicPath({ id })
  const topic = parseFile(topicSchema, path, parseJson(path, await readFile(join(folder, path), 'utf8')))
  if (topic.id !== id) throw new AppError('project-damaged', { file: path, reason: `its id is ${topic.id}` })
  return topic
}

function refuseNewer(found: unknown): void {
  const versioned = v.safeParse(v.object({ formatVersion: v.number() }), found)
  if (versioned.success && versioned.output.formatVersion > projectFormatVersion)
    throw new AppError('project-newer-version', {
      version: versioned.output.formatVersion,
      supported: projectFormatVersion,
    })
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('project-damaged', { file, reason: error instanceof Error ? error.message : 'not JSON' })
  }
}

function parseFile<Schema extends v.GenericSchema>(
  schema: Schema,
  file: string,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  const reason = issue.received === 'undefined' ? 'is missing' : issue.message
  throw new AppError('project-damaged', { file, reason: `${v.getDotPath(issue) ?? 'content'}: ${reason}` })
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
