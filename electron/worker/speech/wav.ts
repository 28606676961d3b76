// WAV bytes <-> mono float PCM. Reads PCM 8/16/24/32 and float 32, 1 to 8 channels (averaged), 4 to 192 kHz; writes 16-bit mono.
// Example: parseWav(bytes) -> { pcm: Float32Array, sampleRateHz: 44100 }; a wrong file is wav-invalid { reason: 'not a WAV file' }.
// Trap: files come from anywhere, so every length is checked before it is used; recorders that stream leave the length of
// `data` at 0 or near 2 or 4 GB, which means "to the end of the file".

import { AppError, isAppError } from '../../../shared/errors.ts'

export interface Sound {
  pcm: Float32Array // mono, -1..1
  sampleRateHz: number
}

interface Format {
  encoding: 'integer' | 'float'
  channels: number
  sampleRateHz: number
  bits: number
}

const formatTags = { pcm: 1, float: 3, extensible: 0xfffe }
const longestSeconds = 20 * 60
/** A file of this length would be refused anyhow: 0xFFFFFFFF, or espeak-ng's 0x7FFFF000, are written before the end is known. */
const streamedLength = 0x7ffff000

/** Errors: wav-invalid with the name of the file and a reason. */
export function parseWav(bytes: Uint8Array, file = 'The recording'): Sound {
  try {
    return soundOf(bytes)
  } catch (error) {
    if (!isAppError(error)) throw error
    throw new AppError(error.code, { ...error.details, file })
  }
}

function soundOf(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') throw invalid('not a WAV file')
  let format: Format | null = null
  for (const part of partsOf(view)) {
    if (part.tag === 'fmt ') format = parseFormat(view, part.start, part.length)
    if (part.tag !== 'data') continue
    if (!format) throw invalid('the sound comes before its format')
    return { pcm: monoPcm(view, part, format), sampleRateHz: format.sampleRateHz }
  }
  throw invalid(format ? 'no sound in the file' : 'no format in the file')
}

/** Mono, 16 bits; samples beyond ±1 are clipped. */
export function wavBytes(pcm: Float32Array | Int16Array, sampleRateHz: number): Uint8Array {
  const bytes = new Uint8Array(44 + pcm.length * 2)
  const view = new DataView(bytes.buffer)
  const tag = (offset: number, text: string): void => {
    bytes.set(Buffer.from(text, 'latin1'), offset)
  }
  tag(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, formatTags.pcm, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRateHz, true)
  view.setUint32(28, sampleRateHz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, pcm.length * 2, true)
  const samples = pcm instanceof Int16Array ? pcm : int16Pcm(pcm)
  samples.forEach((sample, index) => {
    view.setInt16(44 + index * 2, sample, true)
  })
  return bytes
}

export function floatPcm(pcm: Int16Array): Float32Array {
  const floats = new Float32Array(pcm.length)
  for (const [at, sample] of pcm.entries()) floats[at] = sample / 32768
  return floats
}

export function int16Pcm(pcm: Float32Array): Int16Array {
  const samples = new Int16Array(pcm.length)
  for (const [at, sample] of pcm.entries()) samples[at] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)))
  return samples
}

interface Part {
  tag: string
  start: number
  length: number
}

/** RIFF parts in file order. The last one may be cut off; `data` says below whether that matters. */
function* partsOf(view: DataView): Generator<Part> {
  let offset = 12
  while (offset + 8 <= view.byteLength) {
    const start = offset + 8
    const length = view.getUint32(offset + 4, true)
    yield { tag: tagAt(view, offset), start, length }
    offset = start + length + (length % 2) // parts are padded to even lengths
  }
}

function parseFormat(view: DataView, start: number, length: number): Format {
  if (length < 16 || start + length > view.byteLength) throw invalid('the format is cut off')
  const outerTag = view.getUint16(start, true)
  if (outerTag === formatTags.extensible && length < 26) throw invalid('the format is cut off')
  const tag = outerTag === formatTags.extensible ? view.getUint16(start + 24, true) : outerTag
  const bits = view.getUint16(start + 14, true)
  const channels = view.getUint16(start + 2, true)
  const sampleRateHz = view.getUint32(start + 4, true)
  if (channels < 1 || channels > 8) throw invalid(`${channels} channels`)
  if (sampleRateHz < 4000 || sampleRateHz > 192_000) throw invalid(`${sampleRateHz} samples per second`)
  if (tag === formatTags.pcm && [8, 16, 24, 32].includes(bits))
    return { encoding: 'integer', channels, sampleRateHz, bits }
  if (tag === formatTags.float && bits === 32) return { encoding: 'float', channels, sampleRateHz, bits }
  throw invalid(`encoding ${tag} with ${bits} bits is not supported; save it as 16-bit PCM`)
}

function monoPcm(view: DataView, part: Part, format: Format): Float32Array {
  const available = view.byteLength - part.start
  const isStreamed = part.length >= streamedLength || (part.length === 0 && available > 0)
  if (!isStreamed && part.length > available) throw invalid('the file is cut off')
  const frameBytes = (format.bits / 8) * format.channels
  const frames = Math.floor((isStreamed ? available : part.length) / frameBytes)
  if (frames === 0) throw invalid('no sound in the file')
  if (frames > longestSeconds * format.sampleRateHz) throw invalid(`longer than ${longestSeconds / 60} minutes`)
  const read = sampleReader(view, format)
  const pcm = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0
    for (let channel = 0; channel < format.channels; channel++) {
      sum += read(part.start + frame * frameBytes + (channel * format.bits) / 8)
    }
    if (!Number.isFinite(sum)) throw invalid('a sample is not a number')
    pcm[frame] = sum / format.channels
  }
  return pcm
}

function sampleReader(view: DataView, { encoding, bits }: Format): (offset: number) => number {
  if (encoding === 'float') return (offset) => view.getFloat32(offset, true)
  if (bits === 8) return (offset) => (view.getUint8(offset) - 128) / 128 // the only unsigned one
  if (bits === 16) return (offset) => view.getInt16(offset, true) / 32768
  if (bits === 24) return (offset) => (view.getInt8(offset + 2) * 65536 + view.getUint16(offset, true)) / 8388608
  return (offset) => view.getInt32(offset, true) / 2147483648
}

const tagAt = (view: DataView, offset: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)))

const invalid = (reason: string): AppError => new AppError('wav-invalid', { reason })
