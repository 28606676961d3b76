import { describe, expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { answerTimeMs, targetTime } from '../../../electron/worker/device/targetTime.ts'
import { listTargets } from '../../../electron/worker/exporting/targets.ts'

const bundle = { vectorCount: 1000, backgroundCount: 500, dim: 384, encoder: 'minilm' as const }

describe('the time on a target', () => {
  it('is bytes and multiplications over what it does a second', () => {
    const speed = { vectorBytesPerSecond: 576_000_000, modelMacsPerSecond: 1_000_000_000 }
    const time = targetTime({ speed }, bundle, { words: 10, seconds: 2 })
    expect(time.searchMs).toBeCloseTo(1, 6)
    expect(time.encodeMs).toBeCloseTo(15 * 10.616832, 6)
    expect(time.listenMs).toBeCloseTo(2 * 325 + 15 * 20, 6)
  })

  it('is not known where the data sheet says nothing, or the vendor’s recogniser hears', () => {
    expect(targetTime({}, bundle, { words: 10, seconds: 2 })).toEqual({
      listenMs: null,
      encodeMs: null,
      searchMs: null,
    })
    const chip = { speed: { vectorBytesPerSecond: 1e6 } }
    expect(targetTime(chip, { ...bundle, encoder: 'static-small' }, { words: 5, seconds: 1 })).toMatchObject({
      listenMs: null,
      encodeMs: 0,
    })
  })

  it('of a usual question is within what each of our targets allows, and unknown without a data sheet', async () => {
    for (const target of await listTargets(environmentOfCheckout().targetsFolder)) {
      const [encoder, dim] = target.encoder === 'minilm' ? ['minilm' as const, 384] : [target.encoder, 256]
      const time = answerTimeMs(target, { ...bundle, encoder, dim })
      expect([target.id, time !== null && time > 1 && time <= (target.limits.answerMs ?? 0)]).toEqual([target.id, true])
    }
    expect(answerTimeMs({}, bundle)).toBeNull()
  })

  it('is estimated for each of our targets, and says where from', async () => {
    const targets = await listTargets(environmentOfCheckout().targetsFolder)
    for (const { speed, sources } of targets) {
      expect(speed).toBeDefined()
      expect(sources.join(' ')).toContain('speed: ')
    }
  })
})
