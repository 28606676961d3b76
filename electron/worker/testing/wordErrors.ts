// what was said + what was heard -> word errors: substitutions, insertions and deletions, after what only the spelling decides is made equal.
// Example: wordErrors('Turn it counter-clockwise 5 times.', 'turn it counterclockwise five time') -> { errors: 1, words: 6 }.
// Trap: a rate over many sentences is the sum of errors over the sum of words, never the mean of the rates.

export interface WordErrors {
  errors: number
  /** Words of the reference. */
  words: number
}

export function wordErrors(said: string, heard: string): WordErrors {
  const reference = normalWords(said)
  return { errors: distance(reference, normalWords(heard)), words: reference.length }
}

/** 0 where nothing was said. */
export function wordErrorRate(all: readonly WordErrors[]): number {
  const words = all.reduce((sum, one) => sum + one.words, 0)
  return words === 0 ? 0 : all.reduce((sum, one) => sum + one.errors, 0) / words
}

/** Lower case, no punctuation, numbers as digits, one spelling. */
export function normalWords(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/(\d)[.,](\d)/g, '$1point$2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{N})(?=\p{L})|(\p{L})(?=\p{N})/gu, '$1$2 ') // "e15" and "e 15" are the same
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .map(spelling)
  return withDigits(words)
}

/** Least edits between two lists of words. Two words written as one, or one as two, are no error ("dish washer"). */
function distance(reference: readonly string[], heard: readonly string[]): number {
  const columns = heard.length + 1
  const costs = new Float64Array((reference.length + 1) * columns)
  const at = (row: number, column: number): number => costs[row * columns + column] ?? Infinity
  for (let row = 0; row <= reference.length; row++) {
    for (let column = 0; column <= heard.length; column++) {
      if (row === 0 || column === 0) {
        costs[row * columns + column] = row + column
        continue
      }
      const isSame = reference[row - 1] === heard[column - 1]
      const choices = [at(row - 1, column - 1) + (isSame ? 0 : 1), at(row - 1, column) + 1, at(row, column - 1) + 1]
      if (column > 1 && joined(heard, column) === reference[row - 1]) choices.push(at(row - 1, column - 2))
      if (row > 1 && joined(reference, row) === heard[column - 1]) choices.push(at(row - 2, column - 1))
      costs[row * columns + column] = Math.min(...choices)
    }
  }
  return at(reference.length, heard.length)
}

const joined = (words: readonly string[], end: number): string => `${words[end - 2] ?? ''}${words[end - 1] ?? ''}`

const spellings: Record<string, string> = {
  mister: 'mr',
  doctor: 'dr',
  okay: 'ok',
  colour: 'color',
  centre: 'center',
  litre: 'liter',
  litres: 'liters',
  metre: 'meter',
  metres: 'meters',
  grey: 'gray',
  programme: 'program',
  programmes: 'programs',
  odour: 'odor',
  odours: 'odors',
  aluminium: 'aluminum',
  mould: 'mold',
  anticlockwise: 'counterclockwise',
}
const spelling = (word: string): string =>
  spellings[word] ?? word.replace(/(.{3})is(e|es|ed|ing)$/, '$1iz$2').replace(/yse$/, 'yze')

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const numberOf = new Map(ones.split(' ').map((word, value) => [word, value]))
const tensOf = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, (index + 2) * 10]),
)

/** "twenty", "five" -> "25"; "two", "hundred" -> "200". */
function withDigits(words: readonly string[]): string[] {
  const out: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const ten = tensOf.get(word)
    const next = numberOf.get(words[index + 1] ?? '')
    if (ten !== undefined && next !== undefined && next > 0 && next < 10) {
      out.push(String(ten + next))
      index++
    } else if (word === 'hundred' && /^[1-9]$/.test(out.at(-1) ?? '')) {
      out.push(String(Number(out.pop()) * 100))
    } else {
      out.push(String(ten ?? numberOf.get(word) ?? word))
    }
  }
  return out
}
