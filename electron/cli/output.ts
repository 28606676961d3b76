// What a command found -> stdout, and how it went -> exit code. One place decides both, so that scripts can rely on them:
// 0 = good, 1 = an expectation was not met (test gate, budget, verification), 2 = bad usage or bad input, with one clear line on stderr.
// With --json stdout is exactly one JSON document, also when the command fails: { "error": { "code", "message" } }.
// Progress goes to stderr: to a terminal all of it, to a file or a script only what takes minutes, a line for each tenth.

import { AppError, isAppError, isCancelled } from '../../shared/errors.ts'
import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts'
import { errorLine } from '../../shared/errorTexts.ts'
import type { Work } from '../../shared/domain.ts'

export interface Outcome {
  /** The document of --json. */
  json: unknown
  /** The same for people. */
  text: string
  isMet?: boolean
  /** A part of the input was bad and was said so; the rest was done. */
  isBadInput?: boolean
}

/** Not the person's mistake but a "no": the thing was looked at and does not hold. */
const unmet: ReadonlySet<ErrorCode> = new Set([
  'over-budget',
  'gate-closed',
  'bundle-signature-invalid',
  'bundle-not-signed',
  'bundle-development-key',
  'bundle-other-vendor',
  'bundle-other-product',
  'bundle-rollback',
])

export async function runCommand(isJson: boolean, command: (work: Work) => Promise<Outcome>): Promise<number> {
  const controller = new AbortController()
  const cancel = (): void => controller.abort()
  process.once('SIGINT', cancel)
  try {
    const {
      json,
      text,
      isMet = true,
      isBadInput = false,
    } = await command({ signal: controller.signal, report: progressLine() })
    clearProgress()
    write(isJson ? JSON.stringify(json, null, 2) : text)
    return isBadInput ? 2 : isMet ? 0 : 1
  } catch (error) {
    clearProgress()
    return failed(error, isJson)
  } finally {
    process.off('SIGINT', cancel)
  }
}

export function failed(error: unknown, isJson: boolean): number {
  if (isCancelled(error)) {
    process.stderr.write('plainspoken: cancelled; nothing was changed\n')
    return 130
  }
  const expected = isAppError(error) ? error : null
  process.stderr.write(`plainspoken: ${errorJson(error).message}\n`)
  if (!expected && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  if (isJson) write(JSON.stringify({ error: errorJson(error) }))
  return expected && unmet.has(expected.code) ? 1 : 2
}

/** The same of an error for scripts. */
export function errorJson(error: unknown): { code: string; message: string; details: ErrorDetails } {
  if (isAppError(error)) return { code: error.code, message: errorLine(error), details: error.details }
  const reason = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `internal error: ${reason}`, details: {} }
}

/** Whoever reads us may stop early (`| head -1`): that is no mistake. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}

const write = (text: string): boolean => process.stdout.write(`${text}\n`)

export const usage = (reason: string): AppError => new AppError('usage', { reason })

function progressLine(): Work['report'] {
  if (!process.stderr.isTTY) return slowSteps()
  return (fraction, step) => process.stderr.write(`\r\u001b[K${step} ${String(Math.round(fraction * 100))} %`)
}

/** What takes minutes; everything else is silent here. */
const slowWords: Readonly<Record<string, { words: string; afterMs: number }>> = {
  ocr: { words: 'recognising text', afterMs: 0 },
  spoken: { words: 'listening to questions', afterMs: 10_000 }, // few questions take seconds
}

function slowSteps(): Work['report'] {
  const startedMs = performance.now()
  let last = -1
  return (fraction, step) => {
    const tenth = Math.floor(fraction * 10)
    const slow = slowWords[step]
    if (!slow || tenth === last || performance.now() - startedMs < slow.afterMs) return
    last = tenth
    process.stderr.write(`${slow.words}, ${tenth * 10} %\n`)
  }
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
}
