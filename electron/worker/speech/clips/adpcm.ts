// PCM -> IMA ADPCM blocks as in WAV files (format tag 0x11, mono): 4 bits a sample. Decoded on the device by psp_speech.c.
// Example: adpcmBytes(pcm, 256) -> blocks of 256 bytes with 505 samples each; the last one is as short as it can be.
// Trap: the encoder follows the decoder's own rounding step by step, or its idea of the predictor drifts and the sound with it.

const steps = stepTable()
const indexChanges = [-1, -1, -1, -1, 2, 4, 6, 8]

/** 256 bytes lose 1.6 % to block heads and let a device start at any half of a tenth of a second. */
export const adpcmBlockSize = 256

const samplesIn = (blockSize: number): number => 1 + 2 * (blockSize - 4)

/** Bytes of so many samples. */
export function adpcmSize(sampleCount: number, blockSize: number): number {
  const blocks = Math.ceil(sampleCount / samplesIn(blockSize))
  const inLast = sampleCount - (blocks - 1) * samplesIn(blockSize)
  return blocks === 0 ? 0 : (blocks - 1) * blockSize + 4 + Math.ceil((inLast - 1) / 2)
}

export function adpcmBytes(pcm: Int16Array, blockSize: number): Uint8Array {
  const samplesInBlock = samplesIn(blockSize)
  const blocks = Math.ceil(pcm.length / samplesInBlock)
  const bytes = new Uint8Array(adpcmSize(pcm.length, blockSize))
  let index = 0
  for (let block = 0; block < blocks; block++) {
    const samples = pcm.subarray(block * samplesInBlock, (block + 1) * samplesInBlock)
    index = encodeBlock(samples, bytes.subarray(block * blockSize, (block + 1) * blockSize), index)
  }
  return bytes
}

/** The index of the step goes on from block to block: loudness does. */
function encodeBlock(samples: Int16Array, block: Uint8Array, startIndex: number): number {
  let predictor = samples[0] ?? 0
  let index = startIndex
  new DataView(block.buffer, block.byteOffset).setInt16(0, predictor, true)
  block[2] = index
  for (let at = 1; at < samples.length; at++) {
    const step = steps[index] ?? 0
    const nibble = nibbleFor((samples[at] ?? 0) - predictor, step)
    const place = 4 + ((at - 1) >> 1)
    block[place] = (block[place] ?? 0) | (nibble << (4 * ((at - 1) & 1)))
    predictor = clamped(predictor + differenceOf(nibble, step), -32768, 32767)
    index = clamped(index + (indexChanges[nibble & 7] ?? 0), 0, 88)
  }
  return index
}

function nibbleFor(difference: number, step: number): number {
  const sign = difference < 0 ? 8 : 0
  let rest = Math.abs(difference)
  let nibble = sign
  for (const [bit, size] of [
    [4, step],
    [2, step >> 1],
    [1, step >> 2],
  ] as const) {
    if (rest < size) continue
    nibble |= bit
    rest -= size
  }
  return nibble
}

function differenceOf(nibble: number, step: number): number {
  let difference = step >> 3
  if (nibble & 4) difference += step
  if (nibble & 2) difference += step >> 1
  if (nibble & 1) difference += step >> 2
  return nibble & 8 ? -difference : difference
}

/** The 89 steps of the IMA: 7, then each a tenth larger, as its document prints them. */
function stepTable(): readonly number[] {
  // prettier-ignore
  return [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143,
    157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552,
    1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487,
    12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
  ]
}

const clamped = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
