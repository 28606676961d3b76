// A title in all languages of the manual, one after the other between strokes -> each language's part; null where it is none.
// Example: "Cleaning the filter / Das Sieb reinigen" in a manual of en and de -> [[en, 'Cleaning the filter'], [de, 'Das Sieb reinigen']]
// Trap: "Eco / Intensive" has as many parts as the manual has languages, and says nothing in either: something must speak for the parts.
// "may partly / fully block it." is a sentence.

const stroke = /\s+[/|·•–]\s+/u

export const hasWord = (text: string): boolean => /\p{L}{3}|\p{Lo}/u.test(text)

export const partsOfTitle = (text: string, languages: number): string[] | null => {
  const parts = text.split(stroke)
  return parts.length === languages && parts.every(isTitle) ? parts : null
}

const mostWords = 8
const isTitle = (part: string): boolean =>
  hasWord(part) && !/[.!?;]/.test(part) && part.split(/\s+/u).length <= mostWords

/** `evidence`: (part, language). The language of each part, the surest first; parts that say nothing take what is left, in order. */
export function languagesOfParts(evidence: readonly (readonly number[])[]): number[] | null {
  const pairs = evidence
    .flatMap((weights, part) => weights.map((weight, language) => ({ part, language, weight })))
    .sort((a, b) => b.weight - a.weight || a.part - b.part)
  if ((pairs[0]?.weight ?? 0) === 0) return null
  const languages = new Map<number, number>()
  const taken = new Set<number>()
  for (const { part, language } of pairs)
    if (!languages.has(part) && !taken.has(language)) {
      languages.set(part, language)
      taken.add(language)
    }
  return evidence.map((_, part) => languages.get(part) ?? 0)
}
