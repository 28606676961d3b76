// text -> its sentences. Example: "Use approx. 2 l. Close the lid!" -> ["Use approx. 2 l.", "Close the lid!"]
// Trap: a full stop after an abbreviation, an initial or an ordinal ("z. B.", "Dr.", "the 2. programme") ends nothing.

const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|approx|max|min|no|nos|incl|excl|fig|figs|vs|etc|temp|tel|dr|mr|mrs|st|z\.\s?b|d\.\s?h|u\.\s?a|ca|bzw|usw|ggf|evtl|inkl|abb|nr|std|sek|mind)\.$/iu
const initial = /(?:^|\s)\p{Lu}\.$/u

export function sentences(text: string): string[] {
  const found: string[] = []
  for (const part of text.trim().split(/(?<=[.!?]["”’)]?)\s+/u)) {
    const last = found.at(-1)
    if (last !== undefined && goesOn(last, part)) found[found.length - 1] = `${last} ${part}`
    else if (part !== '') found.push(part)
  }
  return found
}

/** A sentence starts with a capital, a figure or a quotation mark; after "etc." a capital starts one, after "approx." nothing does. */
function goesOn(last: string, next: string): boolean {
  if (/[!?]["”’)]?$/.test(last)) return /^\p{Ll}/u.test(next)
  if (/^\p{Ll}/u.test(next)) return true
  if (/(?:^|\s)(?:etc|usw)\.$/i.test(last)) return false
  if (/(?:^|\s)\p{L}\.$/u.test(last) && /^\p{L}\./u.test(next)) return true // "z. B."
  return abbreviation.test(last) || initial.test(last) || (/(?:^|\s)\d{1,2}\.$/.test(last) && !/^\p{Lu}/u.test(next))
}
