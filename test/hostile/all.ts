// `npm run hostile`: 500 spoiled PDFs and 200 spoiled projects; `npm run hostile -- 5000 2000 7` takes counts and seed.
// Each must be imported or opened, or give one clear error. Ends with 1 where one crashed, hung for 30 s, took 1.5 GB or touched a file outside.

import { bugsIn, runHostile, summaryOf } from './run.ts'

const [pdfs = 500, projects = 200, seed = 1] = process.argv.slice(2).map(Number)
const outcomes = await runHostile({ pdfs, projects, seed })
const bugs = bugsIn(outcomes)
console.log(summaryOf(outcomes))
for (const bug of bugs) console.log(`✗ ${bug}`)
console.log(`${outcomes.length - bugs.length} passed, ${bugs.length} failed`)
process.exitCode = bugs.length === 0 ? 0 : 1
