import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import type { Reply } from '../../../shared/domain.ts'
import { isAppError } from '../../../shared/errors.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import { goldenContents, vectorOf } from '../../golden/goldenBundle.ts'
import { entries, scriptBytes } from '../../golden/script.ts'
import type { Entry } from '../../golden/script.ts'

const folder = new URL('../../golden/', import.meta.url)
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)))
const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))
const commands = ['next', 'back', 'repeat', 'stop'] as const

describe('the golden bundle', () => {
  it('is what the writer writes today: a change of bytes is a change of the format', () => {
    expect(Buffer.from(bundleBytes(goldenContents())).equals(read('golden.psb'))).toBe(true)
    expect(Buffer.from(scriptBytes()).equals(read('golden.psq'))).toBe(true)
  })

  it('answers through the wrapper as every build of the C runtime does', async () => {
    const device = await DeviceRuntime.open(wasm, read('golden.psb'))
    const asked = entries.filter((entry) => entry.kind !== 'terms')
    const lines = readFileSync(new URL('golden.lines', folder), 'utf8')
      .split('\n')
      .slice(1, 1 + asked.length)
    let texts: string[] = []
    const ask = (entry: Asked): Reply => {
      const reply = askedOf(device, entry)
      texts = reply.utterances.map(({ text }) => text)
      return reply
    }
    const answered = asked.map((entry) =>
      entry.kind === 'speech' ? speechLine(device, texts) : lineOf(() => ask(entry)),
    )
    expect(answered.map((line, index) => `${index + 1} ${line}`)).toEqual(lines.map(withJoinedPieces))
  })
})

type Asked = Exclude<Entry, { kind: 'terms' | 'speech' }>

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
  return device.command(commands[entry.command]!)
}

const errorNumbers: Record<string, number> = { 'question-empty': -12, 'question-too-long': -13 }

function lineOf(ask: () => Reply): string {
  try {
    const reply = ask()
    const q15 = (score: number): number => score * 32768
    const said = reply.utterances.map(({ text }) => ` | ${text}`).join('')
    const others = reply.alternatives.map(({ topicId, score }) => `${topicId} ${q15(score)}`).join(', ')
    return `${reply.kind} ${reply.topicId ?? '-'} score ${q15(reply.score)} margin ${q15(reply.margin)} step ${reply.position.step}/${reply.position.count}${said}${others && ` ~ ${others}`}`
  } catch (error) {
    if (isAppError(error)) return `error ${errorNumbers[error.code]}`
    return `error ${/-?\d+$/.exec(String(error))?.[0]}`
  }
}

/** The wrapper says the pieces of a clarification as one question. */
const withJoinedPieces = (line: string): string =>
  line.replace(/Did you mean \| (.*) ~/, (_, pieces: string) => `Did you mean ${pieces.replaceAll(' | ', ' ')}? ~`)
