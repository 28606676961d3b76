// Results -> one HTML page that lists what was missed, to read beside the manual. No scripts, no styles from elsewhere.

import type { ManualResult } from '../eval.ts'

export function htmlReport(results: readonly ManualResult[]): string {
  const sections = results.map(({ name, rows }) => {
    const missed = rows.filter((row) => !row.isPassed || (row.rank !== 1 && !row.mustRefuse))
    const lines = missed.map(
      (row) =>
        `<tr><td>${escaped(row.question)}</td><td>${escaped(row.notes)}</td><td>${row.kind}</td><td>${escaped(row.topicId ?? '')}</td><td>${row.rank || '–'}</td><td>${row.score.toFixed(2)}</td></tr>`,
    )
    return `<h2>${escaped(name)}: ${missed.length} of ${rows.length}</h2><table><tr><th>question</th><th>kind</th><th>reply</th><th>topic</th><th>right at</th><th>score</th></tr>${lines.join('\n')}</table>`
  })
  return `<!doctype html><meta charset="utf-8"><title>Plainspoken evaluation</title><style>body{font:14px system-ui;margin:2rem}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ddd}</style>${sections.join('\n')}\n`
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
