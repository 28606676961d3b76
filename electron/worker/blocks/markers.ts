// The start of a line -> its list marker. Example: "2) Press Start" -> { kind: 'step', marker: '2)', ordinal: 2, rest: 'Press Start' }.
// Trap: "2.5 kg", "3 hours", "1/2 cup" and "A class" begin with numbers and letters and are no markers.

export type Marker =
  | { kind: 'step'; marker: string; ordinal: number; rest: string; isBare: boolean; isLetter: boolean }
  | { kind: 'bullet'; marker: string; rest: string }

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const filled = '❶❷❸❹❺❻❼❽❾❿'
const bullet = /^([•●○◦▪▫■□◆◇–—‒\-*✓✔☞▶►➢➤→⇒»>])(?:\s+(?=\S)|(?=[\p{Lu}])|$)/u
const bulletUnspaced = /^([•●○◦▪▫■□◆◇✓✔☞▶►➢➤])(?:\s*\1)*\s*/u // some producers draw it twice
const numbered = /^(\(?\d{1,2}(?:[.):]|\.\)))(?:\s+(?=\S)|(?=\p{Lu}\p{Ll})|$)/u
const stepWord = /^((?:step|schritt|étape|etape|paso|passo|fase)\s+(\d{1,2})\s*[.:)–-]?)(?:\s+|$)/iu
const lettered = /^(\(?([a-z])[.)])(?:\s+(?=\S)|$)/
const letteredUpper = /^(\(?([A-H])[.)])(?:\s+(?=\p{Lu}\p{Ll}|\d+ \p{Ll})|$)/u
const roman = /^(\(?(i{1,3}|iv|vi{0,3}|ix|x)[.)])(?:\s+(?=\S)|$)/
const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']
const bare = /^(\d{1,2})(?:\s+(?=[\p{Lu}"“„'(])|$)/u

/** Two letters of a word that is no "Step", no numeral ("iv.") and nothing else with which a marker begins. Most lines begin so. */
const opensWord = /^[A-Za-z][A-Za-z]/
const opensMarker = /^(?:[ivx]|step|schritt|etape|paso|passo|fase)/i

export function markerOf(text: string): Marker | null {
  if (opensWord.test(text) && !opensMarker.test(text)) return null
  const first = text.charAt(0)
  const ring = Math.max(circled.indexOf(first), filled.indexOf(first))
  if (first !== '' && ring >= 0) return step(first, ring + 1, text.slice(1))
  const dot = bulletUnspaced.exec(text) ?? bullet.exec(text)
  if (dot?.[1]) return { kind: 'bullet', marker: dot[0].trim(), rest: text.slice(dot[0].length).trim() }
  const word = stepWord.exec(text)
  if (word?.[1] && word[2]) return step(word[1], Number(word[2]), text.slice(word[0].length))
  const number = numbered.exec(text)
  if (number?.[1]) return step(number[1], Number(number[1].replace(/\D/g, '')), text.slice(number[0].length))
  const numeral = roman.exec(text)
  if (numeral?.[1] && numeral[2]) {
    const ordinal = romans.indexOf(numeral[2]) + 1
    return { ...step(numeral[1], ordinal, text.slice(numeral[0].length)), isLetter: true }
  }
  const letter = lettered.exec(text) ?? letteredUpper.exec(text)
  if (letter?.[1] && letter[2]) {
    const ordinal = letter[2].toLowerCase().charCodeAt(0) - 96
    return { ...step(letter[1], ordinal, text.slice(letter[0].length)), isLetter: true }
  }
  const plain = bare.exec(text)
  if (plain?.[1]) return { ...step(plain[1], Number(plain[1]), text.slice(plain[0].length)), isBare: true }
  return null
}

const step = (marker: string, ordinal: number, rest: string): Marker & { kind: 'step' } => ({
  kind: 'step',
  marker,
  ordinal,
  rest: rest.trim(),
  isBare: false,
  isLetter: false,
})
