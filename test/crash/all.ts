// `npm run crash`: 200 processes that edit one project and are killed at random instants. `npm run crash -- 1000 7` takes count and seed.
// Ends with 1 where anything was lost, half-written or unreadable.

import { killOften } from './killing.ts'

const [count = 200, seed = 1] = process.argv.slice(2).map(Number)
const { kills, saves, inFlight, losses } = await killOften({ count, seed })
console.log(`${kills} kills (seed ${seed}), ${inFlight} of them during a save; ${saves} saves; ${losses.length} losses`)
for (const loss of losses) console.log(`✗ ${loss}`)
process.exitCode = losses.length === 0 ? 0 : 1
