// Text -> its letters and figures alone, so that spaces, hyphens at line ends, ligatures and bullets of different readers do not count.
// Example: lettersOf("Dish-\nwasher (1)") -> "dishwasher1".
// Trap: "3" is found in "830"; a place is where a word begins, and for short texts where one ends too.

export const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

export interface Stream {
  letters: string
  /** Offsets in `letters` where a word of the text begins or ends. */
  edges: ReadonlySet<number>
}

export function streamOf(text: string): Stream {
  const edges = new Set([0])
  let letters = ''
  for (const word of text.split(/[^\p{L}\p{N}\p{M}]+/u)) {
    letters += lettersOf(word)
    edges.add(letters.length)
  }
  return { letters, edges }
}

const shortest = 6

/** All places where `start` stands, ascending. */
export function placesOf({ letters, edges }: Stream, start: string): number[] {
  const places: number[] = []
  for (let at = letters.indexOf(start); start !== '' && at >= 0; at = letters.indexOf(start, at + 1)) {
    if (edges.has(at) && (start.length >= shortest || edges.has(at + start.length))) places.push(at)
  }
  return places
}

/** Words of two letters or more, for counting; joined over hyphens, which every reader treats in its own way. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad-]\s*/g, '')
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? []
