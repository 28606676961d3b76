// Blocks that a person picked on a page -> one topic, made as at import: steps in order, hazards first, phrases from the title.
// Example: a heading and its 3 steps -> "Descaling" with 3 steps; a lone paragraph -> a topic that is called by its first words.
// Trap: a picked table makes a topic a row at import; the person asked for one, so they are put together.

import type { Block, LanguageTag, PageBlocks, Project, Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ManualId } from '../../../shared/ids.ts'
import { topicsFromBlocks } from '../pipeline/topicsFromBlocks.ts'
import { merged } from './editing.ts'
import { freeId } from './emptyTopic.ts'
import type { Lexicon } from './spokenText/pronounce.ts'

const longestTitle = 60

export interface Picked {
  manual: ManualId
  page: PageBlocks
  /** Places in page.blocks. */
  blocks: readonly number[]
  language: LanguageTag
  lexicon: Lexicon
}

/** Errors: topic-not-found where the blocks hold nothing that can be said. */
export function topicFromPlace(project: Pick<Project, 'topics'>, { page, blocks, ...options }: Picked): Topic {
  const picked = blocks.flatMap((at) => page.blocks[at] ?? [])
  const headed = picked.some(({ kind }) => kind === 'heading') ? picked : [headingOf(picked), ...picked]
  const [first, ...others] = topicsFromBlocks([{ ...page, blocks: headed }], options)
  if (!first) throw new AppError('topic-not-found', { topic: `page ${page.page}` })
  const topic = others.reduce(merged, first)
  return { ...topic, id: freeId(project, topic.title), isAuthored: true }
}

/** The first words, for a person to change. */
function headingOf(picked: readonly Block[]): Block {
  const [first] = picked
  if (!first) throw new AppError('topic-not-found', { topic: '' })
  const words = (first.kind === 'hazard' ? first.message : first.text).split(/(?<=[.!?:])\s/u)[0] ?? first.text
  const text = words.length > longestTitle ? `${words.slice(0, longestTitle).replace(/\s+\S*$/u, '')}…` : words
  return { kind: 'heading', level: 1, text: text.replace(/[.:]$/, ''), page: first.page, box: first.box }
}
