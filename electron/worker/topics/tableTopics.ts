// Rows of one table -> topics. Troubleshooting: one topic a symptom with all its causes and remedies, paired. Codes: one topic a code.
// Everything else are facts (factTopics.ts). Example: rows "Dishes are wet | no rinse aid | fill it" and "Dishes are wet | door opened |
// wait" -> 1 topic with 2 steps.
// Trap: a merged symptom cell is repeated by the block pass in each row, so rows of one symptom are those with equal first cells.

import type { TableRowBlock } from '../../../shared/domain.ts'
import { placeOf, wordCount } from './draft.ts'
import type { Draft, DraftStep } from './draft.ts'
import { factDrafts } from './factTopics.ts'
import type { Section } from './sections.ts'
import { titleOf } from './titles.ts'
import {
  codesIn,
  isAboutCodes,
  isCauseColumn,
  isRemedyColumn,
  isSymptomColumn,
  isTroubleshooting,
} from './vocabulary.ts'

type Language = 'en' | 'de'
const words = { en: { cause: 'Possible cause: ' }, de: { cause: 'Mögliche Ursache: ' } }
const isMeaning = (column: string): boolean => /meaning|description|bedeutung|beschreibung/i.test(column)

export function tableDrafts(all: readonly TableRowBlock[], section: Section, language: string): Draft[] {
  const rows = all.filter((row) => !isHeaderAgain(row))
  if (rows.length === 0) return []
  const columns = columnsOf(rows, section, language === 'de' ? 'de' : 'en')
  if (!columns) return factDrafts(rows, section)
  const groups = groupsOf(rows, columns.symptom)
  const codes = groups.map((group) => codesIn(symptomOf(group, columns)))
  const areCodes = codes.filter((known) => known.length > 0).length * 2 > groups.length
  return groups.flatMap((group, at) => {
    const symptom = symptomOf(group, columns).trim()
    // Among codes, "FE" is one too, though it has no figure.
    const own = codes[at]?.length === 0 && areCodes && /^\p{Lu}{2,3}$/u.test(symptom) ? [symptom] : (codes[at] ?? [])
    return symptomDrafts(group, columns, section, own)
  })
}

const symptomOf = ([row]: readonly TableRowBlock[], { symptom }: Columns): string => row?.cells[symptom]?.text ?? ''

/** "Problem | Possible causes | What to do" on a later page, read as a row. */
const isHeaderAgain = ({ cells }: TableRowBlock): boolean => {
  const [first, ...others] = cells.map(({ text }) => text.trim()).filter((text) => text !== '')
  return (
    first !== undefined &&
    others.length > 0 &&
    wordCount(first) <= 3 &&
    isSymptomColumn(first) &&
    others.every((text) => wordCount(text) <= 4 && (isCauseColumn(text) || isRemedyColumn(text)))
  )
}

interface Columns {
  symptom: number
  cause: number | null
  /** What is said before a cause: nothing where the column gives the meaning of a code. */
  causeWords: string
  remedy: number[]
}

/** Which column says what; null for a table that is not about trouble. By its header, else by its chapter and shape. */
function columnsOf(rows: readonly TableRowBlock[], section: Section, tongue: Language): Columns | null {
  const header = rows.find((row) => row.header.length > 0)?.header ?? []
  const width = Math.max(...rows.map((row) => row.cells.length))
  const remedies = header.flatMap((text, at) => (at > 0 && isRemedyColumn(text) ? [at] : []))
  const cause = header.findIndex((text, at) => at > 0 && isCauseColumn(text) && !isRemedyColumn(text))
  const isTrouble = [...section.chapter, section.title].some((title) => isTroubleshooting(title) || isAboutCodes(title))
  const isSaid = isSymptomColumn(header[0] ?? '') || isAboutCodes(header[0] ?? '')
  if (!isSaid && !(isTrouble && width >= 2 && width <= 4)) return null
  if (width < 2) return null
  const rest = Array.from({ length: width - 1 }, (_, at) => at + 1).filter((at) => at !== cause)
  const unnamed = header.length === 0 && width === 3 && cause < 0
  return {
    symptom: 0,
    cause: cause > 0 ? cause : unnamed ? 1 : null,
    causeWords: isMeaning(header[cause] ?? '') ? '' : words[tongue].cause,
    remedy: remedies.length > 0 ? remedies.filter((at) => at !== cause) : unnamed ? [2] : rest,
  }
}

/** Neighbouring rows with the same symptom; a row without one goes on with the one above. */
function groupsOf(rows: readonly TableRowBlock[], symptom: number): TableRowBlock[][] {
  const groups: TableRowBlock[][] = []
  let last = ''
  for (const row of rows) {
    const text = row.cells[symptom]?.text ?? ''
    const current = groups.at(-1)
    if (current && (text === last || text.trim() === '')) current.push(row)
    else groups.push([row])
    if (text.trim() !== '') last = text
  }
  return groups
}

function symptomDrafts(
  group: readonly TableRowBlock[],
  columns: Columns,
  section: Section,
  codes: readonly string[],
): Draft[] {
  const symptom = symptomOf(group, columns)
  const steps = group.flatMap((row) => remedySteps(row, columns))
  if (symptom.trim() === '' || steps.length === 0) return []
  const base = {
    chapter: [...section.chapter, section.title].filter((title) => title !== ''),
    hazards: [],
    isProcedure: false,
  }
  const title = titleOf(symptom)
  const isCode = codes.length > 0 && (wordCount(symptom) <= codes.length * 2 + 6 || isAboutCodes(symptom))
  if (!isCode) return [{ ...base, kind: 'troubleshooting', title, steps, codes: [] }]
  return codes.map((code) => ({
    ...base,
    kind: 'error-code',
    title: codeTitle(code, symptom, steps),
    steps,
    codes: [code],
  }))
}

/** "E15" alone says nothing in a list of topics: the first words of its meaning follow. */
function codeTitle(code: string, symptom: string, steps: readonly DraftStep[]): string {
  const rest = symptom
    .replace(/(?:error|fault|fehler)?\s*codes?/gi, '')
    .replace(/[\p{L}\p{N}-]*\d[\p{L}\p{N}-]*/gu, '')
    .replace(/\b(?:or|and|oder|und)\b|[/,:;()–-]+/g, ' ')
    .trim()
  const meaning =
    wordCount(rest) >= 2 && !isShownOnly.test(rest)
      ? rest
      : ((steps[0]?.written ?? '').replace(/^[^:]{4,20}:\s*/, '').split(/(?<=[.;])\s/)[0] ?? '')
  return `${code}: ${titleOf(meaning).split(/\s+/).slice(0, 10).join(' ')}`.replace(/:\s*$/, '')
}

/** "A fault code appears in the display" says no more than the code. */
const isShownOnly = /\b(?:appears?|(?:is|are) (?:shown|displayed)|shows|erschein\w*|wird angezeigt|leuchtet auf)\b/i

/** One pair of cause and remedy is one thing to say: "Possible cause: the tap is closed. Open the tap." */
function remedySteps(row: TableRowBlock, { cause, causeWords, remedy }: Columns): DraftStep[] {
  const place = placeOf(row)
  const parts = remedy.flatMap((at) => row.cells[at]?.parts ?? []).filter((part) => part.trim() !== '')
  const why = cause === null ? '' : (row.cells[cause]?.text ?? '').trim()
  if (why === '') return parts.map((written) => ({ written, places: [place] }))
  const causes = cause === null ? [] : (row.cells[cause]?.parts ?? [])
  const isPaired = causes.length === parts.length && causes.length > 1
  if (isPaired)
    return causes.map((text, at) => ({
      written: `${causeWords}${ended(text)} ${parts[at] ?? ''}`,
      places: [place],
    }))
  return [{ written: `${causeWords}${ended(why)} ${parts.map(ended).join(' ')}`.trim(), places: [place] }]
}

const ended = (text: string): string => (/[.!?:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
