// text -> int8 vector by the static table: what firmware/src/psp_static.c computes, written from the definition and not from the C, so that each
// checks the other (test/unit/encoder/static.test.ts: the same bytes on every question).
// Example: new StaticReference(pieces, table).encode('it leaks') -> Int8Array of dim, or null where the table knows no piece of it
// Trap: only tests and tools use it; devices and the simulator encode in C.

import type { StaticTable } from '../../../shared/format/contents.ts'
import { WordPiece } from './wordpiece.ts'

const frame = ['[UNK]', '[CLS]', '[SEP]'] // WordPiece puts them around; the table has no rows for them

export class StaticReference {
  readonly #tokenizer: WordPiece
  readonly #count: number

  constructor(
    pieces: readonly string[],
    readonly table: StaticTable,
  ) {
    this.#tokenizer = new WordPiece([...pieces, ...frame].join('\n'))
    this.#count = pieces.length
  }

  /** Rows of the table, in the order of the text. */
  rowsOf = (text: string): number[] =>
    this.#tokenizer.encode(text, Number.MAX_SAFE_INTEGER).filter((id) => id < this.#count)

  encode(text: string): Int8Array | null {
    const rows = this.rowsOf(text)
    if (rows.length === 0) return null
    const { rowBytes, partSize } = this.table
    const sums = new Int32Array((rowBytes - 1) * partSize)
    for (const row of rows)
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + this.#component(row, at)
    const most = sums.reduce((largest, sum) => Math.max(largest, Math.abs(sum)), 0)
    return Int8Array.from(sums, (sum) =>
      most === 0 ? 0 : Math.sign(sum) * Math.floor((Math.abs(sum) * 254 + most) / (2 * most)),
    )
  }

  #component(row: number, at: number): number {
    const { rows, rowBytes, codebook, partSize } = this.table
    const part = Math.floor(at / partSize)
    const shelf = codebook.length === 256 * partSize ? 0 : part
    const code = rows[row * rowBytes + 1 + part] ?? 0
    return (rows[row * rowBytes] ?? 0) * (codebook[(shelf * 256 + code) * partSize + (at % partSize)] ?? 0)
  }
}
