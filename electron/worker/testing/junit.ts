// Suite rows -> JUnit XML, which every build server shows. Example: <testcase name="it leaks"><failure message="…"/></testcase>
// `classOf`: what cases are grouped by; of a spoken suite, who asked in which room, or a question would be the same case many times.
// Trap: questions are other people's text: control characters are not allowed in XML at all, the rest is escaped.

import { escapedMarkup, withoutControls } from '../../../shared/markup.ts'
import type { SuiteRow } from './suite.ts'

export function junitXml<Row extends SuiteRow>(
  name: string,
  rows: readonly Row[],
  classOf = ({ notes }: Row): string => notes || 'question',
): string {
  const failures = rows.filter((row) => !row.isPassed).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="${escaped(name)}" tests="${rows.length}" failures="${failures}">`,
    ...rows.map((row) => caseOf(row, classOf(row))),
    '</testsuite></testsuites>',
    '',
  ].join('\n')
}

function caseOf(row: SuiteRow, className: string): string {
  const open = `<testcase classname="${escaped(className)}" name="${escaped(`${row.id}: ${row.question}`)}"`
  if (row.isPassed) return `${open}/>`
  const wanted = row.mustRefuse ? 'a refusal' : 'a right answer'
  return `${open}><failure message="${escaped(`wanted ${wanted}, got ${row.kind} ${row.topicId ?? ''} (score ${row.score.toFixed(2)}, rank ${row.rank})`)}"/></testcase>`
}

const escaped = (text: string): string => escapedMarkup(withoutControls(text))
