// Sentences of the manual and of everyday questions -> how likely a text is before it was heard: words and pairs of words, counted.
// The speech model knows sounds and English; this knows what people ask an appliance. "rinse aid" is likely here, "rinsed" is not.
// Example: const prior = new WordPrior(sentences); prior.grown(prior.start, '▁rinse').score — a text grows token by token as the search goes on.
// Interpolated bigrams after Witten and Bell; a word that is only begun counts as all words that begin so, so that a search may compare texts
// in the middle of a word. Trap: a longer text is less likely, so each word is worth `perWord`, or the search would leave words out.

/** Nats of the prior against nats of the sound, and what a word is worth. Measured on our own sentences: see ARCHITECTURE.md. */
const weight = 0.25
const perWord = 1.5
/** Share of a word that nobody here has said. */
const unknown = 1e-5

const sentenceStart = '<s>'
const sentenceEnd = '</s>'

export interface PriorState {
  /** Of all finished words and of the one that is begun, weighted: to be added to the log probability of the sounds. */
  score: number
  finished: number
  last: string
  begun: string
}

export class WordPrior {
  readonly start: PriorState = { score: 0, finished: 0, last: sentenceStart, begun: '' }
  readonly #counts = new Map<string, number>()
  readonly #followers = new Map<string, Map<string, number>>()
  readonly #sorted: readonly string[]
  readonly #cumulated: Float64Array // (words + 1): words before each in order, counted
  #total = 1 // never a division by nothing

  constructor(sentences: readonly string[]) {
    for (const sentence of sentences) this.#learn(wordsOf(sentence))
    this.#sorted = [...this.#counts.keys()].sort()
    this.#cumulated = new Float64Array(this.#sorted.length + 1)
    this.#sorted.forEach((word, at) => {
      this.#cumulated[at + 1] = (this.#cumulated[at] ?? 0) + (this.#counts.get(word) ?? 0)
    })
  }

  /** `piece`: a token as the tokenizer spells it, with ▁ where a word begins. */
  grown(state: PriorState, piece: string): PriorState {
    let { finished, last, begun } = state
    const finish = (): void => {
      if (begun === '') return
      finished += this.#worth(last, begun)
      last = begun
      begun = ''
    }
    for (const letter of piece.toLowerCase()) {
      if (/[\p{L}\p{N}]/u.test(letter)) begun += letter
      else if (letter !== "'" && letter !== '’') finish()
    }
    const ahead = begun === '' ? 0 : weight * Math.log(this.#beginning(begun)) + perWord
    return { score: finished + ahead, finished, last, begun }
  }

  /** Nothing more comes. */
  ended(state: PriorState): PriorState {
    const { finished, last } = this.grown(state, '▁')
    const score = finished + weight * Math.log(this.#probability(last, sentenceEnd))
    return { score, finished: score, last: sentenceEnd, begun: '' }
  }

  /** Of a whole text, weighted as in a search. */
  of(text: string): number {
    return this.ended(this.grown(this.start, text)).score
  }

  #worth(before: string, word: string): number {
    return weight * Math.log(this.#probability(before, word)) + perWord
  }

  #probability(before: string, word: string): number {
    const alone = (this.#counts.get(word) ?? 0) / this.#total + unknown
    const followers = this.#followers.get(before)
    if (!followers) return alone
    const kinds = followers.size
    const seen = before === sentenceStart ? this.#sentences : (this.#counts.get(before) ?? 0)
    return ((followers.get(word) ?? 0) + kinds * alone) / (seen + kinds)
  }

  /** Of all words that begin so. */
  #beginning(letters: string): number {
    const from = this.#placeOf(letters)
    const to = this.#placeOf(`${letters}\uffff`)
    return ((this.#cumulated[to] ?? 0) - (this.#cumulated[from] ?? 0)) / this.#total + unknown
  }

  /** The first place in order that is not before `word`. */
  #placeOf(word: string): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle] ?? '') < word) low = middle + 1
      else high = middle
    }
    return low
  }

  #sentences = 0
  #learn(words: readonly string[]): void {
    if (words.length === 0) return
    this.#sentences++
    let before = sentenceStart
    for (const word of [...words, sentenceEnd]) {
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1)
      this.#total++
      const followers = this.#followers.get(before) ?? new Map<string, number>()
      followers.set(word, (followers.get(word) ?? 0) + 1)
      this.#followers.set(before, followers)
      before = word
    }
  }
}

/** As `grown` reads a text: without case, apostrophes and punctuation. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
