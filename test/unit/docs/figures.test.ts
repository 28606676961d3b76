// The figures that README names are the last ones of `npm run eval`: who changes the answers says so where people read first.

import { expect, it } from 'vitest'
import { readDocument } from './documents.ts'

it('README says of right answers what EVALUATION.md says', () => {
  const top1 = new Map(
    [...readDocument('EVALUATION.md').matchAll(/^all +(\S.*?) {2,}(\d\.\d\d) \(/gm)].map(([, system, share]) => [
      system,
      `${Math.round(Number(share) * 100)} %`,
    ]),
  )
  const [, ...said] =
    /comes first for (\d+ %) .* document chat\) reach (\d+ %) and BM25 (\d+ %)/.exec(readDocument('README.md')) ?? []
  expect(said).toEqual(['the device', 'MiniLM over page pieces', 'BM25 over topics'].map((system) => top1.get(system)))
})
