// text -> token ids of BERT's uncased WordPiece, as all-MiniLM-L6-v2 was trained with.
// Example: new WordPiece(vocabulary).encode('Descaling') -> [101, 4078, 9289, 2075, 102]   ([CLS] des ##cal ##ing [SEP])
// Source: Devlin et al. 2018; the reference is Hugging Face's BertTokenizer. Trap: lower-casing comes before accents are stripped, and every
// punctuation mark is a word of its own.

const longestWord = 100 // characters; longer ones are [UNK], as in the reference

export class WordPiece {
  readonly #idOf: ReadonlyMap<string, number>
  readonly #unknown: number
  readonly #start: number
  readonly #end: number
  /** Pieces of words seen lately: questions and topics share most of their words. */
  readonly #known = new Map<string, readonly number[]>()

  /** `vocabulary`: one piece a line; the line number from 0 is the id. */
  constructor(vocabulary: string) {
    this.#idOf = new Map(
      vocabulary
        .trimEnd()
        .split('\n')
        .map((piece, id) => [piece, id]),
    )
    this.#unknown = this.#special('[UNK]')
    this.#start = this.#special('[CLS]')
    this.#end = this.#special('[SEP]')
  }

  /** Ids with [CLS] and [SEP], at most `limit` of them. */
  encode(text: string, limit = 256): number[] {
    const ids = wordsOf(text).flatMap((word) => this.#pieces(word))
    return [this.#start, ...ids.slice(0, limit - 2), this.#end]
  }

  /** Longest match first; a word that can't be covered is one [UNK]. */
  #pieces(word: string): readonly number[] {
    const known = this.#known.get(word)
    if (known) return known
    const found = this.#split(word) ?? [this.#unknown]
    if (this.#known.size > 50_000) this.#known.clear()
    this.#known.set(word, found)
    return found
  }

  #split(word: string): number[] | null {
    const letters = [...word]
    if (letters.length > longestWord) return null
    const ids: number[] = []
    for (let from = 0; from < letters.length;) {
      let to = letters.length
      let id: number | undefined
      for (; to > from && id === undefined; to--)
        id = this.#idOf.get((from > 0 ? '##' : '') + letters.slice(from, to).join(''))
      if (id === undefined) return null
      ids.push(id)
      from = to + 1
    }
    return ids
  }

  #special(piece: string): number {
    const id = this.#idOf.get(piece)
    if (id === undefined) throw new TypeError(`the vocabulary has no ${piece}`)
    return id
  }
}

/** Lower-case words without accents; punctuation and CJK characters stand alone. Example: "Can't–stop" -> can ' t – stop */
export function wordsOf(text: string): string[] {
  const plain = text
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
  return plain
    .replace(standsAlone, ' $& ')
    .split(/\s+/u)
    .filter((word) => word !== '')
}

const invisible = /[\u0000\ufffd]|(?!\s)\p{C}/gu
// BERT's punctuation: Unicode P and every ASCII sign that is neither letter, digit nor space; then the CJK ideographs.
const standsAlone =
  /[!-/:-@[-`{-~]|\p{P}|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu
