// Heading as printed -> title as a person would say it. Example: "4.3 FILL THE SALT (IF AVAILABLE)" -> "Fill the salt"
// Trap: "E15", "UHT" and "LED" stay capitals; a heading that shouts is lowered only as a whole.

export function titleOf(text: string, spelling?: Spelling): string {
  const plain = text
    .replace(/^\s*[!@]\d\s+(?=\p{L})/u, '') // fonts of ringed numbers keep 10 to 29 there
    .replace(
      /^\s*(?:(?:chapter|section|kapitel)\s+)?(?:\d{1,2}(?:[.-]\d{1,2})*[.):]?|[A-Z][.)]|[ivx]{1,4}[.)])\s+(?=\p{L})/iu,
      '',
    )
    .replace(
      /\((?:if available|optional|depending on (?:the )?model|continued|fortsetzung|je nach modell)[^)]*\)/giu,
      '',
    )
    .replace(/[•☞►▶■→*\ufffc\u2370]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[\s.:;,–-]+$/u, '')
    .trim()
    .replace(/^[\s/]*\(([^()]+)\)$|^\[([^[\]]+)\]$/u, '$1$2') // the name of a key whose picture is lost: "/ (Previous/Next)"
  return isShouted(plain) || isMixedUp(plain) ? lowered(plain, spelling) : plain
}

/** One letter after the other. */
export const twoCapitals = /\p{Lu}\P{L}*\p{Lu}/u

/** Letters are nearly all capitals, and there are enough of them to tell. */
export function isShouted(text: string): boolean {
  if (!twoCapitals.test(text)) return false // nearly every sentence; told without counting
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = text.match(/\p{Lu}/gu) ?? []
  return letters.length >= 4 && capitals.length / letters.length > 0.85
}

/** "GeNeraL DeSCriPtioN": a font whose small letters are drawn as capitals. Names ("FastFreeze", "iPhone") have one such place. */
function isMixedUp(text: string): boolean {
  const switches = (word: string): number => word.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
  const words = text.split(/\P{L}+/u).filter((word) => word.length > 3)
  const mixed = words.filter((word) => switches(word) > 0)
  return mixed.length * 2 > words.length && (mixed.length > 1 || mixed.some((word) => switches(word) > 1))
}

/** A word in lower case -> as the manual spells it inside its sentences: "kühlschrank" -> "Kühlschrank", "fastfreeze" -> "FastFreeze". */
export type Spelling = (word: string) => string

/** Learned from running text; shouting and first words of sentences teach nothing. Unknown German words are taken for nouns. */
export function spellingOf(texts: readonly string[], language: string): Spelling {
  const counts = new Map<string, Map<string, number>>()
  for (const word of texts.flatMap((text) => text.match(/(?<=[\p{Ll}\p{N},;)] )[\p{L}-]+/gu) ?? [])) {
    if (word.length > 1 && word === word.toUpperCase()) continue
    const forms = counts.get(word.toLowerCase()) ?? new Map<string, number>()
    counts.set(word.toLowerCase(), forms.set(word, (forms.get(word) ?? 0) + 1))
  }
  return (word) => {
    const [commonest] = [...(counts.get(word) ?? [])].sort((a, b) => b[1] - a[1])
    if (commonest) return commonest[0]
    return language === 'de' && !smallGerman.test(word)
      ? word.replace(/^\p{Ll}/u, (first) => first.toUpperCase())
      : word
  }
}

const smallGerman =
  /^(?:der|die|das|des|dem|den|ein|eine|einer|eines|und|oder|von|vom|zu|zum|zur|im|in|am|an|auf|aus|bei|beim|mit|nach|vor|für|über|unter|durch|ohne|ist|sind|was|wie|wenn|nicht|sie|es)$/u

/** Sentence case, word by word: codes and abbreviations keep their capitals. */
export function lowered(text: string, spelling: Spelling = (word) => word): string {
  const spelled = (word: string): string => word.replace(/[\p{L}-]+/gu, (letters) => spelling(letters.toLowerCase()))
  const words = text.split(/(\s+)/u).map((word) => (keepsCapitals(word) ? word : spelled(word)))
  return words
    .join('')
    .replace(/^(\P{L}*)(\p{Ll})/u, (_, before: string, first: string) => before + first.toUpperCase())
}

const abbreviations = new Set('LED LCD USB UHT AC DC PVC CE EU UK US USA TV WIFI NFC QR ECO ID PIN GND'.split(' '))
export const keepsCapitals = (word: string): boolean =>
  /\d/.test(word) || abbreviations.has(word.replace(/\P{L}/gu, '')) || /^\p{Lu}[\p{Lu}.]*\.$/u.test(word)

/** In the middle of a phrase: "… unless it is carried by a representative or an". */
export const endsLoosely = (text: string): boolean => looseEnd.test(text.split(/\s+/).at(-1) ?? '')
const looseEnd =
  /^(?:a|an|the|to|of|and|or|in|on|at|by|for|with|from|as|is|are|be|can|may|must|should|will|that|which|so|not|if|when|your|its|this|der|die|das|den|dem|des|ein|eine|einen|einer|und|oder|zu|im|am|auf|bei|mit|von|vom|als|it|they|has|have|been|was|were|do|does|ist|sind|kann|um|dass|wenn|nicht|für|ihr|ihre|alle|sie)$/iu
