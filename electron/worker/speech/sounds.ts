// English text -> the sounds it is read as, and how far two readings are apart. Rough on purpose: it only proposes what a listener may
// have misheard; the speech model decides. Example: soundsOf('rinse aid') -> 'rinsed', soundsOf('rinse eight') -> 'rinset', distance 0.07.
// One letter a sound: vowels a e i o u, consonants b d f g h j k l m n p r s t v w z, C (ch), J (j), S (sh), T (th).
// Trap: spelling is no sound: "fifteen" and "15", "F" and "eff" must come out alike, so digits and single letters are read aloud first.

const letterNames: Record<string, string> = Object.fromEntries(
  'ay bee see dee ee ef jee aich eye jay kay el em en oh pee kew ar ess tee you vee doubleyou ex why zed'
    .split(' ')
    .map((name, index) => [String.fromCharCode(97 + index), name]),
)
const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** Spelling -> sounds, the first that fits at a place counts. `$` is the end of the word. */
const rules: [RegExp, string][] = (
  [
    ['tion', 'San'],
    ['sion', 'San'],
    ['eigh', 'e'],
    ['ough', 'o'],
    ['augh', 'o'],
    ['igh', 'i'],
    ['tch', 'C'],
    ['dge', 'J'],
    ['ch', 'C'],
    ['sh', 'S'],
    ['ph', 'f'],
    ['th', 'T'],
    ['wh', 'w'],
    ['wr', 'r'],
    ['kn', 'n'],
    ['gn$', 'n'],
    ['ck', 'k'],
    ['qu', 'kw'],
    ['gh', ''],
    ['mb$', 'm'],
    ['ce$', 's'],
    ['se$', 's'],
    ['ge$', 'J'],
    ['le$', 'el'],
    ['ed$', 'd'],
    ['c(?=[eiy])', 's'],
    ['g(?=[iy])', 'J'],
    ['ee|ea|ie|ei|ey$|y$', 'e'],
    ['ai|ay|a(?=[^aeiouwy]e$)', 'e'],
    ['oo|ue|ui|ew|ou|u(?=[^aeiouwy]e$)', 'u'],
    ['oa|ow|aw|au|oe', 'o'],
    ['i(?=[^aeiouwy]e$)', 'i'],
    ['e$', ''],
    ['x', 'ks'],
    ['c', 'k'],
    ['q', 'k'],
    ['y(?=[aeiou])', 'j'],
    ['y', 'i'],
    ['j', 'J'],
  ] satisfies [string, string][]
).map(([spelling, sound]) => [new RegExp(spelling, 'y'), sound])

export function soundsOf(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/)
    .flatMap(readAloud)
  return words
    .map(wordSounds)
    .join('')
    .replace(/(.)\1+/g, '$1')
}

function readAloud(word: string): string[] {
  if (word === '') return []
  if (/^\d+$/.test(word)) return numberWords(word)
  return word.length === 1 && word !== 'a' && word !== 'i' ? [letterNames[word] ?? word] : [word]
}

/** Up to 99 as a number, more digit by digit. */
export function numberWords(digits: string): string[] {
  const value = Number(digits)
  if (digits.length > 2 || (digits.length === 2 && value < 10))
    return [...digits].map((digit) => ones[Number(digit)] ?? '')
  if (value < 20) return [ones[value] ?? '']
  const ten = tens[Math.floor(value / 10) - 2] ?? ''
  return value % 10 === 0 ? [ten] : [ten, ones[value % 10] ?? '']
}

function wordSounds(written: string): string {
  if (written.length === 1) return written
  const word = written.replace(/^([^aeiou]{1,2})e$/, '$1ee') // "he" and "the" end in a sound, "name" does not
  let sounds = ''
  for (let place = 0; place < word.length;) {
    const [length, sound] = soundAt(word, place)
    sounds += sound
    place += length
  }
  return sounds
}

function soundAt(word: string, place: number): [length: number, sound: string] {
  for (const [spelling, sound] of rules) {
    spelling.lastIndex = place
    const match = spelling.exec(word)
    if (match) return [match[0].length, sound]
  }
  return [1, word[place] ?? '']
}

const alike = [
  'bp',
  'dt',
  'gk',
  'fv',
  'sz',
  'mn',
  'lr',
  'lw',
  'rw',
  'SC',
  'SJ',
  'CJ',
  'sT',
  'fT',
  'tT',
  'dT',
  'sS',
  'ks',
  'tC',
  'dJ',
  'zJ',
]
const alikePairs = new Set(alike.flatMap(([a = '', b = '']) => [a + b, b + a]))
const vowels = 'aeiouj'

/** ASCII codes are places in the tables: a question is compared with each of a thousand terms a dozen times. */
const codes = 128
const skips = Float64Array.from({ length: codes }, (_, code) => skipCost(String.fromCharCode(code)))
const swaps = Float64Array.from({ length: codes * codes }, (_, pair) =>
  swapCost(String.fromCharCode(Math.floor(pair / codes)), String.fromCharCode(pair % codes)),
)
const longest = 256
let above = new Float64Array(longest + 1)
let row = new Float64Array(longest + 1)

/** 0 for the same sounds, 1 for nothing in common; also 1 as soon as it can't be `farthest` or less. Longer ones than 256 sounds are cut. */
export function soundDistance(one: string, other: string, farthest = 1): number {
  const [rows, columns] = [Math.min(longest, one.length), Math.min(longest, other.length)]
  const most = Math.max(1, rows, columns)
  above[0] = 0
  for (let column = 1; column <= columns; column++)
    above[column] = (above[column - 1] ?? 0) + (skips[other.charCodeAt(column - 1)] ?? 1)
  for (let line = 1; line <= rows; line++) {
    const sound = one.charCodeAt(line - 1)
    const skip = skips[sound] ?? 1
    let before = (row[0] = (above[0] ?? 0) + skip)
    let least = before
    for (let column = 1; column <= columns; column++) {
      const counterpart = other.charCodeAt(column - 1)
      const swapped = (above[column - 1] ?? 0) + (swaps[sound * codes + counterpart] ?? 1)
      before = Math.min(swapped, (above[column] ?? 0) + skip, before + (skips[counterpart] ?? 1))
      row[column] = before
      if (before < least) least = before
    }
    if (least / most > farthest) return 1
    ;[above, row] = [row, above]
  }
  return Math.min(1, (above[columns] ?? 0) / most)
}

function skipCost(sound: string): number {
  return vowels.includes(sound) || 'hwr'.includes(sound) ? 0.5 : 0.8
}

function swapCost(sound: string, other: string): number {
  if (sound === other) return 0
  if (vowels.includes(sound) && vowels.includes(other)) return 0.3
  return alikePairs.has(sound + other) ? 0.4 : 1
}
