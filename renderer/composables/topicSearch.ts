// TopicRow[] + what is looked for -> the rows that match. All words must occur in title, chapter or id, whatever their case and accents.
// Example: matching(rows, { text: 'filter clean', kind: 'all', findings: 'any' }) keeps "Cleaning the filters".

import type { TopicKind } from '../../shared/domain.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'

export interface TopicFilter {
  text: string
  kind: TopicKind | 'all'
  findings: 'any' | 'with' | 'without'
}

export function matching(rows: readonly TopicRow[], { text, kind, findings }: TopicFilter): TopicRow[] {
  const words = folded(text).split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (kind !== 'all' && row.kind !== kind) return false
    if (findings !== 'any' && row.findingCount > 0 !== (findings === 'with')) return false
    const haystack = folded([row.title, ...row.chapter, row.id].join(' '))
    return words.every((word) => haystack.includes(word))
  })
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
