// Passages of the whole manual -> an id per table; a table that goes on after a page or column break keeps its id and header.
// Example: troubleshooting on pages 12 and 13, header printed on 12 only -> rows of both with table "t12-1" and the header of 12.
// Trap: two tables may follow each other with the same columns; a heading or text between them makes the second a new one.

import { right } from './geometry.ts'
import type { Passage } from './passages.ts'
import type { Table } from './tables.ts'

export function tablesContinued(passages: readonly Passage[]): Map<Table, string> {
  const ids = new Map<Table, string>()
  let open: Table | null = null
  let headed: Table | null = null // the last whose names are printed, nothing but tables since
  for (const passage of passages) {
    if (passage.kind !== 'table') {
      open = headed = null
      continue
    }
    const { table } = passage
    if (open) nameAlike(open, table)
    if (open && goesOn(open, table)) {
      ids.set(table, ids.get(open) ?? '')
      if (table.header.length === 0) table.header = open.header
    } else {
      const onPage = [...ids.keys()].filter((other) => other.page === table.page).length
      ids.set(table, `t${table.page}-${onPage + 1}`)
    }
    if (headed && table.header.length === 0) table.header = namesFrom(headed, table)
    else if (table.header.some((name) => name !== '')) headed = table
    fillDown(table, open)
    open = table
  }
  return ids
}

/** Groups of rows with white between them stand under one row of names; a group may divide a column. Empty where the columns differ. */
function namesFrom(headed: Table, { columns, box }: Table): string[] {
  const isOne = (a: number, b: number): boolean => Math.abs(a - b) < 5
  const isUnder = isOne(right(headed.box), right(box)) && headed.columns.every((x) => columns.some((y) => isOne(x, y)))
  return isUnder ? columns.map((x) => headed.header[headed.columns.findLastIndex((y) => y < x + 5)] ?? '') : []
}

/** An empty symptom or code stands for the one above it; on a new page for the last one of the page before. */
function fillDown(table: Table, before: Table | null): void {
  if (!isKey(table.header[0])) return
  let above = before?.rows.at(-1)?.cells[0]
  for (const row of table.rows) {
    const [first, ...others] = row.cells
    const isEmpty = first?.text === '' && others.some((cell) => cell.text !== '')
    if (isEmpty && above && !row.isTitle) row.cells[0] = above
    else above = first
  }
}

const isKey = (header: string | undefined): boolean =>
  /problem|symptom|fault|trouble|error|code|fehler|störung|anzeige|problème|panne|défaut|guasto|anomalia|inconvenient|avería|síntoma|fallo/i.test(
    header ?? '',
  )

/** A first row that is printed again on the next page names the columns, however plainly it is set. */
function nameAlike(open: Table, next: Table): void {
  const [first, again] = [open, next].map(({ header, rows }) =>
    header.length > 0 ? header : (rows[0]?.cells.map(({ text }) => text) ?? []),
  )
  if (!first || first.length < 2 || first.join() !== again?.join() || first.some((name) => name === '')) return
  for (const table of [open, next]) {
    if (table.header.length > 0 || table.rows.length < 2) continue
    table.header = first
    table.rows.shift()
  }
}

function goesOn(open: Table, next: Table): boolean {
  if (open.columns.length !== next.columns.length) return false
  const isSameHeader = next.header.join() === open.header.join()
  return next.header.length === 0 || isSameHeader
}
