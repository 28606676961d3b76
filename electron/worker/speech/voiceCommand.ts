// A program of the person's own (espeak-ng, macOS `say`, a vendor's voice) as a voice: one run a sentence, WAV out.
// Example: { language: 'de', program: '/usr/bin/espeak-ng', arguments: ['-v', 'de', '-s', '{wordsPerMinute}', '--stdout'] }
//   {text}   the sentence; where no argument has it, it goes to standard input as UTF-8
//   {file}   where the program has to leave its WAV; where no argument has it, the WAV comes from standard output
//   {wordsPerMinute}   175 at the usual pace
// Trap: the sentence is a stranger's (a PDF). No shell sees it, and it never begins with a dash, so it can't be an option of the program.
// Trap: which program runs is never read from a project: it is in the settings of this computer, chosen in a dialog of the system, or
// on the command line (docs/security.md).

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { AppError, isAppError } from '../../../shared/errors.ts'
import { levelOf } from './loudness.ts'
import { resample } from './resample.ts'
import { engineRateHz } from './voiceEngine.ts'
import type { Delivery, VoiceEngine } from './voiceEngine.ts'
import { parseWav } from './wav.ts'

const argument = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.check((text) => !text.includes('\0')),
)
export const voiceCommandSchema = v.object({
  /** BCP 47; '*' for every language. */
  language: v.pipe(v.string(), v.minLength(1), v.maxLength(35)),
  program: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  arguments: v.pipe(v.array(argument), v.maxLength(50)),
})
export type VoiceCommand = v.InferOutput<typeof voiceCommandSchema>

/** A sentence takes espeak-ng 20 ms; a neural voice on a slow machine takes seconds. */
const longestMs = 20_000
/** Two minutes of stereo at 48 kHz: a sentence is far shorter. */
const largestBytes = 24_000_000
const usualWordsPerMinute = 175

export function openVoiceCommand(command: VoiceCommand, language: string): VoiceEngine {
  const name = basename(command.program)
  return {
    voices: [{ id: 'command', name, language }],
    say: async (sentence, how) => {
      const text = plainText(sentence)
      if (!/[\p{L}\p{N}]/u.test(text)) return new Float32Array(0)
      const bytes = await wavOf(command, text, how)
      try {
        const { pcm, sampleRateHz } = parseWav(bytes, name)
        return resample(pcm, sampleRateHz, engineRateHz)
      } catch (error) {
        if (!isAppError(error)) throw error
        throw commandFailed(name, String(error.details['reason'] ?? error.code))
      }
    },
  }
}

/** Before it is kept: it has to say something. Digits, as every manual has them. Errors: voice-command-failed. */
export async function tryVoiceCommand(command: VoiceCommand, signal: AbortSignal): Promise<void> {
  const engine = openVoiceCommand(command, command.language)
  const pcm = await engine.say('1 2 3', { voice: 'command', ratePercent: 100, signal })
  if (levelOf(pcm).peak < 0.01) throw commandFailed(basename(command.program), 'its sound is silent')
}

/** The command for a language, or its primary one; null where none was chosen. */
export function commandFor(commands: readonly VoiceCommand[], language: string): VoiceCommand | null {
  const wanted = [language, language.split('-')[0], '*']
  return wanted.map((tag) => commands.find((command) => command.language === tag)).find((found) => found) ?? null
}

/** "espeak-ng -v de '{text}'" -> program and arguments. Quotes hold words together; nothing else means anything. Errors: usage. */
export function parseVoiceCommand(line: string, language = '*'): VoiceCommand {
  const [program, ...rest] = wordsOf(line)
  if (program === undefined) throw new AppError('usage', { reason: 'The command for the voice names no program' })
  return v.parse(voiceCommandSchema, { language, program, arguments: rest })
}

/** As they stand between spaces or in quotes. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu)].map(([, double, single, bare]) => double ?? single ?? bare ?? '')

async function wavOf({ program, arguments: template }: VoiceCommand, text: string, how: Delivery): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'plainspoken-voice-'))
  const file = join(folder, 'sentence.wav')
  const values: Readonly<Record<string, string>> = {
    '{text}': text,
    '{file}': file,
    '{wordsPerMinute}': String(Math.round((usualWordsPerMinute * how.ratePercent) / 100)),
  }
  const filled = template.map((part) => part.replace(/\{(?:text|file|wordsPerMinute)\}/g, (name) => values[name] ?? ''))
  const has = (name: string): boolean => template.some((part) => part.includes(name))
  try {
    const output = await run(program, filled, { input: has('{text}') ? '' : text, folder, signal: how.signal })
    return has('{file}') ? await fileOf(file, basename(program)) : output
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fileOf(file: string, name: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw commandFailed(name, 'it left no file')
  if (found.size > largestBytes) throw commandFailed(name, 'its sound is too long')
  return new Uint8Array(await readFile(file))
}

interface Run {
  input: string
  /** Where it runs: an empty folder of its own. */
  folder: string
  signal: AbortSignal
}

/** Standard output. Errors: voice-command-failed; AbortError where the signal says so. */
function run(program: string, options: readonly string[], { input, folder, signal }: Run): Promise<Uint8Array> {
  const name = basename(program)
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { cwd: folder, shell: false, windowsHide: true, stdio: 'pipe' })
    const parts: Buffer[] = []
    let length = 0
    let said = ''
    const end = (error: unknown): void => {
      child.kill('SIGKILL')
      reject(error)
    }
    const clock = setTimeout(() => end(commandFailed(name, `it took more than ${longestMs / 1000} seconds`)), longestMs)
    const abort = (): void => end(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length > largestBytes) end(commandFailed(name, 'its sound is too long'))
    })
    child.stderr.on('data', (part: Buffer) => {
      said = `${said}${part.toString()}`.slice(0, 300)
    })
    child.on('error', (error) => end(commandFailed(name, error.message)))
    child.on('close', (code) => {
      clearTimeout(clock)
      signal.removeEventListener('abort', abort)
      if (code === 0) resolve(new Uint8Array(Buffer.concat(parts)))
      else reject(commandFailed(name, said.trim() || `it ended with ${code ?? 'a signal'}`))
    })
    child.stdin.on('error', () => undefined) // a program that does not read its input has closed it
    child.stdin.end(input, 'utf8')
  })
}

const plainText = (sentence: string): string =>
  sentence
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replace(/^[-–—\s]+/u, '')

const commandFailed = (program: string, reason: string): AppError =>
  new AppError('voice-command-failed', { program, reason })
