// Figures of an evaluation -> their section of EVALUATION.md, so that whoever reads the repository sees the last ones; nobody edits it.
// Example: recordFigures('npm run eval', textReport(figures)) leaves the section of `npm run eval:ingest` as it is.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../../EVALUATION.md', import.meta.url))
const head = `# Evaluation

Written by the commands that head its sections, with the manuals, questions and truth of \`../shared/data\` and the sample; never by hand. What each figure is compared with is said in the file that the command runs.
`

export function recordFigures(command: string, text: string): void {
  const known = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
    : []
  const section = `## ${command}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`
  const others = known.filter((one) => !one.startsWith(`## ${command}\n`)).map((one) => one.trimEnd() + '\n')
  writeFileSync(file, [head, ...[...others, section].sort()].join('\n'))
}
