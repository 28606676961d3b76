// Lines -> logs/main.log in the user's folder, rotated at 1 MB with one old file kept. Example: log.write('worker stopped with code 9').
// A line that comes again and again stands there once, with its count before the next other line: a flood must not push out the rest.
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
  let lastLine = ''
  let repeats = 0

  function append(line: string): void {
    process.stderr.write(`${line}\n`)
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAtBytes) renameSync(file, `${file}.old`)
    appendFileSync(file, `${new Date().toISOString()} ${line}\n`)
  }

  return {
    file,
    write(line) {
      const struck = withoutPersonalText(line, homeFolder)
      if (struck === lastLine) {
        repeats += 1
        return
      }
      if (repeats > 0) append(`the line before came ${repeats} more times`)
      append(struck)
      lastLine = struck
      repeats = 0
    },
  }
}

/** Example: `no file "/home/ada/Miele G7.pdf" at /home/ada/app/x.js:3` -> `no file "…" at ~/app/x.js:3`. */
export function withoutPersonalText(line: string, homeFolder: string): string {
  const struck = line.replace(/"(?:[^"\\\n]|\\.)*"/g, '"…"').replace(/'(?:[^'\\\n]|\\.)*'/g, "'…'")
  return homeFolder.length > 1 ? struck.split(homeFolder).join('~') : struck
}
