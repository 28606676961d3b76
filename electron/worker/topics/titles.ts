// Heading as printed -> title as a person would say it. Example: "4.3 FILL THE SALT (IF AVAILABLE)" -> "Fill the salt"
// Trap: "E15", "UHT" and "LED" stay capitals; a heading that shouts is lowered only as a whole.

export function titleOf(text: string): string {
  const plain = text
    .replace(
      /^\s*(?:(?:chapter|section|kapitel)\s+)?(?:\d{1,2}(?:[.-]\d{1,2})*[.):]?|[A-Z][.)]|[ivx]{1,4}[.)])\s+(?=\p{L})/iu,
      '',
    )
    .replace(
      /\((?:if available|optional|depending on (?:the )?model|continued|fortsetzung|je nach modell)[^)]*\)/giu,
      '',
    )
    .replace(/[•☞►▶■→*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[\s.:;,–-]+$/u, '')
    .trim()
  return isShouted(plain) ? lowered(plain) : plain
}

/** Letters are nearly all capitals, and there are enough of them to tell. */
export function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = text.match(/\p{Lu}/gu) ?? []
  return letters.length >= 4 && capitals.length / letters.length > 0.85
}

/** Sentence case, word by word: codes and abbreviations keep their capitals. */
export function lowered(text: string): string {
  const words = text.split(/(\s+)/u).map((word) => (keepsCapitals(word) ? word : word.toLowerCase()))
  return words
    .join('')
    .replace(/^(\P{L}*)(\p{Ll})/u, (_, before: string, first: string) => before + first.toUpperCase())
}

const abbreviations = new Set('LED LCD USB UHT AC DC PVC CE EU UK US USA TV WIFI NFC QR ECO ID PIN GND'.split(' '))
const keepsCapitals = (word: string): boolean =>
  /\d/.test(word) || abbreviations.has(word.replace(/\P{L}/gu, '')) || /^\p{Lu}[\p{Lu}.]*\.$/u.test(word)
