// A slice of `npm run hostile` (500 PDFs, 200 projects): each is taken or refused with one clear error, and nothing else happens.

import { describe, expect, it } from 'vitest'
import { bugsIn, runHostile, summaryOf } from '../../hostile/run.ts'

describe('spoiled files', () => {
  it('crash nothing, hang nothing, and touch nothing outside their project', { timeout: 300_000 }, async () => {
    const outcomes = await runHostile({ pdfs: 40, projects: 60, seed: 2 })
    console.log(summaryOf(outcomes))
    expect(bugsIn(outcomes)).toEqual([])
    // the run itself is worth something only where some are taken and some refused
    for (const kind of ['pdf', 'project'] as const) {
      const of = outcomes.filter((one) => one.kind === kind)
      expect(of.some(({ outcome }) => outcome === 'good')).toBe(true)
      expect(of.some(({ outcome }) => outcome.endsWith('-damaged'))).toBe(true)
    }
  })
})
