// Compressed bytes of a PDF's stream -> the bytes, in the shape in which pdf.js asks for them (a DecompressionStream), but at once.
// Example: a manual with 600 small pictures has 600 streams of a few hundred bytes. The system's own stream sends each one to another
// thread and back through four queues, which takes a hundred times longer than unpacking it.
// Trap: what is not whole must fail here, as it does there: pdf.js then reads what there is of it with a reader of its own.

import { inflateSync } from 'node:zlib'

/** More than any page of a manual; a file that was made to unpack into gigabytes goes to pdf.js's own reader, which can be held. */
const largestBytes = 256 * 1024 * 1024

/** Written to once, then read to its end: so pdf.js uses it. */
export class Inflate {
  #written = new Uint8Array()
  readonly writable: { getWriter: () => Writer }
  readonly readable: AsyncIterable<Uint8Array>

  constructor(format: string) {
    const ready = Promise.resolve()
    const write = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => void (this.#written = bytes)
    this.writable = { getWriter: () => ({ ready, write, close: () => ready }) }
    this.readable = this.#unpacked(format)
  }

  /** Errors: whatever is wrong with the bytes. */
  async *#unpacked(format: string): AsyncGenerator<Uint8Array> {
    if (format !== 'deflate') throw new TypeError(`${format} is not read here`)
    yield inflateSync(this.#written, { maxOutputLength: largestBytes })
  }
}

interface Writer {
  ready: Promise<void>
  write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  close: () => Promise<void>
}
