// PCM <-> Opus packets of equal size, by libopus as WebAssembly: the same bytes on every machine, and what the simulator plays of them.
// Example: opusBytes(pcm at 16 kHz, 16000) -> packets of 40 bytes, one every 20 ms: 16 kbit/s, a quarter of IMA ADPCM.
// Trap: an encoder looks ahead 6.5 ms, so that what it was given comes out that much later; FORMAT.md says how a device drops it.

import OpusScript from 'opusscript'

/** Control requests of opus_defines.h. */
const control = { vbr: 4006, complexity: 4010, signal: 4024 }
const voice = 3001

/** Bits a second: speech is clear at these, and a packet is a whole number of bytes. */
const bitRates: Partial<Record<number, number>> = { 8000: 12_000, 16_000: 16_000 }

const frameOf = (rateHz: number): number => rateHz / 50
const delayOf = (rateHz: number): number => Math.floor((rateHz * 13) / 2000)

/** Bytes of a packet. Errors: RangeError for a rate that no target has. */
export function opusPacketBytes(rateHz: number): number {
  const bitRate = bitRates[rateHz]
  if (bitRate === undefined) throw new RangeError(`no Opus clips at ${rateHz} Hz`)
  return bitRate / 50 / 8
}

export const opusPacketCount = (sampleCount: number, rateHz: number): number =>
  sampleCount === 0 ? 0 : Math.ceil((sampleCount + delayOf(rateHz)) / frameOf(rateHz))

export function opusBytes(pcm: Int16Array, rateHz: number): Uint8Array {
  const size = opusPacketBytes(rateHz)
  const count = opusPacketCount(pcm.length, rateHz)
  const bytes = new Uint8Array(count * size)
  const encoder = new OpusScript(voiceRate(rateHz), 1, OpusScript.Application.VOIP)
  try {
    encoder.setBitrate(size * 50 * 8)
    encoder.encoderCTL(control.vbr, 0)
    encoder.encoderCTL(control.complexity, 10)
    encoder.encoderCTL(control.signal, voice)
    const frame = frameOf(rateHz)
    for (let at = 0; at < count; at++) {
      const samples = new Int16Array(frame)
      samples.set(pcm.subarray(at * frame, (at + 1) * frame))
      bytes.set(encoder.encode(Buffer.from(samples.buffer), frame), at * size)
    }
  } finally {
    encoder.delete()
  }
  return bytes
}

/** As psp_speech_packet hands them out; no bytes: silence. */
export interface OpusPacket {
  bytes: Uint8Array
  skip: number
  samples: number
  /** Of a clip: the decoder begins anew. */
  isFirst: boolean
}

export function opusPcm(packets: readonly OpusPacket[], rateHz: number): Int16Array<ArrayBuffer> {
  const pcm = new Int16Array(packets.reduce((total, { samples }) => total + samples, 0))
  let decoder: OpusScript | null = null
  let at = 0
  for (const { bytes, skip, samples, isFirst } of packets) {
    if (isFirst) {
      decoder?.delete()
      decoder = new OpusScript(voiceRate(rateHz), 1, OpusScript.Application.VOIP)
    }
    if (bytes.length > 0 && decoder) {
      const decoded = decoder.decode(Buffer.from(bytes))
      const sound = new Int16Array(new Uint8Array(decoded).buffer)
      pcm.set(sound.subarray(skip, skip + samples), at)
    }
    at += samples
  }
  decoder?.delete()
  return pcm
}

function voiceRate(rateHz: number): 8000 | 16_000 {
  if (rateHz === 8000 || rateHz === 16_000) return rateHz
  throw new RangeError(`no Opus clips at ${rateHz} Hz`)
}
