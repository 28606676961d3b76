// Table rows -> for each table whose columns are in different languages, the language of each column. Such a row becomes one row a language,
// with the columns that have no language of their own (codes, symbols); what is left with one cell is text in columns, not a table.
// Example: "E15 | Close the tap. | Hahn schließen." -> en: "E15 | Close the tap.", de: "E15 | Hahn schließen."
// Trap: a column of dishes or programme names hints at a language by chance: a column is told by all its rows, with a clear lead.

import type { Block, LanguageTag, TableRowBlock } from '../../../shared/domain.ts'
import { markerOf } from '../blocks/markers.ts'
import { languageOf } from './languageOf.ts'

export type ColumnLanguages = readonly (LanguageTag | null)[]

/** By table; tables in one language are not in it. */
export function parallelTables(
  blocks: readonly Block[],
  languages: readonly LanguageTag[],
): ReadonlyMap<string, ColumnLanguages> {
  const rowsByTable = new Map<string, TableRowBlock[]>()
  for (const block of blocks)
    if (block.kind === 'table-row') rowsByTable.set(block.table, [...(rowsByTable.get(block.table) ?? []), block])
  const found = new Map<string, ColumnLanguages>()
  for (const [table, rows] of rowsByTable) {
    const columns = languagesOfColumns(rows).map((tag) => (tag !== null && languages.includes(tag) ? tag : null))
    if (new Set(columns.filter((tag) => tag !== null)).size > 1) found.set(table, columns)
  }
  return found
}

function languagesOfColumns(rows: readonly TableRowBlock[]): (LanguageTag | null)[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  const header = rows.find((row) => row.header.length > 0)?.header ?? []
  return Array.from({ length: width }, (_, column) =>
    languageOf([header[column] ?? '', ...rows.map(({ cells }) => cells[column]?.text ?? '')].join('\n')),
  )
}

/** The row as each of the languages says it. */
export function rowsByLanguage(row: TableRowBlock, columns: ColumnLanguages): Block[] {
  const tags = [...new Set(columns.filter((tag) => tag !== null))]
  return tags.flatMap((language) => {
    const isOf = (_: unknown, column: number): boolean =>
      columns[column] === language || (columns[column] ?? null) === null
    const cells = row.cells.filter(isOf)
    const text = cells
      .map((cell) => cell.text)
      .filter((words) => words !== '')
      .join(' ')
    if (text === '') return []
    const own: TableRowBlock = {
      ...row,
      language,
      table: `${row.table}-${language}`,
      header: row.header.filter(isOf),
      cells,
      text,
    }
    return cells.length === 1 ? textOfCell(own) : [own]
  })
}

function textOfCell({ cells, page, language }: TableRowBlock): Block[] {
  return cells.flatMap(({ parts, box }) =>
    parts.map((part): Block => {
      const base = { page, box, ...(language !== undefined && { language }) }
      const marked = markerOf(part)
      switch (marked?.kind) {
        case 'step':
          if (marked.isBare) return { ...base, kind: 'paragraph', text: part } // "2 hours"
          return { ...base, kind: 'step', marker: marked.marker, ordinal: marked.ordinal, text: marked.rest }
        case 'bullet':
          return { ...base, kind: 'bullet', level: 1, text: marked.rest }
        case undefined:
          return { ...base, kind: 'paragraph', text: part }
      }
    }),
  )
}
