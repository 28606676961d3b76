// Rows of a table that is about nothing wrong -> one topic a row, so that "how long does Eco take" finds Eco and not the whole table.
// Example: header "Programme | Temperature | Duration", row "Eco | 55 °C | 3:15 h" -> "Eco: Temperature: 55 °C, Duration: 3:15 h".
// Traps: a table may lie on its side, programmes across and properties down; rows below each other may have one name.

import type { TableRowBlock } from '../../../shared/domain.ts'
import { signalOf } from '../blocks/hazards.ts'
import { placeOf } from './draft.ts'
import type { Draft, Place } from './draft.ts'
import type { Section } from './sections.ts'
import { titleOf } from './titles.ts'
import { isProgrammeColumn, isProperty } from './vocabulary.ts'

export const factDrafts = (rows: readonly TableRowBlock[], section: Section): Draft[] =>
  sameNamed(transposed(rows) ?? factsOfRows(rows)).flatMap((facts) => factsDraft(facts, section))

interface Facts {
  /** What they are about, as a person would say it: "Eco", "2 mugs", "Level 3". */
  name: string
  values: { column: string; text: string }[]
  places: Place[]
}

/** "Croissants | 2 | 25 secs" and "Croissants | 4 | 45 secs" below it are heard together, as two sentences of one topic. */
function sameNamed(all: readonly Facts[]): Facts[][] {
  const groups: Facts[][] = []
  for (const facts of all) {
    const last = groups.at(-1)
    if (last && last[0]?.name === facts.name && last.length < mostRowsHeard) last.push(facts)
    else groups.push([facts])
  }
  return groups
}

const mostRowsHeard = 8

/**
 * Where the first cell stands for several rows, the second is what a row is about: "Pizza, Frozen food, Fast cooking". A row with
 * nothing but a first cell is the title of those below it: "Small, Christmas puddings".
 */
function factsOfRows(rows: readonly TableRowBlock[]): Facts[] {
  let group = ''
  let title = ''
  const isNumbered = countsUp(rows)
  return rows.flatMap((row, at) => {
    const [first, second, ...others] = row.cells
    if (row.cells.length > 2 && row.cells.slice(1).every(({ text }) => text === '')) {
      title = titleOf((first?.text ?? '').split(/\s[-–—]\s/)[0] ?? '')
      return []
    }
    const isShared = [rows[at - 1], rows[at + 1]].some(
      (other) => first?.text !== '' && other?.cells[0]?.text === first?.text,
    )
    if (!first || !second || !isShared || !/\p{L}{3}/u.test(second.text)) {
      const label = first?.text ?? ''
      const name = counted(label, row.header[0] ?? '') ?? (isNumbered ? titleOf(label) : nameOf(label))
      return [{ ...factsOf(row), name: title === '' || name === '' ? name : `${name}, ${title}` }]
    }
    if (rows[at - 1]?.cells[0]?.text !== first.text) group = ''
    if (others.length > 0 && others.every(({ text }) => text === '')) {
      group = second.text
      return []
    }
    const own = [second.text, group, first.text.replace(/^\d{1,2}\s*(?=\p{Lu})/u, '')].filter(Boolean).join(', ')
    const { values, places } = factsOf(row)
    return [{ name: nameOf(own), values: values.slice(1), places }]
  })
}

/** Numbers of a legend stand for nothing that is heard; "2 mugs" is a name. */
const countsUp = (rows: readonly TableRowBlock[]): boolean =>
  rows.every(({ cells }, at) => new RegExp(`^\\D{0,2}${at + 1}(?!\\d)`).test(cells[0]?.text ?? ''))

/** "3" under "Level" is "Level 3"; numbers of positions are heard nowhere. */
const counted = (label: string, column: string): string | null =>
  /^\d{1,3}$/.test(label.trim()) && /^\p{L}{3,}$/u.test(column) && !/^(?:pos|item|number|nummer|ref)/iu.test(column)
    ? `${column} ${label.trim()}`
    : null

function nameOf(label: string): string {
  const [count = ''] = /^\d{1,3}\s+(?=\p{Ll})/u.exec(label) ?? []
  return count + titleOf(label.slice(count.length))
}

/** The first cell is what a row is about, the others are said with their column's name, without marks of footnotes. */
function factsOf(row: TableRowBlock): Omit<Facts, 'name'> {
  const cells = row.cells.slice(1)
  const columns = row.header.map((name) => name.replace(/\s*(?:\*+\)?|(?<=\))\d\))$/u, ''))
  const values = cells.map(({ text }, at) => ({ column: columns[at + 1] ?? '', text: text.trim() }))
  return { values: withUnits(values), places: [placeOf(row)] }
}

/** A column that holds only a unit ("mm") belongs behind the figure beside it. */
function withUnits(values: Facts['values']): Facts['values'] {
  const at = values.findIndex(({ text }) =>
    /^\[?(?:mm|cm|m|kg|g|l|ml|W|kW|V|A|Hz|bar|MPa|kPa|°C|dB(?:\(A\))?|kWh|min|h|%)\]?$/.test(text),
  )
  if (at < 0) return values
  const unit = values[at]?.text.replace(/[[\]]/g, '') ?? ''
  return values
    .filter((_, other) => other !== at)
    .map((value) => (/^[\d.,\s–-]+$/.test(value.text) ? { ...value, text: `${value.text} ${unit}` } : value))
}

/** A programme table that names its programmes in the first row and their properties below -> one Facts a programme. */
function transposed(rows: readonly TableRowBlock[]): Facts[] | null {
  const header = rows[0]?.header ?? []
  const heads = [header, ...rows.slice(0, 2).map(({ cells }) => cells.map(({ text }) => text))]
  const head = heads.findIndex(([first = '']) => isProgrammeColumn(first) && !isProperty(first))
  const names = heads[head] ?? []
  const all = rows.slice(Math.max(head, 0))
  const below = all.filter(({ cells }) => cells.length === names.length) // a merged cell can't be given to one programme
  if (names.length < 3 || below.length < Math.max(2, all.length / 2)) return null
  const properties = below.filter(({ cells }) => isProperty(cells[0]?.text ?? '')).length
  if (properties <= names.slice(1).filter(isProperty).length) return null // a programme called "Quick wash, cold water" is none
  return names.slice(1).map((label, at) => ({
    name: nameOf(label),
    values: below.map(({ cells }) => ({
      column: cells[0]?.text.replace(/[\s:]+$/, '') ?? '',
      text: cells[at + 1]?.text.trim() ?? '',
    })),
    places: rows.map(placeOf),
  }))
}

/** A letter of a figure ("H1") or a signal word that a legend explains: nobody asks for it. */
const isMarkOnly = (name: string): boolean =>
  /^\p{Lu}\d{0,2}(?:\s*\([\p{Lu}\d+ ]+\))?$/u.test(name) ||
  name.split(/[/,]/).every((word) => signalOf(`${word.trim()}:`)?.rest === '')

/** One topic of rows with one name. */
function factsDraft(rows: readonly Facts[], section: Section): Draft[] {
  const name = rows[0]?.name ?? ''
  const steps = rows.flatMap(({ values, places }) => {
    const facts = factsSaid(values)
    return facts.length === 0 ? [] : [{ written: `${name}: ${facts.join(', ')}`, places }]
  })
  if (!/\p{L}/u.test(name) || steps.length === 0) return []
  const title = section.title === '' ? name : `${section.title}: ${name.split(/\s+/).slice(0, 8).join(' ')}`
  return [
    {
      kind: 'reference',
      title,
      chapter: [...section.chapter, section.title].filter((text) => text !== ''),
      steps,
      hazards: [],
      isProcedure: false,
      codes: [],
      ...(isMarkOnly(name) && { isSpoken: false }),
    },
  ]
}

function factsSaid(values: Facts['values']): string[] {
  const said = values.filter(({ text }) => text !== '' && !/^[-–—/]+$/.test(text))
  const facts = said.map(({ column, text }) =>
    column.trim() === '' ? text : said.length === 1 ? alone(column.trim(), text) : withUnitOf(column.trim(), text),
  )
  return facts.map((fact) => fact.replace(/[.;,]+$/, ''))
}

/** A figure alone says what of its column only by its unit: "Storage time (months)" and "3" -> "3 months". */
const alone = (column: string, text: string): string =>
  withUnitOf(column, text) === `${column}: ${text}` ? text : withUnitOf(column, text).replace(/^[^:]*: /, '')

/** "Water (l/cycle)" and "12.4" -> "Water: 12.4 l/cycle"; "Duration (h:min)" and "3:25" -> "Duration: 3:25 h". */
function withUnitOf(column: string, text: string): string {
  const [, name, unit] =
    /^(.*\S)\s*[([]\s*(?:in\s+)?((?:h|k?W|kWh|l|[Ll]it(?:re|er)s?|Liter|ml|kg|g|°C|min|[Mm]inute[sn]?|[Hh]ours|Stunden|[Dd]ays|Tagen?|[Ww]eeks|Wochen|[Mm]onths|Monaten?|[Yy]ears|Jahren?|rpm|bar|MPa|cm|mm|%)(?:[:/][\p{L}]+)?)\s*[)\]]$/u.exec(
      column,
    ) ?? []
  if (name === undefined || unit === undefined || !/^[\d.,:\s–-]+$/.test(text)) return `${column}: ${text}`
  return `${name}: ${text} ${unit.startsWith('h:') ? 'h' : unit}`
}
