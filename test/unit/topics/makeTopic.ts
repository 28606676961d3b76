// Written sentences -> a topic as an import makes it, with changes. Example: makeTopic(['Open it.'], { title: 'Door' }).

import type { Topic } from '../../../shared/domain.ts'
import { manualId, topicId } from '../../../shared/ids.ts'

export const source = { manual: manualId('d60'), page: 3, box: { x: 1, y: 2, width: 3, height: 4 } }

export const makeTopic = (written: readonly string[], changes: Partial<Topic> = {}): Topic => ({
  id: topicId('descaling'),
  kind: 'task',
  title: 'Descaling',
  language: 'en',
  chapter: ['Care'],
  phrases: [{ text: changes.title ?? 'Descaling', origin: 'title' }],
  hazards: [],
  steps: written.map((text) => ({ written: text, spoken: text, isEdited: false, sources: [source] })),
  isProcedure: true,
  codes: [],
  isSpoken: true,
  status: 'draft',
  sources: [source],
  ...changes,
})
