import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import type { Reply, SessionCommand } from '../../../shared/domain.ts'
import { isAppError } from '../../../shared/errors.ts'
import { commandNumbers } from '../../../shared/format/commandNumbers.ts'
import { goldenBundle, vectorOf } from '../../golden/goldenBundle.ts'
import { entries, scriptBytes } from '../../golden/script.ts'
import type { Entry } from '../../golden/script.ts'

const folder = new URL('../../golden/', import.meta.url)
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)))
const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))

describe('the golden bundle', () => {
  it('is what the writer writes today: a change of bytes is a change of the format', () => {
    expect(Buffer.from(goldenBundle()).equals(read('golden.psb'))).toBe(true)
    expect(Buffer.from(scriptBytes()).equals(read('golden.psq'))).toBe(true)
  })

  it('answers through the wrapper as every build of the C runtime does', async () => {
    const devices = await Promise.all([0, 1].map((at) => DeviceRuntime.open(wasm, read('golden.psb'), at)))
    const lines = readFileSync(new URL('golden.lines', folder), 'utf8').split('\n').slice(1)
    const answered = linesOf(devices).map((line, index) => (line === null ? lines[index] : `${index + 1} ${line}`))
    expect(answered).toEqual(lines.slice(0, entries.length).map(withJoinedPieces))
  })

  it('of format 1.0 answers as it did, and everything said to it is a question', async () => {
    const device = await DeviceRuntime.open(wasm, read('golden-1.0.psb'))
    const reply = device.askText('how do I descale the kettle')
    expect(reply).toMatchObject({ kind: 'answer', topicId: 'descaling-the-kettle', offer: null })
    expect([device.obey('next'), device.command('next').position.step, device.command('yes').kind]).toEqual([
      null,
      2,
      'end',
    ])
  })
})

/** Null for what has no wrapper: the terms of a text, packets without a decoder, and a language that the bundle has not. */
function linesOf(devices: readonly DeviceRuntime[]): (string | null)[] {
  let device = devices[0]!
  let texts: string[] = []
  const told = (reply: Reply): Reply => {
    texts = reply.utterances.map(({ text }) => text)
    return reply
  }
  return entries.map((entry) => {
    if (entry.kind === 'packets') return null
    if (entry.kind === 'terms' || (entry.kind === 'language' && !devices[entry.language])) return null
    if (entry.kind === 'speech') return speechLine(device, texts)
    if (entry.kind === 'language') return ((device = devices[entry.language]!), 'open 0')
    if (entry.kind !== 'obey') return lineOf(() => told(askedOf(device, entry)))
    return lineOf(() => device.obey(entry.text), told)
  })
}

type Asked = Exclude<Entry, { kind: 'terms' | 'packets' | 'speech' | 'obey' | 'language' }>

/** As firmware/test/replay.c prints it: FNV-1a over the samples. */
function speechLine(device: DeviceRuntime, texts: readonly string[]): string {
  const sounds = texts.flatMap((text) => device.soundOf(text) ?? [])
  const pcm = sounds.flatMap((sound) => [...sound.pcm])
  const sum = pcm.reduce((hash, sample) => Math.imul(hash ^ (sample & 0xffff), 16777619), 0x811c9dc5)
  return `speech samples ${pcm.length} rate ${sounds[0]?.sampleRateHz ?? 0} sum ${sum & 0x7fffffff}`
}

function askedOf(device: DeviceRuntime, entry: Asked): Reply {
  if (entry.kind === 'vector') return device.ask(vectorOf(entry.text), entry.text)
  if (entry.kind === 'text') return device.askText(entry.text)
  if (entry.kind === 'phrase') return device.askPhrase(entry.phrase)
  if (entry.kind === 'go-to') return device.command('go-to', entry.number)
  if (entry.command === commandNumbers['go-to']) throw new Error('go-to has a number: -1')
  return device.command(nameOf(entry.command))
}

const nameOf = (number: number): SessionCommand =>
  (Object.keys(commandNumbers) as SessionCommand[]).find((name) => commandNumbers[name] === number)!

const errorNumbers: Record<string, number> = { 'question-empty': -12, 'question-too-long': -13 }

function lineOf(ask: () => Reply | null, told = (reply: Reply): Reply => reply): string {
  try {
    const reply = ask()
    if (!reply) return 'question'
    told(reply)
    const obeyed = reply.command === null ? '' : `command ${commandNumbers[reply.command]} volume ${reply.volume} `
    const q15 = (score: number): number => score * 32768
    const said = reply.utterances.map(({ text }) => ` | ${text}`).join('')
    const others = reply.alternatives.map(({ topicId, score }) => `${topicId} ${q15(score)}`).join(', ')
    return `${obeyed}${reply.kind} ${reply.topicId ?? '-'} score ${q15(reply.score)} margin ${q15(reply.margin)}${reply.rise === 0 ? '' : ` rise ${q15(reply.rise)}`} step ${reply.position.step}/${reply.position.count}${said}${others && ` ~ ${others}`}`
  } catch (error) {
    if (isAppError(error)) return `error ${errorNumbers[error.code]}`
    return `error ${/-?\d+$/.exec(String(error))?.[0]}`
  }
}

/** The wrapper says the pieces of a clarification as one question. */
const withJoinedPieces = (line: string): string =>
  line.replace(/Did you mean \| (.*) ~/, (_, pieces: string) => `Did you mean ${pieces.replaceAll(' | ', ' ')}? ~`)
