// What a manual of 500 pages costs: a cancel gets through at any moment, and memory does not grow with the pages.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setInterval } from 'node:timers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manualId } from '../../../shared/ids.ts'
import { topicsFromPdf } from '../../../electron/worker/pipeline/pipeline.ts'
import { longManual } from '../../fixtures/longManual.ts'

const options = { manual: manualId('long'), language: 'en' }
const folder = mkdtempSync(join(tmpdir(), 'long-'))
let pages500: Uint8Array
let pages150: Uint8Array
beforeAll(async () => {
  ;[pages500, pages150] = await Promise.all([longManual(500), longManual(150)])
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a long manual', () => {
  it('lets other work in all the time, so that a cancel is heard', { timeout: 120_000 }, async () => {
    const startedAt = performance.now()
    let [turns, silentMs, heardAt] = [0, 0, startedAt]
    const clock = setInterval(() => {
      const now = performance.now()
      turns += 1
      silentMs = Math.max(silentMs, now - heardAt)
      heardAt = now
    }, 5)
    const { topics } = await topicsFromPdf(pages150, options, {
      signal: new AbortController().signal,
      report: () => undefined,
    })
    clearInterval(clock)
    expect(topics.length).toBeGreaterThan(600)
    expect(turns).toBeGreaterThan(100)
    expect(silentMs).toBeLessThan((performance.now() - startedAt) / 4)
  })

  it.each(['pages', 'blocks', 'topics'])(
    'stops within a page when cancelled at %s',
    { timeout: 120_000 },
    async (step) => {
      const cancel = new AbortController()
      const after: string[] = []
      const work = {
        signal: cancel.signal,
        report: (_: number, at: string): void => {
          if (cancel.signal.aborted) after.push(at)
          if (at === step) cancel.abort()
        },
      }
      await expect(topicsFromPdf(pages150, options, work)).rejects.toMatchObject({ name: 'AbortError' })
      expect(after).toEqual([])
    },
  )

  it('of 500 pages needs hardly more memory than one of 50', { timeout: 240_000 }, async () => {
    const [few, many] = [peakMb(await longManual(50), '50.pdf'), peakMb(pages500, '500.pdf')]
    expect(many / few).toBeLessThan(1.6)
  })
})

/** Peak of a process that does nothing else: a test's own process has grown already. */
function peakMb(pdf: Uint8Array, name: string): number {
  const file = join(folder, name)
  writeFileSync(file, pdf)
  const script = join(import.meta.dirname, '../../bench/peakOfImport.ts')
  return Number(execFileSync(process.execPath, ['--import', 'tsx', script, file], { encoding: 'utf8' }))
}
