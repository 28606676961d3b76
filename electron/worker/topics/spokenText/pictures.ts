// Pictures in a line of text -> what is heard in their place, so that the sentence is whole and invents no name. Example:
// "Press ￼ or ￼ for 3 seconds." -> "Press one of the pictured buttons for 3 seconds."; "Press ￼ (Home)." -> "Press Home."
// Traps: a name that stands beside the picture says it already ("the Start button ￼"); German nouns look like names; a lamp
// "(red ￼)" has no place for a noun. What finds no place is left out, and the finding "picture-in-sentence" asks for all of them.

import type { Pass, Tongue } from './spokenText.ts'

/** Icon fonts have characters of their own for pictures. */
const picture = String.raw`[\ufffc\u{e000}-\u{f8ff}]+`
const link = String.raw`\s*(?:,|\/|,?\s*(?:and|or|und|oder|sowie))\s*`
const chain = new RegExp(`${picture}(?:${link}${picture})*`, 'gu')

const thing =
  'button|key|knob|dial|switch|symbol|icon|sign|mark|logo|lamp|light|indicator|taste|knopf|schalter|regler|zeichen|lampe|anzeige'
const article = 'the|a|an|this|these|der|die|das|den|dem|des|diese[mnrs]?'
const endsInThing = new RegExp(`(?:${thing})(?:n|s|es|en)?$`, 'iu')
const endsInBareThing = new RegExp(`(?<!\\p{L})(${article})\\s+((?:${thing})(?:n|s|es|en)?)\\s*$`, 'iu')
const opensWithThing = new RegExp(`^\\s*-?\\s*(?:${thing})(?:n|s|es|en)?(?!\\p{L})`, 'iu')
const endsInArticle = new RegExp(`(?<!\\p{L})(${article})\\s*$`, 'iu')

/** A name in the middle of an English sentence, "the Start"; in German only what no noun looks like: "Start/Pause", "ECO". */
const endsInName = /(?:[\p{Ll}\p{N},]\s+(?!Sie$)\p{Lu}[\p{L}/-]*|\/\p{L}+)$/u
const endsInLoudName = /(?:(?<!\p{L})\p{Lu}{2,}|\/\p{L}+)$/u
const opensWithLoudName = /^\s*\p{Lu}{2,}(?!\p{L})/u
const namedInBrackets = new RegExp(
  String.raw`${picture}\s*\((?!(?:not|see|if|for|or|only|nicht|siehe|wenn|falls|nur)\b)(\p{L}[\p{L}/+-]*(?:\s[\p{L}/+-]+){0,2})\)`,
  'gu',
)

/** "die ￼ -Taste" */
const hyphened = new RegExp(`(${picture})\\s*-\\s*(?=(?:${thing}))`, 'giu')

interface Place {
  before: string
  after: string
  /** How the chain is joined; '' for one picture alone. */
  joint: 'and' | 'or' | ''
}

/** Heard, the sentence has a hole, or only "the pictured button" in it. False where words beside the picture name it. */
export const lacksPictured = (text: string): boolean =>
  placesIn(text.replace(namedInBrackets, '$1')).some((place) => !isNamed(place, isGerman(text) ? 'de' : 'en'))

export const withPictures: Pass = (text, tongue) => {
  let said = ''
  let from = 0
  const rest = text.replace(namedInBrackets, '$1').replace(hyphened, '$1 ')
  for (const { index, 0: pictures } of rest.matchAll(chain)) {
    said += rest.slice(from, index)
    from = index + pictures.length
    const place = { before: said, after: rest.slice(from), joint: jointOf(pictures) }
    said = /[^\s"'“„(]$/u.test(said) ? `${said} ` : saidWith(withLost(place), tongue)
  }
  return said + rest.slice(from)
}

/** "Press or ￼": one more stood there that was not seen as a picture. */
function withLost(place: Place): Place {
  const [, verb, joint] =
    /^(.*(?:press|push|touch|hold|drücken Sie|halten Sie))\s+(and|or|und|oder)\s*$/isu.exec(place.before) ?? []
  if (verb === undefined) return place
  return { ...place, before: `${verb} `, joint: /^(?:or|oder)$/iu.test(joint ?? '') ? 'or' : 'and' }
}

/** A bracket round the picture alone belongs to it. */
const bare = (before: string): string => before.replace(/[\s"'“„(]+$/u, '')

function isNamed({ before, after }: Place, tongue: Tongue): boolean {
  const words = bare(before)
  if (endsInThing.test(words) || opensWithLoudName.test(after)) return true
  return (tongue === 'de' ? endsInLoudName : endsInName).test(words)
}

/** What was said so far, with the pictures in it. */
function saidWith(place: Place, tongue: Tongue): string {
  const { before, after, joint } = place
  const [determiner] = endsInArticle.exec(before)?.slice(1) ?? []
  if (opensWithThing.test(after)) {
    if (joint === 'or' && determiner === 'the') return `${before.replace(endsInArticle, 'either')} pictured `
    if (determiner !== undefined) return `${before.trimEnd()} ${pictured(determiner, joint !== '', tongue)} `
    return isPlace(place) ? appended(before, tongue === 'de' ? 'die abgebildete ' : 'the pictured ') : before
  }
  const [first = '', noun = ''] = endsInBareThing.exec(before)?.slice(1) ?? []
  if (noun !== '') {
    const isPlural = /(?:[^s]s|n)$/iu.test(noun) && !/zeichen$/iu.test(noun)
    return before.replace(endsInBareThing, `${first} ${pictured(first, isPlural, tongue)} ${noun} `)
  }
  if (isNamed(place, tongue) || !isPlace(place)) return before
  return appended(before, tongue === 'de' ? german(place) : english(place))
}

const appended = (before: string, words: string): string =>
  isFirst(before) ? `${before}${words.charAt(0).toUpperCase()}${words.slice(1)}` : `${before.trimEnd()} ${words}`

/** The adjective behind its article. */
function pictured(before: string, isPlural: boolean, tongue: Tongue): string {
  if (tongue === 'en') return 'pictured'
  return /^(?:die|das|diese|dieses)$/iu.test(before) && !isPlural ? 'abgebildete' : 'abgebildeten'
}

/** Where a noun can stand: behind a verb or a small word, before one, or first in a sentence that goes on in small letters. */
function isPlace({ before, after }: Place): boolean {
  if (isFirst(before)) return /^\s+\p{Ll}/u.test(after)
  return behind.test(before.trimEnd()) || /^\s+(?:drücken|gedrückt|(?:is|are) pressed)(?!\p{L})/u.test(after)
}
const isFirst = (before: string): boolean => /(?:^|[.!?:])\s*$/.test(before)
const behind =
  /(?<!\p{L})(?:press|push|touch|tap|hold|hit|turn|rotat|us|select|click)(?:e|es|ing|s)?$|(?<!\p{L})(?:down|again|repeatedly|simply|once|then|when|if|while|until|and|or|of|with|by|to|via|from|Sie|mit|von|zu|und|oder|wenn|erneut|einfach|nochmals|dann|drücken|halten)$/iu

/** What is done with it, said last before it or soon after, says what it is; what something is turned to is a sign on it. */
function controlIn({ before, after }: Place): 'button' | 'knob' | 'symbol' {
  if (/(?<!\p{L})(?:to|near|auf|zu)\s*$/iu.test(before)) return 'symbol'
  const sentence = /[^.!?]*$/u.exec(before)?.[0] ?? ''
  const verb = [...sentence.matchAll(handled)].at(-1) ?? handledSoon.exec(after)
  return verb?.groups?.['turned'] !== undefined ? 'knob' : verb ? 'button' : 'symbol'
}
const handling =
  '(?<!\\p{L})(?:press|push|touch|tap|hold|hit|drück|gedrückt|halten|berühr|(?<turned>turn(?! (?:on|off))|rotat|dreh))'
const handled = new RegExp(handling, 'giu')
const handledSoon = new RegExp(`^[^.!?,]{0,30}?${handling}`, 'iu')

function english(place: Place): string {
  const noun = `pictured ${controlIn(place)}`
  return { '': `the ${noun}`, and: `the ${noun}s`, or: `one of the ${noun}s` }[place.joint]
}

function german(place: Place): string {
  const isDative = /(?<!\p{L})(?:mit|von|zu)$/iu.test(place.before.trimEnd())
  const nouns = {
    button: { one: ['die abgebildete Taste', 'der abgebildeten Taste'], all: 'Tasten', some: ['eine', 'einer'] },
    knob: { one: ['den abgebildeten Regler', 'dem abgebildeten Regler'], all: 'Regler', some: ['einen', 'einem'] },
    symbol: { one: ['das abgebildete Symbol', 'dem abgebildeten Symbol'], all: 'Symbole', some: ['eines', 'einem'] },
  } as const
  const { one, all, some } = nouns[controlIn(place)]
  const of = isDative ? 1 : 0
  if (place.joint === '') return one[of]
  if (place.joint === 'or') return `${some[of]} der abgebildeten ${all}`
  return isDative ? `den abgebildeten ${all.replace(/(?<!n)$/u, 'n')}` : `die abgebildeten ${all}`
}

const jointOf = (pictures: string): Place['joint'] =>
  new RegExp(`^${picture}$`, 'u').test(pictures) ? '' : /or|oder|\//iu.test(pictures) ? 'or' : 'and'

const placesIn = (text: string): Place[] =>
  [...text.matchAll(chain)].map(({ index, 0: pictures }) => ({
    before: text.slice(0, index),
    after: text.slice(index + pictures.length),
    joint: jointOf(pictures),
  }))

/** A finding knows the sentence alone. */
const isGerman = (text: string): boolean =>
  /(?<!\p{L})(?:Sie|der|die|das|den|dem|und|oder|mit|von)(?!\p{L})/u.test(text)
