// Suite rows -> JUnit XML, which every build server shows. Example: <testcase name="it leaks"><failure message="…"/></testcase>
// Trap: questions are other people's text: control characters are not allowed in XML at all, the rest is escaped.

import { escapedMarkup, withoutControls } from '../../../shared/markup.ts'
import type { SuiteRow } from './suite.ts'

export function junitXml(name: string, rows: readonly SuiteRow[]): string {
  const failures = rows.filter((row) => !row.isPassed).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="${escaped(name)}" tests="${rows.length}" failures="${failures}">`,
    ...rows.map(caseOf),
    '</testsuite></testsuites>',
    '',
  ].join('\n')
}

function caseOf(row: SuiteRow): string {
  const open = `<testcase classname="${escaped(row.notes || 'question')}" name="${escaped(`${row.id}: ${row.question}`)}"`
  if (row.isPassed) return `${open}/>`
  const wanted = row.mustRefuse ? 'a refusal' : 'a right answer'
  return `${open}><failure message="${escaped(`wanted ${wanted}, got ${row.kind} ${row.topicId ?? ''} (score ${row.score.toFixed(2)}, rank ${row.rank})`)}"/></testcase>`
}

const escaped = (text: string): string => escapedMarkup(withoutControls(text))
