// Lines -> logs/main.log in the user's folder, rotated at 1 MB with one old file kept. Example: log.write('worker stopped with code 9').
// Trap: no personal text goes in: folder names of the user and everything in quotes (titles, file names, questions) are struck out.

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const rotateAtBytes = 1_000_000

export interface Log {
  readonly file: string
  write: (line: string) => void
}

export function openLog(folder: string, homeFolder: string): Log {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'main.log')
  process.stderr.on('error', () => undefined) // whoever started us may close the pipe; the file still has every line
  return {
    file,
    write(line) {
      const struck = withoutPersonalText(line, homeFolder)
      process.stderr.write(`${struck}\n`)
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAtBytes) renameSync(file, `${file}.old`)
      appendFileSync(file, `${new Date().toISOString()} ${struck}\n`)
    },
  }
}

/** Example: `no file "/home/ada/Miele G7.pdf" at /home/ada/app/x.js:3` -> `no file "…" at ~/app/x.js:3`. */
export function withoutPersonalText(line: string, homeFolder: string): string {
  const struck = line.replace(/"(?:[^"\\\n]|\\.)*"/g, '"…"').replace(/'(?:[^'\\\n]|\\.)*'/g, "'…'")
  return homeFolder.length > 1 ? struck.split(homeFolder).join('~') : struck
}
