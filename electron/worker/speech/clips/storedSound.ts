// PCM + format -> a clip as it lies in the bundle, and how many bytes any number of samples would take: advice on size needs no encoding.
// Example: storedSize(16_000, { codec: 'ima-adpcm', sampleRateHz: 16_000 }) -> 8_128 bytes for a second.

import type { ClipFormat } from '../../../../shared/domain.ts'
import { assertNever } from '../../../../shared/errors.ts'
import type { BundleClip } from '../../../../shared/format/contents.ts'
import { adpcmBlockSize, adpcmBytes, adpcmSize } from './adpcm.ts'
import { opusBytes, opusPacketBytes, opusPacketCount } from './opus.ts'

type Stored = Pick<ClipFormat, 'codec' | 'sampleRateHz'>

export function storedSound(
  samples: Int16Array,
  { codec, sampleRateHz }: Stored,
): Pick<BundleClip, 'blockSize' | 'bytes'> {
  switch (codec) {
    case 'pcm':
      return { blockSize: 0, bytes: littleEndian(samples) }
    case 'ima-adpcm':
      return { blockSize: adpcmBlockSize, bytes: adpcmBytes(samples, adpcmBlockSize) }
    case 'opus':
      return { blockSize: opusPacketBytes(sampleRateHz), bytes: opusBytes(samples, sampleRateHz) }
    default:
      return assertNever(codec)
  }
}

export function storedSize(sampleCount: number, { codec, sampleRateHz }: Stored): number {
  switch (codec) {
    case 'pcm':
      return sampleCount * 2
    case 'ima-adpcm':
      return adpcmSize(sampleCount, adpcmBlockSize)
    case 'opus':
      return opusPacketCount(sampleCount, sampleRateHz) * opusPacketBytes(sampleRateHz)
    default:
      return assertNever(codec)
  }
}

function littleEndian(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  samples.forEach((sample, index) => view.setInt16(index * 2, sample, true))
  return bytes
}
