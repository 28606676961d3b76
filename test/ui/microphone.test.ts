// A microphone that is denied, missing, taken, unplugged in the middle of a sentence, or faster than the ears: each has its message, and the
// window can listen again. The real composables; the microphone is a fake, as no test may need one.

import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { EffectScope } from 'vue'
import { AppError, isAppError, type ErrorCode } from '../../shared/errors.ts'
import { errorTexts } from '../../shared/errorTexts.ts'
import { bridgeOf, installBridge } from './bridge.ts'

const rateHz = 48_000
let frameOf: (frame: Float32Array) => void = () => undefined
let refusal: DOMException | null = null
let stream: FakeStream

class FakeStream {
  readonly track = Object.assign(new EventTarget(), { stop: vi.fn() })
  getTracks = () => [this.track]
  getAudioTracks = () => [this.track]
}

function installMicrophone(): void {
  const getUserMedia = (): Promise<FakeStream> => {
    if (refusal) return Promise.reject(refusal)
    stream = new FakeStream()
    return Promise.resolve(stream)
  }
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } })
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly sampleRate = rateHz
      readonly audioWorklet = { addModule: () => Promise.resolve() }
      createMediaStreamSource = () => ({ connect: () => undefined })
      resume = () => Promise.resolve()
      close = () => Promise.resolve()
    },
  )
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      readonly port = {
        set onmessage(listener: (event: { data: Float32Array }) => void) {
          frameOf = (data) => listener({ data })
        },
      }
    },
  )
}

const never = new Promise<never>(() => undefined)
let loaded: unknown
/** What the ears say at the end: by default, of silence. */
let verdict: AppError
/** Ears that never answer, as those of a computer with too much to do. */
let answerPush: (input: unknown) => unknown
const bridge = bridgeOf({
  'device.start': () => ({
    sha256: '',
    topicCount: 1,
    vectorCount: 1,
    bundleBytes: 1,
    threshold: 0,
    language: 'en',
    languages: ['en'],
  }),
  'device.speak': () => ({ pcm: new Int16Array(0), sampleRateHz: rateHz, partCount: 1 }),
  'hearing.begin': () => loaded,
  'hearing.push': (input) => answerPush(input),
  'hearing.finish': () => Promise.reject(verdict),
})
installBridge(bridge)
vi.stubGlobal('addEventListener', () => undefined) // of the window, for stores that are not looked at here
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
vi.stubGlobal('document', { documentElement: { dataset: {} } })
installMicrophone()
const { useConversation } = await import('../../renderer/composables/useConversation.ts')
const { useDeviceDisplay } = await import('../../renderer/composables/useDeviceDisplay.ts')
const { useDevice } = await import('../../renderer/stores/device.ts')
const { useSettings } = await import('../../renderer/stores/settings.ts')
type Talk = ReturnType<typeof useConversation>
const { useHearing } = await import('../../renderer/composables/useHearing.ts')

describe('a hearing', () => {
  let scope: EffectScope
  const failures: string[] = []
  const codeOf = (error: unknown): string => (isAppError(error) ? error.code : String(error))
  const start = () =>
    scope.run(() =>
      useHearing({
        onEnded: () => undefined,
        onSpeech: () => undefined,
        onFailed: (error) => failures.push(codeOf(error)),
      }),
    )!
  beforeEach(() => {
    setActivePinia(createPinia())
    scope = effectScope()
    failures.length = 0
    refusal = null
    loaded = { hearing: 1 }
    verdict = new AppError('no-speech')
    answerPush = () => never
  })
  afterEach(() => scope.stop())

  it.each([
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['OverconstrainedError', 'microphone-missing'],
    ['NotReadableError', 'microphone-in-use'],
  ] as const)('that the system refuses with %s says %s, and can begin when it does no longer', async (name, code) => {
    refusal = new DOMException('', name)
    const hearing = start()
    expect(await hearing.begin('by-button').then(() => 'began', codeOf)).toBe(code)
    expect([hearing.isActive.value, hearing.canHear()]).toEqual([false, false])
    refusal = null
    await hearing.begin('by-button')
    expect(hearing.isActive.value).toBe(true)
  })

  it('whose microphone is unplugged in the middle of a sentence says so, and opens another one at the next press', async () => {
    const hearing = start()
    await hearing.begin('by-button')
    const first = stream
    first.track.dispatchEvent(new Event('ended'))
    expect([failures, hearing.isActive.value]).toEqual([['microphone-lost'], false])
    await hearing.begin('by-button')
    expect([stream === first, hearing.isActive.value]).toEqual([false, true])
    expect(first.track.stop).toHaveBeenCalled()
  })

  it('says nothing of a microphone that is unplugged while nobody talks', async () => {
    const hearing = start()
    await hearing.begin('by-button')
    hearing.cancel()
    stream.track.dispatchEvent(new Event('ended'))
    expect(failures).toEqual([])
  })

  it('that ends before the ears are loaded still hears all that was said until then, and nothing after', async () => {
    let open: (hearing: unknown) => void = () => undefined
    loaded = new Promise((resolve) => (open = resolve))
    let heard = 0
    answerPush = (input) => {
      heard += (input as { pcm: Float32Array }).pcm.length
      return { isSpeech: true, hasEnded: false, heardMs: 0 }
    }
    const hearing = start()
    const beginning = hearing.begin('by-button')
    await vi.waitFor(() => expect(hearing.isActive.value).toBe(true))
    frameOf(new Float32Array(rateHz))
    const ending = hearing.finish().then(() => 'a turn', codeOf)
    frameOf(new Float32Array(rateHz))
    open({ hearing: 1 })
    await beginning
    expect(await ending).toBe('no-speech') // what the ears say of silence
    expect(heard).toBe(rateHz)
  })

  it('that owes ten seconds gives up once, and says that the computer is busy', async () => {
    const hearing = start()
    await hearing.begin('by-silence')
    const second = new Float32Array(rateHz)
    for (let count = 0; count < 15; count++) frameOf(second)
    expect([failures, hearing.isActive.value]).toEqual([['microphone-busy'], false])
  })
})

describe('the display of a device of which the button was pressed once', () => {
  const refused = (name: string) => async (talk: Talk) => {
    refusal = new DOMException('', name)
    await talk.press().catch(() => undefined) // the window's own handler shows it as a notice too
  }
  /** Somebody was in the middle of a sentence: the tail of a word, and then a pause. */
  const pressedLate = async (talk: Talk): Promise<void> => {
    answerPush = () => ({ isSpeech: true, hasEnded: true, heardMs: 900 })
    await talk.press()
    frameOf(new Float32Array(rateHz / 10))
  }
  const named = { model: 'silero-vad', file: 'vad.onnx', language: 'pl' }
  const withoutEars = (code: ErrorCode) => async (talk: Talk) => {
    loaded = Promise.reject(new AppError(code, named))
    await talk.press().catch(() => undefined)
  }
  const faults: [ErrorCode, (talk: Talk) => Promise<void>][] = [
    ['microphone-denied', refused('NotAllowedError')],
    ['microphone-missing', refused('NotFoundError')],
    ['microphone-in-use', refused('NotReadableError')],
    [
      'microphone-lost',
      async (talk) => {
        await talk.press()
        stream.track.dispatchEvent(new Event('ended'))
      },
    ],
    [
      'microphone-busy',
      async (talk) => {
        answerPush = () => never
        await talk.press()
        for (let count = 0; count < 15; count++) frameOf(new Float32Array(rateHz))
      },
    ],
    ['model-missing', withoutEars('model-missing')],
    ['model-damaged', withoutEars('model-damaged')],
    ['language-not-supported', withoutEars('language-not-supported')],
    ['no-speech', pressedLate],
    [
      'question-too-long', // half a minute of talk
      async (talk) => {
        verdict = new AppError('question-too-long')
        await pressedLate(talk)
      },
    ],
  ]

  it.each(faults)('says in both languages what to do after %s, until the next press', async (code, happens) => {
    setActivePinia(createPinia())
    refusal = null
    loaded = { hearing: 1 }
    verdict = new AppError('no-speech')
    const scope = effectScope()
    await useDevice().start()
    const { settings } = useSettings()
    settings.talk = 'once'
    const talk = scope.run(() => useConversation())!
    const { headline, line } = scope.run(() => useDeviceDisplay(talk))!
    await happens(talk)
    await vi.waitFor(() => expect(talk.state.value).toBe('error'))
    for (const language of ['en', 'de'] as const) {
      settings.language = language
      const { title, next } = errorTexts[language][code]
      const said = Object.entries(named).reduce((text, [name, value]) => text.replace(`{${name}}`, value), title)
      await vi.waitFor(() => expect([headline.value, line.value]).toEqual([said, next]))
    }
    refusal = null
    loaded = { hearing: 2 }
    answerPush = () => ({ isSpeech: false, hasEnded: false, heardMs: 0 })
    await talk.press()
    expect([talk.state.value, line.value]).toEqual(['listening', ''])
    scope.stop()
  })
})
