// Frames of the microphone -> pieces to send, in order. Before somebody talks only the last moment is kept (a pre-roll), so that no first
// syllable is lost; from then on everything, up to what a computer that can't keep up may owe.
// Example: const queue = new FrameQueue(48_000); queue.add(frame); queue.open(); queue.add(frame); queue.take() -> Float32Array of both.
// Trap: a worklet reuses its buffers: every frame is copied when it comes in.

const preRollMs = 300
/** The first question waits for the ears to be loaded: 1 s on an idle computer, several on a busy one. */
const longestWaitMs = 10_000
const longestPieceMs = 250

export class FrameQueue {
  #frames: Float32Array[] = []
  #length = 0
  #isOpen = false

  constructor(readonly sampleRateHz: number) {}

  /** From now on everything is kept, after what was heard just before. */
  open(): void {
    this.#isOpen = true
  }

  /** False where so much waits already that nothing more is taken: nobody keeps up. */
  add(frame: Float32Array): boolean {
    if (this.#isOpen && this.#length + frame.length > this.#samples(longestWaitMs)) return false
    this.#frames.push(frame.slice())
    this.#length += frame.length
    while (!this.#isOpen && this.#length > this.#samples(preRollMs)) this.#drop()
    return true
  }

  /** The oldest frames, about a quarter of a second of them; empty where none waits. */
  take(): Float32Array<ArrayBuffer> {
    const frames: Float32Array[] = []
    let length = 0
    while (length < this.#samples(longestPieceMs)) {
      const frame = this.#drop()
      if (!frame) break
      frames.push(frame)
      length += frame.length
    }
    const piece = new Float32Array(length)
    let at = 0
    for (const frame of frames) {
      piece.set(frame, at)
      at += frame.length
    }
    return piece
  }

  /** Nothing waits any more, and only a pre-roll is kept again. */
  close(): void {
    this.#frames = []
    this.#length = 0
    this.#isOpen = false
  }

  #drop(): Float32Array | undefined {
    const frame = this.#frames.shift()
    this.#length -= frame?.length ?? 0
    return frame
  }

  #samples = (ms: number): number => (ms * this.sampleRateHz) / 1000
}

/** Loudness of a frame as a person feels it: 0 is silence (-60 dB and below), 1 is full scale. */
export function loudness(frame: Float32Array): number {
  if (frame.length === 0) return 0
  let sum = 0
  for (const sample of frame) sum += sample * sample
  const db = 10 * Math.log10(sum / frame.length + 1e-12)
  return Math.min(1, Math.max(0, (db + 60) / 60))
}
