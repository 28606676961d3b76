import { describe, expect, it } from 'vitest'
import { foreignTerms, parseNames } from '../../../electron/worker/topics/foreignNames.ts'

/** Words without an ending, as the runtime's analyser makes them. */
const analyse = (text: string): string[] =>
  text
    .toLowerCase()
    .split(' ')
    .map((word) => word.replace(/(?:ing|e)$/, ''))

it('reads a group of names a line, without comments', () => {
  expect(parseNames('# appliances\nkettle\n\nwashing machine / washer\n')).toEqual([
    ['kettle'],
    ['washing machine', 'washer'],
  ])
})

describe('foreign terms', () => {
  const groups = [['kettle'], ['washing machine', 'washer'], ['coffee machine'], ['self clean oven']]

  it('are names of things that the manual prints by none of their names', () => {
    expect(foreignTerms(groups, [analyse('clean the kettle')], analyse)).toEqual([
      'wash machin',
      'washer',
      'coffe machin',
    ])
  })

  it('are no names of a thing that is printed by another name', () => {
    expect(foreignTerms(groups, [analyse('your washer'), analyse('boil the kettle')], analyse)).toEqual([
      'coffe machin',
    ])
  })

  it('are names of two words only where the words stand together', () => {
    expect(foreignTerms([['coffee machine']], [analyse('coffee stains the machine')], analyse)).toEqual([
      'coffe machin',
    ])
    expect(foreignTerms([['coffee machine']], [analyse('this coffee machine')], analyse)).toEqual([])
  })
})
