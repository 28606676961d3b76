import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainRoom } from '../../../shared/room.ts'
import type { Simulator } from '../../../electron/worker/device/simulator.ts'
import type { Engines } from '../../../electron/worker/engines.ts'
import { askSpoken, type SpokenOptions } from '../../../electron/worker/testing/spoken/askSpoken.ts'
import { htmlReport } from '../../../electron/worker/testing/spoken/htmlReport.ts'
import { parseQuestions } from '../../../electron/worker/testing/questions.ts'
import { openWasher } from '../device/washer.ts'
import { codeOf, quietWork } from '../speech/models.ts'

let engines: Engines
let simulator: Simulator
let folder: string
beforeAll(async () => {
  ;({ engines, simulator } = await openWasher())
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-spoken-'))
})
afterAll(async () => {
  await engines.close()
  await rm(folder, { recursive: true, force: true })
})

const questions = parseQuestions(
  'question,expect\nhow do I clean the filter,filter\nthe dishes are still wet,wet\n<b>sing</b> a song,refuse\n',
  'q.csv',
)
const options: SpokenOptions = { voices: ['rms', 'slt'], rooms: [plainRoom, { ...plainRoom, snrDb: 20 }] }
const ask = (cacheFolder: string | null, work = quietWork, asked = options) =>
  askSpoken(questions, asked, { simulator, engines, cacheFolder }, work)

describe('a spoken suite', () => {
  it('says how each voice and room did, beside the typed figures, and the same without a cache', async () => {
    const report = await ask(join(folder, 'first'))
    expect(report.conditions.map(({ voice, snrDb, total }) => [voice, snrDb, total])).toEqual([
      ['rms', null, 3],
      ['rms', 20, 3],
      ['slt', null, 3],
      ['slt', 20, 3],
    ])
    expect(report.typed).toMatchObject({ total: 3, top1: 1, falseAnswers: 0 })
    expect(report.rows.map(({ noise }) => noise === null)).toEqual(
      [true, false, true, false].flatMap((isQuiet) => [isQuiet, isQuiet, isQuiet]),
    )
    expect(report.rows.find(({ voice }) => voice === 'rms')).toMatchObject({
      transcript: 'How do I clean the filter?',
      kind: 'answer',
      topicId: 'filter',
      wordErrors: { errors: 0, words: 6 },
    })
    expect(await ask(null)).toEqual(report)
  })

  it('goes on where it was cancelled, and hears nothing twice', async () => {
    const cacheFolder = join(folder, 'cancelled')
    const controller = new AbortController()
    const fractions: number[] = []
    const report = (fraction: number) => {
      fractions.push(fraction)
      if (fractions.length === 4) controller.abort()
    }
    expect(await codeOf(ask(cacheFolder, { signal: controller.signal, report }))).toBe('AbortError')
    const kept = await heardFiles(cacheFolder)
    expect(kept.length).toBeGreaterThanOrEqual(3)
    expect(kept.length).toBeLessThan(12)

    const second: number[] = []
    await ask(cacheFolder, { ...quietWork, report: (fraction) => second.push(fraction) })
    expect(second[0]).toBeCloseTo((0.95 * kept.length) / 12)
    expect(await heardFiles(cacheFolder)).toHaveLength(12)

    const third: number[] = []
    await ask(cacheFolder, { ...quietWork, report: (fraction) => third.push(fraction) })
    expect(third).toEqual([expect.closeTo(0.95)])
  })

  it.each<[string, Partial<SpokenOptions>, string]>([
    ['voice', { voices: ['nobody'] }, 'usage'],
    ['noise', { rooms: [{ ...plainRoom, noise: 'tractor', snrDb: 10 }] }, 'usage'],
    ['folder of noises', { noisesFolder: '/nowhere' }, 'file-not-found'],
  ])('says which %s there is not', async (_, wrong, code) => {
    expect(await codeOf(ask(null, quietWork, { ...options, ...wrong }))).toBe(code)
  })

  it('is one page without scripts, and shows what people typed as text', async () => {
    const html = htmlReport('<q>.csv', await ask(join(folder, 'first')))
    expect(html).toContain('rms')
    expect(html).toContain('noises in turn at 20 dB')
    expect(html).not.toMatch(/<script|<b>sing|<q>/)
  })
})

const heardFiles = async (cacheFolder: string) =>
  (await readdir(cacheFolder, { recursive: true })).filter((name) => name.endsWith('.json'))
