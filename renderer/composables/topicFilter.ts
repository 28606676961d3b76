// TopicRow[] + filter -> the rows that match. Example: matching(rows, { kind: 'all', status: 'draft', findings: 'any' }).
// `found`: ids of a search, best first, which then give the order; null where nothing is searched for.

import type { Topic, TopicKind } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'

export interface TopicFilter {
  kind: TopicKind | 'all'
  status: Topic['status'] | 'all'
  /** Any, with or without findings, with open comments, `for <reviewer>`, or the code of a finding. */
  findings: 'any' | 'with' | 'without' | 'comments' | (string & {})
}

export const forReviewer = 'for '

export function matching(
  rows: readonly TopicRow[],
  filter: TopicFilter,
  found: readonly TopicId[] | null = null,
): TopicRow[] {
  const rowById = found && new Map(rows.map((row) => [row.id, row]))
  const ordered = rowById ? found.flatMap((id) => rowById.get(id) ?? []) : rows
  return ordered.filter((row) => isShown(row, filter))
}

function isShown(row: TopicRow, { kind, status, findings }: TopicFilter): boolean {
  if (kind !== 'all' && row.kind !== kind) return false
  if (status !== 'all' && row.status !== status) return false
  if (findings === 'any') return true
  if (findings === 'with') return row.findingCount > 0
  if (findings === 'without') return row.findingCount === 0
  if (findings === 'comments') return row.openCommentCount > 0
  if (findings.startsWith(forReviewer)) return row.reviewer === findings.slice(forReviewer.length)
  return row.findingCodes.includes(findings)
}
