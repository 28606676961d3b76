// Compressed bytes -> the bytes at once, and nothing from what is not whole: pdf.js has a reader of its own for that.
import { deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { Inflate } from '../../../electron/worker/pdf/inflate.ts'

async function read(bytes: Uint8Array<ArrayBuffer>, format = 'deflate'): Promise<string> {
  const stream = new Inflate(format)
  const writer = stream.writable.getWriter()
  await writer.ready
  void writer.write(bytes).then(() => writer.close())
  let text = ''
  for await (const part of stream.readable) text += new TextDecoder().decode(part)
  return text
}

const packed = new Uint8Array(deflateSync('Press Start. '.repeat(40)))

it('gives what was packed', async () => {
  expect(await read(packed)).toBe('Press Start. '.repeat(40))
})

it.each([
  ['broken off', packed.slice(0, -8), 'deflate'],
  ['empty', new Uint8Array(), 'deflate'],
  ['of another format', packed, 'brotli'],
])('gives nothing of what is %s', async (_, bytes, format) => {
  await expect(read(bytes, format)).rejects.toThrow()
})
