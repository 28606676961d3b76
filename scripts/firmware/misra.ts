// firmware/src -> the rules of MISRA C:2012 that it deviates from, against the table in firmware/README.md: each has its reason there.
// A rule that is new fails, and so does a row that nothing needs any more. Example: npx tsx scripts/firmware/misra.ts
// Trap: cppcheck checks what it can see of a rule; this is minded code, not a certificate.

import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const firmware = fileURLToPath(new URL('../../firmware', import.meta.url))

export interface Deviations {
  /** "rule 17.7: src/psp_text.c:75" */
  undocumented: string[]
  unneeded: string[]
  count: number
}

export const isMisraCheckerMissing = (): boolean => spawnSync('cppcheck', ['--version']).error !== undefined

export function misraDeviations(): Deviations {
  const documented = rulesOf(readFileSync(join(firmware, 'README.md'), 'utf8'))
  const found = cppcheck()
  return {
    undocumented: found.filter(({ rule }) => !documented.includes(rule)).map(({ rule, at }) => `rule ${rule}: ${at}`),
    unneeded: documented.filter((rule) => !found.some((one) => one.rule === rule)),
    count: found.length,
  }
}

/** Rows of the table begin with the number of their rule. */
const rulesOf = (readme: string): string[] => [...readme.matchAll(/^\| (\d+\.\d+) \|/gm)].map(([, rule = '']) => rule)

function cppcheck(): { rule: string; at: string }[] {
  const sources = readdirSync(join(firmware, 'src')).filter((name) => name.endsWith('.c'))
  const options = ['--addon=misra', '--std=c99', '-j2', '-Iinclude', '-Isrc', '--quiet', '--template={file}:{line} {id}']
  const { error, status, stderr } = spawnSync('cppcheck', [...options, ...sources.map((name) => `src/${name}`)], {
    cwd: firmware,
    encoding: 'utf8',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`cppcheck ended with ${status}\n${stderr}`)
  return [...stderr.matchAll(/^(\S+) misra-c2012-(\d+\.\d+)$/gm)].map(([, at = '', rule = '']) => ({ rule, at }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { undocumented, unneeded, count } = misraDeviations()
  for (const line of [...undocumented, ...unneeded.map((rule) => `rule ${rule}: documented, but nothing deviates`)]) console.log(line)
  console.log(`${count} places deviate; ${undocumented.length} without a reason in firmware/README.md`)
  process.exitCode = undocumented.length + unneeded.length > 0 ? 1 : 0
}
