// -> the worked hex dump of FORMAT.md: one bundle with one topic, written by the real writer, with what each run of bytes is.

import { bundleBytes, directoryOf } from './bundleBytes.ts'
import type { BundleContents } from './contents.ts'

const example: BundleContents = {
  toolBuild: '0.1.0',
  isDevelopment: true,
  productName: 'Aqua 5',
  vendorId: 7,
  productId: 501,
  securityCounter: 1,
  language: 'en',
  target: 'rp2350-mcu',
  encoder: 'static-small',
  dim: 16,
  topics: [
    {
      id: 'e15',
      title: 'E15',
      kind: 'error-code',
      isProcedure: false,
      stepCount: 1,
      phrases: ['what is E fifteen'],
      utterances: [
        {
          role: 'step',
          text: 'Close the tap.',
          step: 1,
          hasPauseAfter: false,
          sources: [{ manual: 0, page: 12, box: { x: 72, y: 90.5, width: 200, height: 12 } }],
        },
      ],
    },
  ],
  vectorTopics: Uint16Array.of(0),
  vectors: Int8Array.of(127, -64, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  background: new Int8Array(0),
  terms: [{ term: 'e15', weight: 256, postings: [{ topic: 0, frequency: 1 }] }],
  ranking: {
    thresholdQ15: 13107,
    safetyRiseQ15: 1311,
    marginQ15: 1311,
    lexicalWeightQ15: 6554,
    backgroundWeightQ15: 16384,
    choices: 2,
    textThresholdQ15: 13107,
    textMarginQ15: 3277,
    unknownWeight: 256,
  },
  prompts: {
    refusal: 'I don’t know.',
    didYouMean: 'Did you mean',
    or: 'or',
    endOfSteps: 'Done.',
    nothingToSay: 'Ask me.',
    stopped: 'OK.',
    louder: 'Louder.',
    quieter: 'Quieter.',
    loudest: 'That is all.',
    quietest: 'That is all.',
    noSuchStep: 'No such step.',
  },
  manuals: [{ id: 'aqua', title: 'Aqua', fileName: 'aqua.pdf', pageCount: 24, sha256: new Uint8Array(32).fill(0xab) }],
}

export function exampleDump(): string {
  const bytes = bundleBytes(example)
  let offset = 0
  const parts = directoryOf(bytes).map(({ name, sizeBytes }) => {
    const start = offset
    offset += sizeBytes
    return `${name === 'DIRECTORY' ? 'HEADER and DIRECTORY' : name}\n${hexLines(bytes.subarray(start, offset), start)}`
  })
  return ['```text', parts.filter((part) => part.includes('\n')).join('\n'), '```'].join('\n')
}

function hexLines(bytes: Uint8Array, start: number): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.subarray(at, at + 16)]
    const letters = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    const pairs = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    lines.push(`${(start + at).toString(16).padStart(6, '0')}  ${pairs.padEnd(47)}  ${letters}`)
  }
  return lines.join('\n')
}
