// Drafts -> ids that stay the same when pages move: from the title; where that is taken, with the chapter before it; then with a number.
// Example: two sections "Cleaning" -> "cleaning" and "coffee-grinder-cleaning"; error code E15 -> "error-e15".

import { slug, topicId } from '../../../shared/ids.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { Draft } from './draft.ts'

const longest = 48

export function topicIds(drafts: readonly Draft[]): TopicId[] {
  const taken = new Set<string>()
  return drafts.map((draft) => {
    const id =
      candidatesOf(draft).find((candidate) => !taken.has(candidate)) ??
      numbered(candidatesOf(draft)[0] ?? 'topic', taken)
    taken.add(id)
    return topicId(id)
  })
}

function candidatesOf({ title, chapter, codes, id }: Draft): string[] {
  const [code] = codes
  if (id !== undefined) return [cut(slug(id, 200))]
  const own = code === undefined ? cut(slug(title, 200)) : `error-${slug(code, 20)}`
  const parent = chapter.at(-1)
  return parent === undefined ? [own] : [own, cut(`${slug(parent, 24)}-${own}`)]
}

/** At most `longest` characters, at a word's end where there is one. */
function cut(id: string): string {
  if (id.length <= longest) return id
  const head = id.slice(0, longest)
  const end = head.lastIndexOf('-')
  return end > longest / 2 ? head.slice(0, end) : head
}

function numbered(id: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`
}
