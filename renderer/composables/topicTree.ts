// TopicRow[] -> the lines of a tree by chapter, as they are drawn from top to bottom: chapters that are closed hide what is in them.
// Example: two topics under ["Care"] -> [{ kind: 'chapter', title: 'Care', level: 1, count: 2 }, topic at level 2, topic at level 2].
// A title that goes on from the line above ("Safety: …" under "Safety", or under another "Safety: …") is drawn without what it repeats: long
// chapters would be a column of the same words, cut off before they differ.
// Trap: a chapter stands where its first topic stands; topics that come back to it later are shown there too.

import type { TopicRow } from '../../shared/ipc/contract.ts'

interface Place {
  key: string
  level: number
  /** Among its siblings, from 1. */
  position: number
  siblings: number
  parent: string | null
}
export type TreeLine = Place &
  ({ kind: 'chapter'; title: string; count: number; isOpen: boolean } | { kind: 'topic'; row: TopicRow; rest: string })

interface Chapter {
  key: string
  title: string
  children: (Chapter | TopicRow)[]
}

export function treeLines(rows: readonly TopicRow[], closed: ReadonlySet<string>): TreeLine[] {
  return linesOf(chaptersOf(rows), closed, { level: 1, parent: null, above: '' })
}

/** Without chapters, in the order of the rows, each with its whole title: for what a search found, best first. */
export const flatLines = (rows: readonly TopicRow[]): TreeLine[] =>
  linesOf(rows, new Set(), { level: 1, parent: null, above: '' }).map((line) => ({ ...line, rest: '' }))

/** Key of a chapter by its headings, outermost first. */
export const chapterKey = (chapter: readonly string[]): string => `chapter ${JSON.stringify(chapter)}`

/** The chapters above a topic, outermost first. */
export const chapterKeysOf = ({ chapter }: TopicRow): string[] =>
  chapter.map((_, at) => chapterKey(chapter.slice(0, at + 1)))

function chaptersOf(rows: readonly TopicRow[]): Chapter['children'] {
  const top: Chapter = { key: '', title: '', children: [] }
  const byKey = new Map<string, Chapter>()
  for (const row of rows) {
    let above = top
    row.chapter.forEach((title, at) => {
      const key = chapterKey(row.chapter.slice(0, at + 1))
      const found = byKey.get(key) ?? { key, title, children: [] }
      if (!byKey.has(key)) {
        byKey.set(key, found)
        above.children.push(found)
      }
      above = found
    })
    above.children.push(row)
  }
  return top.children
}

function linesOf(
  children: readonly (Chapter | TopicRow)[],
  closed: ReadonlySet<string>,
  { level, parent, above }: Pick<Place, 'level' | 'parent'> & { above: string },
): TreeLine[] {
  return children.flatMap((child, at): TreeLine[] => {
    const place = { level, parent, position: at + 1, siblings: children.length }
    if (!('children' in child)) {
      const rest = restOf(child.title, children[at - 1]?.title ?? above)
      return [{ kind: 'topic', key: child.id, row: child, rest, ...place }]
    }
    const isOpen = !closed.has(child.key)
    const { key, title } = child
    const own: TreeLine = { kind: 'chapter', key, title, count: countOf(child), isOpen, ...place }
    return isOpen ? [own, ...linesOf(child.children, closed, { level: level + 1, parent: key, above: title })] : [own]
  })
}

const countOf = ({ children }: Chapter): number =>
  children.reduce((total, child) => total + ('children' in child ? countOf(child) : 1), 0)

/** What a title says beyond the line above it; '' where it repeats nothing. */
function restOf(title: string, above: string): string {
  const at = title.indexOf(': ')
  if (at <= 0) return ''
  const head = title.slice(0, at)
  return above === head || above.startsWith(`${head}: `) ? title.slice(at + 2) : ''
}
