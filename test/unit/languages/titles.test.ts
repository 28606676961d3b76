// A title in all languages of a manual -> its parts, and whose they are.

import { expect, it } from 'vitest'
import { languagesOfParts, partsOfTitle } from '../../../electron/worker/languages/titles.ts'

it.each([
  ['Cleaning the filter / Das Sieb reinigen', ['Cleaning the filter', 'Das Sieb reinigen']],
  ['Eco | Intensive', ['Eco', 'Intensive']],
  ['The sleeve may partly / fully block the holes.', null],
  ['On / off / standby', null],
  ['1 / 2', null],
])('%s', (title, parts) => expect(partsOfTitle(title, 2)).toEqual(parts))

it('gives each part the language that speaks for it most, and the rest what is left', () => {
  expect(languagesOfParts([[0, 0, 0], [1, 0, 2], [1, 0, 0]])).toEqual([1, 2, 0]) // prettier-ignore
  expect(languagesOfParts([[0, 0], [0, 0]])).toBeNull() // prettier-ignore
})
