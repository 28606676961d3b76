// Nothing -> a display for windows. Where the machine has none, a virtual one (Xvfb) that ends with the test process.
// Example: process.env.DISPLAY = await display() -> ':99'.  Trap: -displayfd picks a free number; a fixed one collides with another run.

import { spawn } from 'node:child_process'
import { once } from 'node:events'

let started: Promise<string> | null = null

export function display(): Promise<string> {
  const present = process.env.DISPLAY ?? (process.platform === 'linux' ? undefined : '')
  return present === undefined ? (started ??= startXvfb()) : Promise.resolve(present)
}

async function startXvfb(): Promise<string> {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => xvfb.kill())
  const numbers = xvfb.stdio[3]
  if (!numbers) throw new Error('Xvfb was started without a pipe')
  const failed = once(xvfb, 'error').then(([error]) => Promise.reject(error))
  const [number] = await Promise.race([once(numbers, 'data'), failed])
  return `:${String(number).trim()}`
}
