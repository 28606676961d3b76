// Written sentences -> a topic as an import makes it, with changes. Example: makeTopic(['Open it.'], { title: 'Door' }).

import type { Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'

export const source = { manual: manualId('d60'), page: 3, box: { x: 1, y: 2, width: 3, height: 4 } }

export const makeTopic = (written: readonly string[], changes: Partial<Topic> = {}): Topic =>
  topicOf('descaling', {
    title: 'Descaling',
    chapter: ['Care'],
    steps: stepsOf(written, [source]),
    isProcedure: true,
    sources: [source],
    ...changes,
  })
