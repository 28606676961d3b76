// A word -> the languages that have it as a small word ("the", "und", "del"), and how much each says for its language.
// Example: evidenceIn('Schließen Sie die Tür') -> de 2.3, nl 0.3. A word of one language alone weighs 1, one that n languages share 1/n.
// Trap: letters are evidence too ("ß" is German, "ő" Hungarian), but names of products and people carry them anywhere: they weigh less.

import type { LanguageTag } from '../../../shared/domain.ts'

const functionWords: Readonly<Record<LanguageTag, string>> = {
  en: 'the a an is are was be been do does not to of in on at by for with from and or if when how what why where which who can it its this that these my your you i me we there have has will should must before after than into out up about no any',
  de: 'der die das den dem des ein eine einen einem einer ist sind war nicht zu im in am auf bei mit von vom und oder wenn wie was warum wo welche wer kann es sie ich mein meine ihr ihre wir da hat haben wird werden soll muss darf vor nach als aus über kein keine zum zur sich auch nur für',
  fr: 'le la les un une des du de est sont ne pas à au aux en dans sur par pour avec et ou si quand comment que qui quoi pourquoi où il elle je mon ma mes votre vos vous nous ce cette ces a ont doit peut avant après plus se sa son',
  it: 'il lo la i gli le un una uno di del della dei delle è sono non a al alla in nel nella su per con da dal e o se quando come che chi cosa perché dove può si il mio mia suo vostro questo questa prima dopo più',
  es: 'el la los las un una unos de del es son no a al en por para con y o si cuando cómo que qué quién por dónde se su sus mi este esta estos debe puede antes después más lo',
  nl: 'de het een is zijn niet te van in op aan bij met voor en of als hoe wat waarom waar welke wie kan u uw ik mijn je dit dat deze er heeft hebben wordt worden moet mag naar uit om geen ook',
  pt: 'o a os as um uma de do da dos das é são não ao à em no na nos nas por para com e ou se quando como que quem onde seu sua este esta deve pode antes depois mais',
  sv: 'en ett är inte att av i på för med från och eller om när hur vad varför var vilken kan det den de jag min du din detta har ska måste före efter till som',
  da: 'en et er ikke at af i på for med fra og eller hvis når hvordan hvad hvorfor hvor kan det den de jeg min du din dette har skal må før efter til som ved bliver kun',
  no: 'en et er ikke å av i på for med fra og eller hvis når hvordan hva hvorfor hvor kan det den de jeg min du din dette har skal må før etter til som ved blir kun',
  fi: 'on ei ja tai jos kun että se sen ovat ole voi voit ennen jälkeen kanssa myös mutta tämä tämän niin kuin älä saa vain',
  pl: 'jest nie do w na z ze i lub jeśli gdy jak co dlaczego gdzie który może się to ta przed po od dla oraz przez należy',
  cs: 'je není jsou nebo a v ve na z ze se si do od pro při pokud když jak který před po aby jako podle pouze být lze',
  sk: 'je nie sú alebo a v vo na z zo sa si do od pre pri ak keď ako ktorý pred po aby podľa iba byť',
  hu: 'a az és vagy nem ha hogy egy van meg ne ez azt kell csak után előtt mint ki be fel le hogyan amíg',
  ro: 'este sunt nu și sau dacă când cum în din pe la cu de pentru prin un o al ale care se să acest după înainte',
  sl: 'je ni so in ali če v na z s za pri od do po ko kako ki pred se naj lahko ter samo',
  hr: 'je nije su i ili ako u na s sa za pri od do po kada kako koji prije se nakon samo te nemojte',
  tr: 've veya bir bu için ile da de değil gibi daha önce sonra kadar eğer olarak mı ne her olan',
  ru: 'и в на не с по для от из к о или если как что это при до после перед только быть можно его за так',
  uk: 'і в у на не з по для від із до або якщо як що це при після перед тільки бути можна його за та',
  bg: 'и в на не с по за от или ако как какво това при до след преди само да се е са ще',
  el: 'και το τη την του της ο η οι τα σε με για από ή αν πως που είναι δεν μην να στο στη στην πριν μετά',
}

/** What languages call themselves: it stands over their parts of a manual. */
const ownNames: Readonly<Record<LanguageTag, string>> = {
  en: 'english',
  de: 'deutsch',
  fr: 'français francais',
  it: 'italiano',
  es: 'español espanol castellano',
  nl: 'nederlands',
  pt: 'português',
  sv: 'svenska',
  da: 'dansk',
  no: 'norsk',
  fi: 'suomi',
  pl: 'polski',
  cs: 'čeština česky',
  sk: 'slovenčina slovensky',
  hu: 'magyar',
  ro: 'română',
  sl: 'slovenščina',
  hr: 'hrvatski',
  tr: 'türkçe',
  ru: 'русский',
  uk: 'українська',
  bg: 'български',
  el: 'ελληνικά',
}

/** Scripts that tell a language by themselves, and letters of the Latin and Cyrillic ones that hint at it. */
const scripts: readonly (readonly [RegExp, LanguageTag])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/ß/u, 'de'],
  [/[ñ¿¡]/u, 'es'],
  [/[ãõ]/u, 'pt'],
  [/[őű]/u, 'hu'],
  [/[ąęłżź]/u, 'pl'],
  [/[řěů]/u, 'cs'],
  [/[ľĺŕ]/u, 'sk'],
  [/[ăâțșţ]/u, 'ro'],
  [/[ğış]/u, 'tr'],
  [/[ыэё]/u, 'ru'],
  [/[іїєґ]/u, 'uk'],
]
const weightOfLetter = 0.4

const languagesByWord = new Map<string, LanguageTag[]>()
for (const [tag, words] of [...Object.entries(functionWords), ...Object.entries(ownNames)])
  for (const word of new Set(words.split(' '))) languagesByWord.set(word, [...(languagesByWord.get(word) ?? []), tag])

export interface Evidence {
  weight: number
  /** Different words that speak for it. */
  words: Set<string>
}

const notPlain = /[^a-z]/

export const evidenceIn = (text: string): Map<LanguageTag, Evidence> => evidenceOf(wordsIn(text))

/** `found` as wordsIn gives them. */
export function evidenceOf(found: readonly string[]): Map<LanguageTag, Evidence> {
  const evidence = new Map<LanguageTag, Evidence>()
  const add = (tag: LanguageTag, word: string, weight: number): void => {
    const known = evidence.get(tag) ?? { weight: 0, words: new Set() }
    known.weight += weight
    known.words.add(word)
    evidence.set(tag, known)
  }
  for (const word of found) {
    const tags = languagesByWord.get(word) ?? []
    for (const tag of tags) add(tag, word, 1 / tags.length)
    if (notPlain.test(word)) for (const tag of tagsOfLetters(word)) add(tag, word, weightOfLetter)
  }
  return evidence
}

/** "W", "AU-A9" and "10 s" are no words of any language. */
export const wordsIn = (text: string): string[] =>
  (
    text.match(/\p{L}{4,}|(?<![\p{L}\p{N}]|\p{N}[\s.-])(?:\p{L}{2,3}|\p{Ll}|\p{Lo})(?![\p{L}\p{N}]|-\p{Lu}*\p{N})/gu) ??
    []
  ).map((word) => word.toLowerCase())

const tagsOfLetters = (word: string): LanguageTag[] => {
  const found = scripts.filter(([letters]) => letters.test(word)).map(([, tag]) => tag)
  return found.includes('ja') ? ['ja'] : found // Japanese has Chinese letters too
}
