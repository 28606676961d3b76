// Titles of later parts of a long section: whole phrases in the section's own words.
import { describe, expect, it } from 'vitest'
import { partTitle } from '../../../electron/worker/topics/partTitle.ts'

describe('the title of a later part', () => {
  it.each([
    ['a short sentence whole', 'Rinse the sieve under warm water.', 'Care: Rinse the sieve under warm water'],
    [
      'its first clause',
      'When placing long glasses, lean them against the rack so that they stand.',
      'Care: When placing long glasses',
    ],
    [
      'no loose end',
      'Leave an adequate distance around the machine to allow ease of movement.',
      'Care: Leave an adequate distance around the machine',
    ],
    [
      'no clause that is only begun',
      'Do not operate this machine if it has been damaged during transport.',
      'Care: Do not operate this machine',
    ],
    [
      'more than a bare label',
      'B1: If there is felt on the top of the product, count it in.',
      'Care: B1: If there is felt on the top',
    ],
    ['the section alone where there are no words', '', 'Care'],
  ])('has %s', (_, text, title) => {
    expect(partTitle('Care', text)).toBe(title)
  })
})
