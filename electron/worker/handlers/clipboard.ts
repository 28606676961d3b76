// Handlers of clipboard.*: topics from one project into another. They are kept in the user's folder, so that one project may be closed
// before the other is opened. Example: clipboard.copy { ids: ['descaling'] }, open another project, clipboard.paste -> its new ids.
// Trap: a topic's places are in manuals of the project it came from. They go with it only where the other has the very same PDF.

import { join } from 'node:path'
import * as v from 'valibot'
import type { Project, Source, Topic } from '../../../shared/domain.ts'
import { manualSchema, topicSchema } from '../../../shared/schemas.ts'
import type { HandlersOf } from '../handlers.ts'
import { freeId } from '../topics/emptyTopic.ts'
import { withNewText } from '../topics/editions.ts'
import { unsigned } from '../topics/signOff.ts'
import { jsonFile } from '../user/jsonFile.ts'
import type { Workspace } from '../workspace.ts'
import { topicOf } from './topics.ts'

const copiedSchema = v.object({ topics: v.array(topicSchema), manuals: v.array(manualSchema) })
type Copied = v.InferOutput<typeof copiedSchema>

export function clipboardHandlers(workspace: Workspace, userFolder: string): HandlersOf<'clipboard'> {
  const file = jsonFile<Copied>(join(userFolder, 'clipboard.json'), copiedSchema, { topics: [], manuals: [] })
  return {
    'clipboard.copy': async ({ ids }) => {
      const { project } = workspace.store
      await file.write({ topics: ids.map((id) => topicOf(project, id)), manuals: project.manuals })
      return { count: ids.length }
    },
    'clipboard.paste': async () => {
      const copied = await file.read()
      if (copied.topics.length === 0) return { ids: [] }
      let pasted: Topic[] = []
      await workspace.change({ code: 'paste-topics', details: {} }, (project) => {
        pasted = pastedInto(project, copied)
        return { ...project, topics: [...pasted, ...project.topics] }
      })
      return { ids: pasted.map(({ id }) => id) }
    },
  }
}

/** Nobody has read them beside this project's manual: they come as drafts of the author's own, which a re-import leaves alone. */
function pastedInto(project: Project, { topics, manuals }: Copied): Topic[] {
  const isHere = ({ manual }: Source): boolean => {
    const sha256 = manuals.find(({ id }) => id === manual)?.sha256
    return project.manuals.some((own) => own.id === manual && own.sha256 === sha256)
  }
  const placed = <Part extends { sources: Source[] }>(part: Part): Part => ({
    ...part,
    sources: part.sources.filter(isHere),
  })
  const pasted: Topic[] = []
  for (const topic of topics) {
    const id = freeId({ topics: [...pasted, ...project.topics] }, topic.title)
    const { hazards, steps } = topic
    pasted.push({
      ...placed(withNewText(unsigned(topic))),
      id,
      hazards: hazards.map(placed),
      steps: steps.map(placed),
      isAuthored: true,
    })
  }
  return pasted
}
