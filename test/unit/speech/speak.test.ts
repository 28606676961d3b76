import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpeaker, sentencesOf, type Speaker } from '../../../electron/worker/speech/speak.ts'
import { buildModels, codeOf, modelsFolder, quietWork } from './models.ts'

const { signal } = quietWork
let speaker: Speaker
beforeAll(async () => {
  await buildModels()
  speaker = await openSpeaker({ modelsFolder, language: 'en-GB' })
})
afterAll(() => speaker.close())

/** RMS of what sounds, dB below full scale. */
function loudnessDb(pcm: Int16Array) {
  const sounding = [...pcm].map((sample) => sample / 32768).filter((sample) => Math.abs(sample) > 0.004)
  return 10 * Math.log10(sounding.reduce((sum, sample) => sum + sample * sample, 0) / sounding.length)
}
const peak = (pcm: Int16Array) => pcm.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0) / 32768

describe('speak', () => {
  it('offers the four voices of Flite', () => {
    expect(speaker.voices.map(({ id }) => id)).toEqual(['slt', 'rms', 'awb', 'kal'])
  })

  it.each(['slt', 'rms', 'awb', 'kal'])(
    'speaks with the voice %s: 16 kHz, as loud as the others, not clipped',
    async (voice) => {
      const { pcm, sampleRateHz } = await speaker.speak('Turn the filter counterclockwise and lift it out.', {
        voice,
        signal,
      })
      expect(sampleRateHz).toBe(16_000)
      expect(pcm.length / sampleRateHz).toBeGreaterThan(1.8)
      expect(pcm.length / sampleRateHz).toBeLessThan(5)
      expect(Math.abs(loudnessDb(pcm) + 20)).toBeLessThan(1.5)
      expect(peak(pcm)).toBeLessThanOrEqual(0.9)
    },
  )

  it('says the same text the same way, new or kept', async () => {
    const other = await openSpeaker({ modelsFolder, language: 'en' })
    const text = 'Unplug it first. Then open the door.'
    const spoken = await Promise.all([speaker, speaker, other].map((each) => each.speak(text, { signal })))
    expect(spoken[1]).toEqual(spoken[0])
    expect(spoken[2]).toEqual(spoken[0])
  })

  it('does not make a sentence anew that it has said', async () => {
    const text = 'Remove the lower rack, take out both filters, and rinse them under running water.'
    const timeOf = async () => {
      const startedMs = performance.now()
      await speaker.speak(text, { voice: 'slt', signal })
      return performance.now() - startedMs
    }
    expect(await timeOf()).toBeGreaterThan((await timeOf()) * 2)
  })

  it('puts the sentences of a text one after the other with a pause', async () => {
    const [both, first, second] = await Promise.all(
      ['Open it. Close it.', 'Open it.', 'Close it.'].map((text) => speaker.speak(text, { signal })),
    )
    expect([...both!.pcm]).toEqual([...first!.pcm, ...second!.pcm])
  })

  it.each(['', '   ', '…', '– • –', '\u0000'])('is silent for %j', async (text) => {
    expect(peak((await speaker.speak(text, { signal })).pcm)).toBe(0)
  })

  it('takes text that looks like an option, and letters that are not ASCII', async () => {
    for (const text of ['-o /etc/passwd', 'Pâté at 30 °C — “hot”']) {
      expect(peak((await speaker.speak(text, { signal })).pcm)).toBeGreaterThan(0.1)
    }
  })

  it('stops between two sentences when cancelled', async () => {
    const cancel = new AbortController()
    const long = Array.from({ length: 200 }, (_, index) => `Sentence number ${index}.`).join(' ')
    const speaking = codeOf(speaker.speak(long, { signal: cancel.signal }))
    setTimeout(() => cancel.abort(), 20)
    const startedMs = performance.now()
    expect(await speaking).toBe('AbortError')
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })

  it('says what it can not do', async () => {
    expect(await codeOf(speaker.speak('Hello.', { voice: 'hal', signal }))).toBe('usage')
    expect(await codeOf(openSpeaker({ modelsFolder, language: 'de' }))).toBe('language-not-supported')
    expect(await codeOf(openSpeaker({ modelsFolder: '/nowhere', language: 'en' }))).toBe('model-missing')
  })
})

describe('sentences', () => {
  it('end at full stops, question marks and colons', () => {
    expect(sentencesOf(' Danger: unplug it. Wait 2.5 minutes! Ready? ')).toEqual([
      'Danger:',
      'unplug it.',
      'Wait 2.5 minutes!',
      'Ready?',
    ])
  })

  it('are never longer than a breath, and lose no word', () => {
    const endless = Array.from({ length: 300 }, (_, index) => `word${index}${index % 20 === 0 ? ',' : ''}`).join(' ')
    const sentences = sentencesOf(endless)
    expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(240)
    expect(sentences.join(' ')).toBe(endless)
    expect(sentencesOf('x'.repeat(1000)).join('')).toBe('x'.repeat(1000))
  })
})
