// text -> the language it is written in, or null where that is not sure. By function words: every sentence has them, and they differ.
// Example: languageOf('Reinigen Sie das Sieb, bevor Sie das Gerät einschalten') -> 'de';  languageOf('E15 / 60 °C') -> null
// Trap: a spoken question is a few words ("filter clean"), so a verdict needs two different function words and a clear lead.

import type { LanguageTag } from '../../../shared/domain.ts'

const functionWords: Readonly<Record<LanguageTag, string>> = {
  en: 'the a an is are was be been do does not to of in on at by for with from and or if when how what why where which who can it its this that these my your you i me we there have has will should must before after than into out up about no any',
  de: 'der die das den dem des ein eine einen einem einer ist sind war nicht zu im in am auf bei mit von vom und oder wenn wie was warum wo welche wer kann es sie ich mein meine ihr ihre wir da hat haben wird werden soll muss darf vor nach als aus über kein keine zum zur sich auch nur für',
  fr: 'le la les un une des du de est sont ne pas à au aux en dans sur par pour avec et ou si quand comment que qui quoi pourquoi où il elle je mon ma mes votre vos vous nous ce cette ces a ont doit peut avant après plus se sa son',
  it: 'il lo la i gli le un una uno di del della dei delle è sono non a al alla in nel nella su per con da dal e o se quando come che chi cosa perché dove può si il mio mia suo vostro questo questa prima dopo più',
  es: 'el la los las un una unos de del es son no a al en por para con y o si cuando cómo que qué quién por dónde se su sus mi este esta estos debe puede antes después más lo',
  nl: 'de het een is zijn niet te van in op aan bij met voor door en of als hoe wat waarom waar welke wie kan u uw ik mijn je dit dat deze er heeft hebben wordt worden moet mag naar uit om geen ook',
  pt: 'o a os as um uma de do da dos das é são não ao à em no na nos nas por para com e ou se quando como que quem onde seu sua este esta deve pode antes depois mais',
  sv: 'en ett är inte att av i på för med från och eller om när hur vad varför var vilken kan det den de jag min du din detta har ska måste före efter till som',
  pl: 'jest nie do w na z ze i lub jeśli gdy jak co dlaczego gdzie który może się to ten ta przed po od dla oraz przez należy',
}

const wordsByLanguage = new Map(Object.entries(functionWords).map(([tag, words]) => [tag, new Set(words.split(' '))]))

/** A word that several languages share ("die", "in") counts for each of them. */
export function languageOf(text: string): LanguageTag | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const [best, second] = [...wordsByLanguage]
    .map(([tag, known]) => {
      const found = words.filter((word) => known.has(word))
      return { tag, count: found.length, distinct: new Set(found).size }
    })
    .sort((a, b) => b.count - a.count)
  if (!best || !second || best.distinct < 2) return null
  return best.count >= second.count * 1.25 + 1 ? best.tag : null
}
