import { describe, expect, it } from 'vitest'
import { normalWords, wordErrorRate, wordErrors } from '../../../electron/worker/testing/wordErrors.ts'

describe('word errors', () => {
  it.each([
    ['Turn it counter-clockwise.', 'turn it counterclockwise', 0],
    ['Turn it counterclockwise.', 'Turn it counter clockwise', 0],
    ['the dishwasher', 'the dish washer', 0],
    ['error E15', 'Error E 15.', 0],
    ['error E15', 'error e fifteen', 0],
    ['wait twenty five minutes', 'Wait 25 minutes', 0],
    ['two hundred degrees', '200 degrees', 0],
    ['Mister Quilter', 'Mr. Quilter', 0],
    ["it's descaling", 'its descaling', 0],
    ['minimise the odour', 'minimize the odor', 0],
    ['clean the filter', 'clean the filters', 1],
    ['clean the filter', 'clean filter', 1],
    ['clean the filter', 'clean the big filter', 1],
    ['clean the filter', '', 3],
    ['', 'thanks for watching', 3],
    ['fill in rinse aid', 'fill in rinse eight', 1],
    ['0.5 bar', 'Zero point five bar', 0],
  ])('%j heard as %j', (said, heard, errors) => {
    expect(wordErrors(said, heard).errors).toBe(errors)
  })

  it('counts over all words, not over sentences', () => {
    expect(wordErrorRate([wordErrors('a b c d e f g h i', 'a b c d e f g h i'), wordErrors('stop', 'shop')])).toBe(0.1)
  })

  it('keeps letters of other languages', () => {
    expect(normalWords('Spülmaschine: 3 Löffel!')).toEqual(['spülmaschine', '3', 'löffel'])
  })
})
