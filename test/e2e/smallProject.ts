// Titles -> a project folder with a topic each, made without a manual: for tests of the list and of what is done to topics.
// Example: const folder = await smallProject(join(parent, 'oven'), ['Cleaning', 'Descaling']) -> topics cleaning.json, descaling.json.

import { mkdir } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Project, Topic } from '../../shared/domain.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { emptyTopic } from '../../electron/worker/topics/emptyTopic.ts'

export async function smallProject(folder: string, titles: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true })
  const settings = { name: basename(folder), language: 'en', target: 'sl2610-linux', ranking: {} }
  const store = await ProjectStore.create(folder, settings)
  await store.apply({ code: 'add-topic', details: { title: titles.join(', ') } }, (project) => ({
    ...project,
    topics: titles.reduce<Topic[]>((topics, title) => [...topics, spokenTopic({ topics }, title)], []),
  }))
  return folder
}

function spokenTopic(project: Pick<Project, 'topics'>, title: string): Topic {
  const written = `${title} takes ten minutes.`
  return { ...emptyTopic(project, title, 'en'), steps: [{ written, spoken: written, isEdited: false, sources: [] }] }
}
