import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainRoom } from '../../../shared/room.ts'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { openListener, type Listener } from '../../../electron/worker/speech/listen.ts'
import { readNoises, type Noise } from '../../../electron/worker/speech/noise.ts'
import { vocabularyOf } from '../../../electron/worker/speech/vocabulary.ts'
import { inRoom } from '../../../electron/worker/speech/room.ts'
import { buildModels, codeOf, modelsFolder, quietWork } from './models.ts'
import { sharedData } from '../../sharedData.ts'

const sharedNoises = join(sharedData, 'audio/noise')
const hasShared = existsSync(sharedNoises)
if (!hasShared) console.warn(`SKIPPED: no recordings in ${sharedNoises}, rejection is tested on our own noises only`)

let listener: Listener
beforeAll(async () => {
  await buildModels()
  listener = await openListener({ modelsFolder, language: 'en', everyday: ['it leaks', 'why is it so loud', 'stop'] })
})
afterAll(() => listener.close())

/** Ears that know what is asked here must not hear it in the noise of a pump. */
const vocabulary = vocabularyOf(['Clean the filter.', 'The pump is loud.', 'Water runs onto the floor.'], ['E15'])
const work = { ...quietWork, vocabulary }

/** Each noise from six places on, soft and loud, near and in an echoing room: what was heard in place of nothing. */
async function invented(noises: readonly Noise[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { name, pcm } of noises) {
    for (let seed = 0; seed < 6; seed++) {
      const start = Math.floor((seed / 6) * pcm.length)
      const turned = Float32Array.from([...pcm.subarray(start), ...pcm.subarray(0, start)])
      const room = { ...plainRoom, gainDb: [-20, 0, 12][seed % 3]!, reverbSeconds: seed < 3 ? 0 : 0.5 }
      const code = await codeOf(listener.listen(inRoom(turned, room, { noises, seed }), 16_000, work))
      if (code !== 'no-speech') wrong.push(`${name} ${seed}: ${code}`)
    }
  }
  return wrong
}

describe('noise alone', () => {
  it('of our own is never answered', async () => {
    expect(await invented(await readNoises(environmentOfCheckout().noisesFolder))).toEqual([])
  })

  it.skipIf(!hasShared)('of recorded kitchens is never answered', async () => {
    expect(await invented(await readNoises(sharedNoises))).toEqual([])
  })
})
