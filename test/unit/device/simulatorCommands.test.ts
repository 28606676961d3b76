// What people say -> which command the runtime takes it for, with the words of the real tables in the golden bundle.

import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { commandPhrasesOf } from '../../../electron/worker/pipeline/deviceCommands.ts'
import { goldenBundle, vectorOf } from '../../golden/goldenBundle.ts'

const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))
const bundle = goldenBundle()
let english: DeviceRuntime
let german: DeviceRuntime

beforeEach(async () => {
  english = await DeviceRuntime.open(wasm, bundle, 0)
  german = await DeviceRuntime.open(wasm, bundle, 1)
  const question = 'how do I descale the kettle'
  english.ask(vectorOf(question), question)
  german.askText('Wie entkalke ich den Kessel?')
})

describe('spoken commands', () => {
  it.each([
    ['Next.', 'next'],
    ['Next, please!', 'next'],
    ['OK, go back.', 'back'],
    ['Repeat that.', 'repeat'],
    ["That's all, thanks", 'stop'],
    ['stop', 'stop'],
    ['What was step two?', 'go-to'],
    ['Okay, now go to step 3 please', 'go-to'],
    ['the second step', 'go-to'],
    ['Louder', 'louder'],
    ['speak up, please', 'louder'],
    ['turn it down', 'quieter'],
    ['Be quiet!', 'mute'],
  ])('%j is %s', (said, command) => {
    expect(english.obey(said)?.command).toBe(command)
  })

  it.each([
    ['Weiter, bitte.', 'next'],
    ['Zurück!', 'back'],
    ['Noch mal, bitte', 'repeat'],
    ['Was war Schritt zwei?', 'go-to'],
    ['Der dritte Schritt', 'go-to'],
    ['Bitte lauter', 'louder'],
    ['LEISER', 'quieter'],
    ['Sei still', 'mute'],
    ['das ist alles', 'stop'],
  ])('%j is %s', (said, command) => {
    expect(german.obey(said)?.command).toBe(command)
  })

  it.each([
    'What happens next?',
    'How do I stop the wash?',
    'My dishes are still wet, again',
    'step',
    'go to the kitchen',
    'step two is too hot what do I do now my friend',
    '',
    '...',
    'please',
    'weiter',
  ])('%j is a question', (said) => {
    expect(english.obey(said)).toBe(null)
  })

  it('goes to the step that was named, with the hazards in front of the first one', () => {
    expect(english.obey('what was step two')?.utterances.map(({ text }) => text)).toEqual([
      'Step 2 of 3. Boil it once.',
    ])
    expect(english.obey('go to step one')?.utterances[0]?.role).toBe('hazard')
    expect(english.obey('step nine')?.utterances.map(({ text }) => text)).toEqual(['There is no such step.'])
  })

  it('takes yes and no only where something was asked', () => {
    expect(english.obey('yes')).toBe(null)
    const last = english.obey('step three')
    expect(last?.offer).toEqual({ topicId: 'capacity', title: 'Capacity' })
    expect(english.obey('no thanks')?.offer?.topicId).toBe('kettle-does-not-stop')
    expect(english.obey('yes please')?.utterances[0]).toMatchObject({
      role: 'hazard',
      text: 'Caution. Pull the plug first.',
    })
    expect(english.obey('no')).toBe(null)
  })

  it('keeps its volume through questions, and the place in the answer through changes of volume', () => {
    for (let times = 0; times < 4; times++) english.obey('quieter')
    expect(english.obey('quieter')?.volume).toBe(1)
    expect(english.obey('next')).toMatchObject({ volume: 1, position: { step: 2, count: 3 } })
    expect(english.obey('mute')).toMatchObject({ volume: 0, utterances: [] })
    expect(english.obey('louder')?.volume).toBe(2)
  })
})

describe('the tables', () => {
  it.each(['en', 'de-AT'])('no two commands share a phrase in %s', (language) => {
    const texts = commandPhrasesOf(language).map(({ text }) => text.toLowerCase())
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
  })

  it('has none where nobody wrote them', () => {
    expect(commandPhrasesOf('fr')).toEqual([])
  })
})
