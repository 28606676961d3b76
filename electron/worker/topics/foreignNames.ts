// names.txt + the terms of the topics -> names of things that the manual never prints: a question that says one is about something else.
// Example: a refrigerator's topics -> "washer", "wash machin" (a name of two words is their terms with a space), "rotisseri", …
// Trap: a thing is known by any of its names: a manual that prints "washer" is about what people call a washing machine.

type Analyse = (text: string) => string[]

/** Groups of names of one thing, from lines such as "washing machine / washer"; "#" begins a comment. */
export const parseNames = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split(' / ').map((name) => name.trim()))

/** `printed`: the terms of each topic in reading order. The runtime looks at two neighbours at most, so longer names are left out. */
export function foreignTerms(
  groups: readonly (readonly string[])[],
  printed: readonly (readonly string[])[],
  analyse: Analyse,
): string[] {
  const known = new Set(printed.flatMap((terms) => [...terms, ...pairsOf(terms)]))
  const foreign = groups
    .map((names) => names.map(analyse).filter(({ length }) => length === 1 || length === 2))
    .map((names) => names.map((terms) => terms.join(' ')))
    .filter((names) => !names.some((name) => known.has(name)))
  return [...new Set(foreign.flat())]
}

const pairsOf = (terms: readonly string[]): string[] => terms.slice(1).map((term, at) => `${terms[at] ?? ''} ${term}`)
