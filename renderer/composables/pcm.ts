// Frames of the microphone -> one piece of speech. Keeps the last moment before the button (a pre-roll), so that no first syllable is lost.
// Example: const take = new PcmTake(48_000); take.add(frame); take.open(); take.add(frame); take.close() -> Float32Array of both frames.
// Trap: a worklet reuses its buffers: every frame is copied when it comes in.

const preRollMs = 300
const longestMs = 30_000

export class PcmTake {
  #frames: Float32Array[] = []
  #length = 0
  #isOpen = false

  constructor(readonly sampleRateHz: number) {}

  /** From now on everything is kept, after what was heard just before. */
  open(): void {
    this.#isOpen = true
  }

  add(frame: Float32Array): void {
    this.#frames.push(frame.slice())
    this.#length += frame.length
    const most = (this.#isOpen ? longestMs : preRollMs) * (this.sampleRateHz / 1000)
    while (this.#length > most) {
      const first = this.#frames[0]
      if (!first || (this.#isOpen && this.#frames.length === 1)) return
      this.#frames.shift()
      this.#length -= first.length
    }
  }

  /** All samples in order, and empty again. */
  close(): Float32Array<ArrayBuffer> {
    const pcm = new Float32Array(this.#length)
    let at = 0
    for (const frame of this.#frames) {
      pcm.set(frame, at)
      at += frame.length
    }
    this.#frames = []
    this.#length = 0
    this.#isOpen = false
    return pcm
  }
}

/** Loudness of a frame as a person feels it: 0 is silence (-60 dB and below), 1 is full scale. */
export function loudness(frame: Float32Array): number {
  if (frame.length === 0) return 0
  let sum = 0
  for (const sample of frame) sum += sample * sample
  const db = 10 * Math.log10(sum / frame.length + 1e-12)
  return Math.min(1, Math.max(0, (db + 60) / 60))
}
