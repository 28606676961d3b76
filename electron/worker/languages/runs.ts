// Pieces in reading order, each with its evidence -> the language of each. The labels that explain the evidence best while changing seldom:
// a piece that says nothing of its own ("230 V", "Reinigung") goes with its neighbours (Viterbi's algorithm over the manual's languages).
// Example: en 2.0 | nothing | de 1.5, a heading in the middle -> en de de: a language changes more readily before a heading.
// Trap: ties go to the earlier label, so that the same pieces give the same labels.

/** `evidence`: one figure a language. `change`: what it costs when the language changes before this piece. */
export interface Heard {
  evidence: readonly number[]
  change: number
}

/** Numbers of languages, one a piece. */
export function runsOf(pieces: readonly Heard[]): number[] {
  const from: number[][] = [] // (piece, language) -> the language of the piece before
  let scores: number[] = []
  for (const { evidence, change } of pieces) {
    const best = scores.indexOf(Math.max(...scores))
    const before = evidence.map((_, language) =>
      scores.length > 0 && (scores[language] ?? 0) < (scores[best] ?? 0) - change ? best : language,
    )
    from.push(before)
    const known = scores
    scores = evidence.map((weight, language) => {
      const earlier = before[language] ?? language
      return weight + (known[earlier] ?? 0) - (earlier === language ? 0 : change)
    })
  }
  let language = scores.indexOf(Math.max(...scores))
  const labels: number[] = []
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    labels.push(language)
    language = from[at]?.[language] ?? language
  }
  return labels.reverse()
}
