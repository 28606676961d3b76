// ask, run: what the device says, from exported bytes through the C runtime.

import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Reply, Work } from '../../../shared/domain.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { Turn } from '../../../shared/ipc/contract.ts'
import { writeFileWhole } from '../../worker/files/writeWhole.ts'
import { recordedQuestion } from '../../worker/speech/recordedQuestion.ts'
import { speechRateHz } from '../../worker/speech/understand.ts'
import { wavBytes } from '../../worker/speech/wav.ts'
import type { Outcome } from '../output.ts'
import { errorJson, usage } from '../output.ts'
import { readLimited } from '../bundleFile.ts'
import { openDevice } from '../device.ts'
import type { Device, DeviceOptions } from '../device.ts'

export interface AskOptions extends DeviceOptions {
  wav?: string
  saveSpeech?: string
}

export async function askCommand(
  place: string,
  question: string | undefined,
  options: AskOptions,
  work: Work,
): Promise<Outcome> {
  if (question === undefined && options.wav === undefined) throw usage('Give a question, or --wav file.wav')
  if (question !== undefined && options.wav !== undefined) throw usage('Give a question or --wav, not both')
  const device = await openDevice(place, work, options)
  try {
    const turn =
      options.wav === undefined ? await device.simulator.ask(question ?? '') : await listenTo(device, options.wav, work)
    if (options.saveSpeech !== undefined) await saveSpeech(device, turn, options.saveSpeech)
    return { json: turnJson(device, turn), text: turnText(turn) }
  } finally {
    await device.close()
  }
}

/** A conversation: one question or command a line, from the terminal or a pipe. */
export async function runCommand(place: string, options: DeviceOptions, work: Work): Promise<Outcome> {
  const device = await openDevice(place, work, options)
  const lines = createInterface({
    input: process.stdin,
    output: process.stdin.isTTY ? process.stderr : undefined,
    prompt: '> ',
  })
  const turns: Record<string, unknown>[] = []
  const texts: string[] = []
  try {
    lines.prompt()
    for await (const line of lines) {
      work.signal.throwIfAborted()
      if (line.trim() !== '') {
        const { json, text } = await turnOf(device, line.trim())
        turns.push({ question: line.trim(), ...json })
        if (process.stdin.isTTY) process.stderr.write(`${text}\n`)
        else texts.push(`> ${line.trim()}\n${text}`)
      }
      lines.prompt()
    }
    return { json: { turns }, text: texts.join('\n'), isBadInput: turns.some((turn) => 'error' in turn) }
  } finally {
    lines.close()
    await device.close()
  }
}

/** A question that the device can't take (empty, too long, another language) is said so and ends nothing. */
async function turnOf(device: Device, line: string): Promise<{ json: Record<string, unknown>; text: string }> {
  try {
    const turn = await device.simulator.ask(line)
    return { json: turnJson(device, turn), text: turnText(turn) }
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('question-')) throw error
    const { message } = errorJson(error)
    if (!process.stdin.isTTY) process.stderr.write(`plainspoken: ${message}\n`)
    return { json: { error: errorJson(error) }, text: `[${error.code}] ${message}` }
  }
}

/** Errors: usage (the bundle has no clips), file-not-writable, disk-full. */
async function saveSpeech({ simulator }: Device, { reply }: Turn, file: string): Promise<void> {
  const sounds = reply.utterances.flatMap(({ text }) => simulator.soundOf(text) ?? [])
  const [first] = sounds
  if (!first) throw usage('This bundle has no clips for the answer; export it with --speech clips')
  const pcm = Int16Array.from(sounds.flatMap((sound) => [...sound.pcm]))
  await writeFileWhole(file, wavBytes(pcm, first.sampleRateHz))
}

async function listenTo(device: Device, file: string, work: Work): Promise<Turn> {
  return device.simulator.listen(recordedQuestion(await readLimited(file), basename(file)), speechRateHz, work)
}

/** The fixed shape of `ask --json` (design section 9). `spoken` is the whole answer; `said` is what is said before the first pause. */
function turnJson(device: Device, { reply, transcript, candidates, timings }: Turn): Record<string, unknown> {
  const whole = reply.topicId === null ? reply.utterances : device.simulator.answerOf(reply.topicId)
  return {
    kind: reply.kind,
    topicId: reply.topicId,
    title: reply.title,
    score: reply.score,
    margin: reply.margin,
    rise: reply.rise,
    spoken: whole.map(({ text }) => text),
    said: reply.utterances.map(({ text }) => text),
    hazards: whole.filter(({ role }) => role === 'hazard').map(({ text }) => text),
    sources: whole.flatMap(({ sources }) => sources),
    alternatives: reply.alternatives,
    candidates,
    position: reply.position,
    transcript,
    timings,
  }
}

function turnText({ reply, transcript, candidates, timings }: Turn): string {
  const pages = [...new Set(reply.utterances.flatMap(({ sources }) => sources.map(({ page }) => page)))]
  return [
    `“${transcript}”`,
    ...reply.utterances.map(({ role, text }) => (role === 'hazard' ? `⚠ ${text}` : text)),
    noteOf(reply, pages),
    `(${candidates
      .slice(0, 3)
      .map(({ title, score }) => `${title} ${score.toFixed(2)}`)
      .join(' · ')}; ${(timings.listenMs + timings.encodeMs + timings.searchMs).toFixed(0)} ms)`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function noteOf({ kind, position, title }: Reply, pages: readonly number[]): string {
  if (kind !== 'answer') return `[${kind}]`
  const step = position.count > 1 ? `, step ${position.step} of ${position.count}` : ''
  return `[${title}, page ${pages.join(', ') || '–'}${step}]`
}
