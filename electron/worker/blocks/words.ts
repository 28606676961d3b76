// Glyph text -> the words a person reads: ligatures opened, dingbats named, hyphenation joined, spaces single.
// Example: joinLines(["The dish-", "washer"]) -> "The dishwasher"; repairText("ﬁlter\u00a0") -> "filter ".
// Trap: "self-" + "cleaning" at a line end keeps its hyphen; "dish-" + "washer" loses it. Nothing but the words themselves can tell:
// a hyphen is dropped where the second half starts lower-case and the first half is not a known prefix or a whole compound.

import { withLostLigatures } from './lostLigatures.ts'

/** Symbols of manuals that fonts hide in the private-use area or in dingbat code points, as the plain ones. */
const symbols: readonly (readonly [RegExp, string])[] = [
  [
    /[\uf0b7\uf0a7\uf076\uf0d8\uf0a8\uf06e\uf077\u25cf\u25aa\u25ab\u25a0\u25a1\u2219\u2023\u2043\u25e6\u00b7\u2027\u30fb\uf09f]/g,
    '•',
  ],
  [/[\uf0fc\u2714\u2713]/g, '✓'],
  [/[\uf0e8\uf0f0\uf0de\u27a2\u27a4\u2794\u25ba\u25b6\u25b8]/g, '▶'],
  [/[\uf046\u261e\u261b]/g, '☞'],
]

const ligatures: readonly (readonly [RegExp, string])[] = [
  [/\ufb00/g, 'ff'],
  [/\ufb01/g, 'fi'],
  [/\ufb02/g, 'fl'],
  [/\ufb03/g, 'ffi'],
  [/\ufb04/g, 'ffl'],
  [/[\ufb05\ufb06]/g, 'st'],
  [/\u0132/g, 'IJ'],
  [/\u0133/g, 'ij'],
]

/** ASCII, Latin letters with accents, dashes, quotation marks, • and …: nearly every run is of these, and none of them is repaired. */
const plain = /^[\x20-\x7e\u00a1-\u00b6\u00b8-\u0131\u0134-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026]*$/

export function repairText(text: string): string {
  if (plain.test(text)) return text.includes('!') ? withLigatures(text) : text
  // Codes that WinAnsi leaves unused all draw a bullet (PDF 1.7, annex D.2, note 3).
  const bulleted = text
    .replace(/[\u007f\u0081\u008d\u008f\u0090\u009d]/g, '•')
    .replace(/[\u0080-\u009f]/g, (code) => winAnsi.get(code) ?? code)
  let repaired = withLostLigatures(withLigatures(bulleted)).replace(
    /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n]/g,
    ' ',
  )
  repaired = repaired.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd]/g, '')
  for (const [pattern, letters] of ligatures) repaired = repaired.replace(pattern, letters)
  for (const [pattern, symbol] of symbols) repaired = repaired.replace(pattern, symbol)
  // What is left of the private-use area is a symbol font's own code: U+F06C is its letter "l".
  return repaired
    .replace(/[\uf020-\uf0ff]/g, (symbol) => dingbatText(String.fromCharCode(symbol.charCodeAt(0) & 0xff)))
    .replace(/[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/gu, '')
}

/** Marks that some fonts leave at their WinAnsi codes, where Unicode has controls: "don\u0092t". */
const winAnsi: ReadonlyMap<string, string> = new Map<string, string>([
  ['\u0080', '€'],
  ['\u0085', '…'],
  ['\u0091', '‘'],
  ['\u0092', '’'],
  ['\u0093', '“'],
  ['\u0094', '”'],
  ['\u0095', '•'],
  ['\u0096', '–'],
  ['\u0097', '—'],
  ['\u0099', '™'],
])

/** A broken glyph map gives "!" for "ff": no word has an exclamation mark inside, and none is "o!". */
const withLigatures = (text: string): string =>
  text.replace(/(?<=\p{Ll})!(?=\p{Ll})/gu, 'ff').replace(/(?<!\p{L})([oO])!(?!\p{L})/gu, '$1ff')

/** Letters of Zapf Dingbats and Wingdings -> the symbol they draw. Most stand in front of list entries. */
export function dingbatText(text: string): string {
  return text.replace(/\S/gu, (letter) => {
    if (/[34ü]/.test(letter)) return '✓'
    if (/[56û]/.test(letter)) return '✗'
    if (/[àèÄ®ØðÞ➔]/.test(letter)) return '▶'
    return '•'
  })
}

export const oneSpaced = (text: string): string => (isOneSpaced(text) ? text : text.replace(/\s+/g, ' ').trim())

/** Asked for every line a few times, and mostly so: told without a pattern. */
function isOneSpaced(text: string): boolean {
  let last = 0x20
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code > 0x7e || (code === 0x20 && last === 0x20)) return false
    last = code
  }
  return last !== 0x20 || text === ''
}

/** First halves of compounds that keep their hyphen when a line ends after it. */
const hyphenated =
  /(?:^|[\s(])(?:self|non|anti|semi|multi|well|high|low|two|three|four|full|half|cross|built|free|child|left|right|top|bottom|front|side|heavy|medium|long|short|pop|plug|add|stand|start|switch|turn|take|wi)-$/i
/** Syllables that begin many words ("in-stall", "pre-sence") and few compounds. */
const compounds =
  /(?:^|[\s(])(?:in-(?:built|house|line)|on-(?:board|off|screen|site|line)|e-mail|all-(?:in|purpose|round))/i
/** What follows a syllable, not a hyphen: "child-" | "ren", "free-" | "zer", "stand-" | "ard". */
const ending =
  /^(?:ren|zers?|zing|ard|ards|ardi[sz]ed?|ing|ings|ging|ping|ed|ged|ped|er|ers|est|en|ened|ening|ly|ly,|ness|ment)(?!\p{L})/u

const keepsHyphen = (before: string, after: string): boolean =>
  compounds.test(/\S+$/u.exec(before)?.[0] + after) || (hyphenated.test(before) && !ending.test(after))

export function joinLines(lines: readonly string[]): string {
  let text = ''
  for (const line of lines.map(oneSpaced)) {
    if (line === '') continue
    text = text === '' ? line : joinTwo(text, line)
  }
  return text
}

function joinTwo(before: string, after: string): string {
  if (before.endsWith('\u00ad')) return before.slice(0, -1) + after
  // Some languages set the hyphen of a compound again at the start of the next line: "mid-" | "-range".
  if (/\p{L}-$/u.test(before) && /^-\p{Ll}/u.test(after)) return before + after.slice(1)
  const isBroken = /\p{L}[-\u2010]$/u.test(before) && /^\p{Ll}/u.test(after)
  if (!isBroken)
    return /\p{L}[-\u2010/]$/u.test(before) && /^\p{L}/u.test(after) ? before + after : `${before} ${after}`
  // German "Ein- und Ausschalten", "Wasch-/Trocken-": the hyphen stands for a word to come; after "interi-" | "or." none comes.
  if (/^(?:und|oder|bzw|and|or|et|ou|o|e|y|u)\b(?!\s*[.!?])/.test(after)) return `${before} ${after}`
  return keepsHyphen(before, after) ? before + after : before.slice(0, -1) + after
}
