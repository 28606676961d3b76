// The worker's process is killed while it edits and saves: nothing that was saved is lost, nothing is half-written. `npm run crash`
// does the same 200 times.

import { expect, test } from 'vitest'
import { killOften } from '../../crash/killing.ts'

test('after each of 12 kills the project is readable and whole, with everything that was saved', async () => {
  const { kills, saves, inFlight, losses } = await killOften({ count: 12, seed: 2026 })
  expect(losses).toEqual([])
  expect([kills >= 12, saves > 0, inFlight > 0]).toEqual([true, true, true]) // it did kill what was at work
})
