// Nothing -> a display for windows. Where the machine has none, a virtual one (Xvfb) that ends with the test process.
// Example: process.env.DISPLAY = await display() -> ':99'.  Trap: -displayfd picks a free number; a fixed one collides with another run.

import { spawn } from 'node:child_process'
import { once } from 'node:events'

let started: Promise<string> | null = null

export function display(): Promise<string> {
  const present = process.env.DISPLAY ?? (process.platform === 'linux' ? undefined : '')
  return present === undefined ? (started ??= startXvfb()) : Promise.resolve(present)
}

/** The shell waits for the end of our pipe: a test process that is killed runs no handler of its own, and the server would stay for ever. */
const guarded = 'Xvfb -displayfd 3 -screen 0 1600x1200x24 -nolisten tcp & server=$!; exec 3>&-; read -r _; kill $server'

async function startXvfb(): Promise<string> {
  const shell = spawn('sh', ['-c', guarded], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
  shell.unref()
  const numbers = shell.stdio[3]
  if (!numbers) throw new Error('Xvfb was started without a pipe')
  const failed = Promise.race([once(numbers, 'end'), once(shell, 'error')]).then(() => {
    throw new Error('Xvfb could not be started: apt-get install xvfb')
  })
  const [number] = await Promise.race([once(numbers, 'data'), failed])
  failed.catch(() => undefined) // its pipe ends with the test
  return `:${String(number).trim()}`
}
