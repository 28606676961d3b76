import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpeaker } from '../../../electron/worker/speech/speak.ts'
import {
  commandFor,
  parseVoiceCommand,
  tryVoiceCommand,
  wordsOf,
} from '../../../electron/worker/speech/voiceCommand.ts'
import type { VoiceCommand } from '../../../electron/worker/speech/voiceCommand.ts'
import { codeOf, modelsFolder, quietWork } from './models.ts'

const { signal } = quietWork
const hasEspeak = spawnSync('espeak-ng', ['--version']).status === 0
if (!hasEspeak) console.warn('━━ SKIPPED: espeak-ng is not installed, no program spoke German')

let folder = ''
let program = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'voice-command-'))
  program = join(folder, 'voice.mjs')
  await writeFile(program, voiceProgram)
})
afterAll(() => rm(folder, { recursive: true }))

/** A voice of our own: a tone whose length in hundredths of a second is that of the sentence, and a note of how it was called. */
const voiceProgram = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
const [mode, ...rest] = process.argv.slice(2)
const input = mode === 'deaf' ? '' : readFileSync(0, 'utf8')
appendFileSync(new URL('calls.jsonl', import.meta.url), JSON.stringify({ rest, input }) + '\\n')
if (mode === 'fail') { console.error('no such voice'); process.exit(3) }
if (mode === 'hang') setInterval(() => {}, 1000)
const said = input || rest.join(' ')
const samples = said.length * 160
const wav = Buffer.alloc(44 + 2 * samples)
wav.write('RIFF', 0); wav.writeUInt32LE(36 + 2 * samples, 4); wav.write('WAVEfmt ', 8); wav.writeUInt32LE(16, 16)
wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22); wav.writeUInt32LE(16000, 24); wav.writeUInt32LE(32000, 28)
wav.writeUInt16LE(2, 32); wav.writeUInt16LE(16, 34); wav.write('data', 36); wav.writeUInt32LE(2 * samples, 40)
const height = mode === 'silent' ? 0 : 9000
for (let at = 0; at < samples; at++) wav.writeInt16LE(Math.round(height * Math.sin(at / 5)), 44 + 2 * at)
if (mode === 'file') writeFileSync(rest.at(-1), wav)
else if (mode === 'flood') { const part = Buffer.alloc(1e6); for (let at = 0; at < 40; at++) process.stdout.write(part) }
else if (mode !== 'hang') process.stdout.write(mode === 'words' ? 'hello' : wav)
`
const ours = (mode: string, ...rest: string[]): VoiceCommand => ({
  language: '*',
  program: process.execPath,
  arguments: [program, mode, ...rest],
})
const speakerOf = (command: VoiceCommand) => openSpeaker({ modelsFolder: '/nowhere', language: 'de', command })
const said = async (command: VoiceCommand, text: string) => (await speakerOf(command)).speak(text, { signal })
async function lastCall(): Promise<unknown> {
  return JSON.parse((await readFile(join(folder, 'calls.jsonl'), 'utf8')).trim().split('\n').at(-1) ?? '')
}

describe('a program as a voice', () => {
  it('gets the sentence as standard input, and its sound comes from standard output', async () => {
    const { pcm, sampleRateHz } = await said(ours('stdin'), 'Filter reinigen.')
    expect(sampleRateHz).toBe(16_000)
    expect(Math.abs(pcm.length - (16 * 160 + 0.28 * 16_000))).toBeLessThan(1000)
    expect(await lastCall()).toEqual({ rest: [], input: 'Filter reinigen.' })
  })

  it('or as one argument, whatever is in it, and leaves its sound in a file', async () => {
    const text = 'Öffnen; rm -rf "$HOME" `id` $(id) | & {file}'
    await said(ours('file', '{text}', '{file}'), text)
    expect(await lastCall()).toMatchObject({ rest: [text, expect.stringMatching(/sentence\.wav$/)], input: '' })
  })

  it.each([
    ['-o /etc/passwd', 'o /etc/passwd'],
    ['— --help', 'help'],
    ['a\u0000b\nc', 'a b c'],
  ])('never sees %j as an option', async (text, seen) => {
    await said(ours('argument', '{text}'), text)
    expect(await lastCall()).toMatchObject({ rest: [seen] })
  })

  it('is told the pace in words per minute', async () => {
    const speaker = await speakerOf(ours('stdin', '-s', '{wordsPerMinute}'))
    await speaker.speak('Langsam.', { ratePercent: 80, signal })
    expect(await lastCall()).toMatchObject({ rest: ['-s', '140'] })
  })

  it.each([
    [['fail'], 'no such voice'],
    [['words'], 'not a WAV file'],
    [['flood'], 'its sound is too long'],
    [['stdin', '{file}'], 'it left no file'],
  ])('that fails (%j) says why: %s', async ([mode = '', ...rest], reason) => {
    const failing = said(ours(mode, ...rest), 'Hallo.')
    await expect(failing).rejects.toMatchObject({ code: 'voice-command-failed', details: { reason } })
  })

  it('that is not there is no crash', async () => {
    expect(await codeOf(said({ language: 'de', program: join(folder, 'none'), arguments: [] }, 'Hallo.'))).toBe(
      'voice-command-failed',
    )
  })

  it('is ended at once when it is cancelled, and leaves no file', async () => {
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('plainspoken-voice-')).length
    const before = await left()
    const cancel = new AbortController()
    const speaking = (await speakerOf(ours('hang'))).speak('Hallo.', { signal: cancel.signal })
    setTimeout(() => cancel.abort(), 300)
    const startedMs = performance.now()
    expect(await codeOf(speaking)).toBe('AbortError')
    expect(performance.now() - startedMs).toBeLessThan(3000)
    expect(await left()).toBe(before)
  })

  it('has to be heard before it is kept', async () => {
    await tryVoiceCommand(ours('stdin'), signal)
    await expect(tryVoiceCommand(ours('silent'), signal)).rejects.toMatchObject({
      details: { reason: 'its sound is silent' },
    })
  })

  it.runIf(hasEspeak)('speaks German with espeak-ng, at our loudness', async () => {
    const speaker = await speakerOf(parseVoiceCommand('espeak-ng -v de -s {wordsPerMinute} --stdout'))
    const [usual, slow] = await Promise.all(
      [100, 70].map((ratePercent) =>
        speaker.speak('Spülen Sie den Filter unter fließendem Wasser.', { ratePercent, signal }),
      ),
    )
    expect((slow?.pcm.length ?? 0) / (usual?.pcm.length ?? 1)).toBeGreaterThan(1.2)
    expect(speaker.voices).toEqual([{ id: 'command', name: 'espeak-ng', language: 'de' }])
  })
})

describe('the command of a language', () => {
  const commands = ['de', 'fr-CA', '*'].map((language): VoiceCommand => ({
    language,
    program: language,
    arguments: [],
  }))
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['fr-CA', 'fr-CA'],
    ['fr', '*'],
  ])('for %s is that of %s', (language, found) => {
    expect(commandFor(commands, language)?.program).toBe(found)
  })
  it('is none where nobody chose one', () => {
    expect(commandFor(commands.slice(0, 1), 'fr')).toBeNull()
  })
  it('is words, held together by quotes and nothing else', () => {
    expect(wordsOf(`-v "de+f3" '--say={text}' $HOME;ls`)).toEqual(['-v', 'de+f3', '--say={text}', '$HOME;ls'])
    expect(() => parseVoiceCommand('  ')).toThrow('usage')
  })
})

describe('a voice’s pace and loudness', () => {
  it('change its length and its level, not its pitch', async () => {
    const speaker = await openSpeaker({ modelsFolder, language: 'en' })
    const text = 'Turn the filter and lift it out.'
    const [usual, fast, soft] = await Promise.all([
      speaker.speak(text, { signal }),
      speaker.speak(text, { ratePercent: 140, signal }),
      speaker.speak(text, { gainDb: -6, signal }),
    ])
    expect((usual?.pcm.length ?? 0) / (fast?.pcm.length ?? 1)).toBeGreaterThan(1.2)
    expect(soft?.pcm.length).toBe(usual?.pcm.length)
    const rms = (pcm: Int16Array): number => Math.sqrt(pcm.reduce((sum, sample) => sum + sample ** 2, 0) / pcm.length)
    expect(20 * Math.log10(rms(usual!.pcm) / rms(soft!.pcm))).toBeCloseTo(6, 1)
    expect(Math.abs(pitchHz(usual!.pcm) / pitchHz(fast!.pcm) - 1)).toBeLessThan(0.06)
    await speaker.close()
  })
})

/** By autocorrelation over the loudest half second. */
function pitchHz(pcm: Int16Array): number {
  const part = pcm.subarray(8000, 16_000)
  const at = (lag: number): number => {
    let sum = 0
    for (let index = lag; index < part.length; index++) sum += (part[index] ?? 0) * (part[index - lag] ?? 0)
    return sum / (part.length - lag)
  }
  const lags = Array.from({ length: 120 }, (_, index) => index + 60)
  return 16_000 / lags.reduce((best, lag) => (at(lag) > at(best) ? lag : best), 60)
}
