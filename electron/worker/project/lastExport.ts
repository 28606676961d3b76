// Project -> what was said at an export (exports/last.json), and what has changed since, topic by topic and line by line.
// Example: a step reworded since -> { id, title, kind: 'changed', lines: [{ kind: 'gone', text: 'old' }, { kind: 'new', text: 'new' }] }.

import { join } from 'node:path'
import * as v from 'valibot'
import type { ByWhom, Project, Topic } from '../../../shared/domain.ts'
import { topicIdSchema } from '../../../shared/schemas.ts'
import type { ChangesSinceExport } from '../../../shared/ipc/contract.ts'
import { commitFiles } from './journal.ts'
import { readIfRegular } from './regularFile.ts'

const text = v.string()
const lastExportSchema = v.object({
  at: text,
  by: text,
  target: text,
  sha256: text,
  topics: v.array(v.object({ id: topicIdSchema, title: text, lines: v.array(text) })),
})
type LastExport = v.InferOutput<typeof lastExportSchema>
type Lines = ChangesSinceExport['topics'][number]['lines']

const path = 'exports/last.json'

export async function rememberExport(
  folder: string,
  project: Project,
  facts: ByWhom & { target: string; sha256: string },
): Promise<void> {
  const last: LastExport = { ...facts, topics: said(project) }
  await commitFiles(folder, new Map([[path, `${JSON.stringify(last, null, 2)}\n`]]))
}

/** Null where nothing was exported yet. */
export async function changesSinceExport(folder: string, project: Project): Promise<ChangesSinceExport | null> {
  const found = await readIfRegular(join(folder, path))
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lastExportSchema), found)
  if (!parsed.success) return null
  const { topics: was, ...facts } = parsed.output
  const wasById = new Map(was.map((topic) => [topic.id, topic]))
  const now = said(project)
  const nowIds = new Set(now.map(({ id }) => id))
  const topics = [
    ...now.flatMap(({ id, title, lines }) => {
      const before = wasById.get(id)
      const kind = before ? ('changed' as const) : ('added' as const)
      const isSame = before && before.lines.join('\n') === lines.join('\n')
      return isSame ? [] : [{ id, title, kind, lines: difference(before?.lines ?? [], lines) }]
    }),
    ...was
      .filter(({ id }) => !nowIds.has(id))
      .map(({ id, title, lines }) => ({ id, title, kind: 'removed' as const, lines: difference(lines, []) })),
  ]
  return { ...facts, topics }
}

const said = ({ topics }: Project): LastExport['topics'] =>
  topics
    .filter(({ isSpoken }) => isSpoken)
    .map((topic) => ({ id: topic.id, title: topic.title, lines: linesOf(topic) }))

const linesOf = ({ title, hazards, steps, phrases }: Topic): string[] => [
  title,
  ...phrases.map((phrase) => `? ${phrase.text}`),
  ...[...hazards, ...steps.filter(({ isLeftOut }) => !isLeftOut)].map(({ spoken }) => spoken),
]

/** Lines that went and lines that came, in order; what both have is left out, it is not what changed. */
function difference(before: readonly string[], after: readonly string[]): Lines {
  const [was, now] = [new Set(before), new Set(after)]
  return [
    ...before.filter((line) => !now.has(line)).map((line) => ({ kind: 'gone' as const, text: line })),
    ...after.filter((line) => !was.has(line)).map((line) => ({ kind: 'new' as const, text: line })),
  ]
}
