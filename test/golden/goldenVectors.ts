// text -> vector without any model, for the golden bundle: words that two texts share bring their vectors near.

export const dim = 64

/** Sum of a random vector for each word, scaled to int8. Seeded by the word alone: the same on every machine. */
export function vectorOf(text: string): Int8Array {
  const sum = new Float64Array(dim)
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    let state = [...word].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619), 0x811c9dc5)
    for (let at = 0; at < dim; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      sum[at]! += (state >>> 20) - 2048
    }
  }
  const largest = Math.max(...sum.map(Math.abs), 1)
  return Int8Array.from(sum, (value) => Math.round((value / largest) * 127))
}
