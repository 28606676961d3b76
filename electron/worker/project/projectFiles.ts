// Project <-> the text files of its folder, so that a person can read, diff and merge it in git.
// Example: project.json (settings, manuals), topics/descaling.json (one topic a file), manuals/d60.pdf (bytes, written at import).
// Trap: topic order is a property of the manual, not of file names: project.json keeps the list of ids.

import * as v from 'valibot'
import type { Project, Topic, ManualFormat } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { slug } from '../../../shared/ids.ts'
import { manualSchema, projectSettingsSchema, topicIdSchema, topicSchema } from '../../../shared/schemas.ts'
import { projectFormatVersion } from './migrations.ts'
import type { TextFiles } from './migrations.ts'

/** More than any manual has; stops a hostile folder early. */
export const maxTopics = 20_000

const projectJsonSchema = v.object({
  formatVersion: v.literal(projectFormatVersion),
  settings: projectSettingsSchema,
  manuals: v.pipe(v.array(manualSchema), v.maxLength(200)),
  topicOrder: v.pipe(v.array(topicIdSchema), v.maxLength(maxTopics)),
})

export const ignoredByGit = '.cache/\n.journal/\n.backup/\n'
/** A folder can't be double-clicked to open in an app; this file can, and means the folder that it lies in. */
export const doorFile = (name: string): readonly [path: string, content: string] => [
  `${slug(name)}.plainspoken`,
  'Open this file with Plainspoken: it opens the project in this folder.\n',
]
const endings = { pdf: 'pdf', dita: 'dita.json', iirds: 'iirds' } as const
export const manualPath = ({ id, format = 'pdf' }: { id: string; format?: ManualFormat }): string =>
  `manuals/${id}.${endings[format]}`
export const topicPath = (topic: { id: string }): string => `topics/${topic.id}.json`

/** Every text file of a project: path -> content. */
export const filesFromProject = (project: Project): Map<string, string> =>
  new Map([
    ['project.json', projectJson(project)],
    ...project.topics.map((topic) => [topicPath(topic), json(topic)] as const),
  ])

/** What makes a folder that holds `before` one that holds `after`; null removes. Topics are never changed in place: the same one has the same text. */
export function changedFiles(before: Project, after: Project): Map<string, string | null> {
  const changes = new Map<string, string | null>()
  const was = new Map(before.topics.map((topic) => [topicPath(topic), topic]))
  const now = new Map(after.topics.map((topic) => [topicPath(topic), topic]))
  if (projectJson(before) !== projectJson(after)) changes.set('project.json', projectJson(after))
  for (const [path, topic] of now) {
    const known = was.get(path)
    if (known !== topic && (!known || json(known) !== json(topic))) changes.set(path, json(topic))
  }
  for (const path of was.keys()) if (!now.has(path)) changes.set(path, null)
  return changes
}

const projectJson = ({ formatVersion, settings, manuals, topics }: Project): string =>
  json({ formatVersion, settings, manuals, topicOrder: topics.map(({ id }) => id) })

/** The reverse, of files in the format of now. Errors: project-damaged (with the file and what is wrong in it). */
export function projectFromFiles(files: TextFiles): Project {
  const { topicOrder, ...rest } = parseFile(projectJsonSchema, 'project.json', files)
  return { ...rest, topics: topicsIn(files, topicOrder) }
}

/** Topics in the order of project.json; a file that the list does not know (merged in by git) comes last, by name. */
function topicsIn(files: TextFiles, order: readonly string[]): Topic[] {
  const present = [...files.keys()].filter(isTopicPath).map((path) => path.slice('topics/'.length, -'.json'.length))
  const known = new Set(present)
  const listed = new Set(order.filter((id) => known.has(id)))
  const extra = present.filter((id) => !listed.has(id)).sort()
  return [...listed, ...extra].map((id) => topicIn(files, id))
}

export const isTopicPath = (path: string): boolean => path.startsWith('topics/') && path.endsWith('.json')

function topicIn(files: TextFiles, id: string): Topic {
  const path = topicPath({ id })
  const topic = parseFile(topicSchema, path, files)
  if (topic.id !== id) throw new AppError('project-damaged', { file: path, reason: `its id is ${topic.id}` })
  return topic
}

function parseFile<Schema extends v.GenericSchema>(
  schema: Schema,
  file: string,
  files: TextFiles,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, parseJson(file, files.get(file) ?? ''))
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  const reason = issue.received === 'undefined' ? 'is missing' : issue.message
  throw new AppError('project-damaged', { file, reason: `${v.getDotPath(issue) ?? 'content'}: ${reason}` })
}

function parseJson(file: string, text: string): unknown {
  if (/^<{7} /m.test(text)) throw new AppError('project-damaged', { file, reason: 'it has merge conflicts of git' })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('project-damaged', { file, reason: error instanceof Error ? error.message : 'not JSON' })
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
