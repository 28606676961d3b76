// The sounds by which a device says without words what it does.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { earconOf, earconSound } from '../../../electron/worker/speech/earcons.ts'
import { openVoiceActivity, type VoiceActivity } from '../../../electron/worker/speech/voiceActivity.ts'
import { engineRateHz } from '../../../electron/worker/speech/voiceEngine.ts'
import { earconText } from '../../../shared/earcons.ts'
import { earconNames } from '../../../shared/format/contents.ts'
import { buildModels, modelsFolder, quietWork } from './models.ts'

let activity: VoiceActivity
beforeAll(async () => {
  await buildModels()
  activity = await openVoiceActivity(modelsFolder)
})
afterAll(() => activity.close())

describe.each(earconNames)('the sound of "%s"', (name) => {
  const sound = earconSound(name)

  it('is short, softer than full scale, and begins and ends without a click', () => {
    const highest = Math.max(...sound.map(Math.abs))
    expect(sound.length / engineRateHz).toBeLessThan(0.5)
    expect(20 * Math.log10(highest)).toBeCloseTo(-17, 1)
    expect(Math.abs(sound[0] ?? 1)).toBe(0)
    expect(Math.abs(sound.at(-1) ?? 1)).toBeLessThan(highest / 100)
  })

  it('is no speech to the ears that are open while it is heard', async () => {
    const around = new Float32Array(engineRateHz * 2)
    around.set(sound, engineRateHz / 2)
    expect(await activity.segments(around, quietWork.signal)).toEqual([])
  })

  it('is known by its caption', () => {
    expect([earconOf(earconText(name)), earconOf(name)]).toEqual([name, null])
  })
})
