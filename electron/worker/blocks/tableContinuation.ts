// Passages of the whole manual -> an id per table; a table that goes on after a page or column break keeps its id and header.
// Example: troubleshooting on pages 12 and 13, header printed on 12 only -> rows of both with table "t12-1" and the header of 12.
// Trap: two tables may follow each other with the same columns; a heading or text between them makes the second a new one.

import type { Passage } from './passages.ts'
import type { Table } from './tables.ts'

export function tablesContinued(passages: readonly Passage[]): Map<Table, string> {
  const ids = new Map<Table, string>()
  let open: Table | null = null
  for (const passage of passages) {
    if (passage.kind !== 'table') {
      open = null
      continue
    }
    const { table } = passage
    if (open && goesOn(open, table)) {
      ids.set(table, ids.get(open) ?? '')
      if (table.header.length === 0) table.header = open.header
    } else {
      const onPage = [...ids.keys()].filter((other) => other.page === table.page).length
      ids.set(table, `t${table.page}-${onPage + 1}`)
    }
    open = table
  }
  return ids
}

function goesOn(open: Table, next: Table): boolean {
  if (open.columns.length !== next.columns.length) return false
  const isSameHeader = next.header.join() === open.header.join()
  return next.header.length === 0 || isSameHeader
}
