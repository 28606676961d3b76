// speech probabilities, one for each window of 32 ms -> where speech starts and ends. Pure; the same rules stream and run over a recording.
// Example: windows [0 0 0 9 9 9 9 9 9 0 × 20] tenths -> one segment from 320 ms before the first 9 to 200 ms after the last.
// Trap: one loud window is a plate, not a word: a segment needs `shortestMs` of speech, and what is too short vanishes.

export const windowMs = 32

export interface EndpointSettings {
  /** Probability at which speech starts, and below which a window counts as silence once it has started. */
  startProbability: number
  stopProbability: number
  /** Kept before the first window of speech: consonants begin softly. */
  preRollMs: number
  /** Kept after the last window of speech. */
  tailMs: number
  /** Silence that ends a segment: the longest pause inside a sentence. */
  hangOverMs: number
  shortestMs: number
  longestMs: number
}

export const defaultEndpoint: EndpointSettings = {
  startProbability: 0.5,
  stopProbability: 0.35,
  preRollMs: 320,
  tailMs: 200,
  hangOverMs: 640,
  shortestMs: 160,
  longestMs: 20_000,
}

/** In milliseconds from the start of the sound. */
export interface SpeechSegment {
  startMs: number
  endMs: number
}

/** Takes one probability after the other. A class, as it lives as long as the microphone is open. */
export class Endpointer {
  private windows = 0
  private first = -1 // window in which speech started, -1 in silence
  private last = -1 // last window of speech
  private voiced = 0
  private earliestMs = 0 // the pre-roll may not reach into the segment before

  constructor(private readonly settings: EndpointSettings = defaultEndpoint) {}

  get isSpeech(): boolean {
    return this.first >= 0
  }

  /** How long it has been silent within a segment; 0 outside one. */
  get silenceMs(): number {
    return this.isSpeech ? (this.windows - 1 - this.last) * windowMs : 0
  }

  /** The segment that is open, as it would be if it ended now; null where it would be none. */
  get open(): SpeechSegment | null {
    const { preRollMs, tailMs, shortestMs } = this.settings
    if (!this.isSpeech || this.voiced * windowMs < shortestMs) return null
    return {
      startMs: Math.max(this.earliestMs, this.first * windowMs - preRollMs),
      endMs: Math.min(this.windows * windowMs, (this.last + 1) * windowMs + tailMs),
    }
  }

  /** Returns the segment that this window ended, or null. */
  push(probability: number): SpeechSegment | null {
    const window = this.windows++
    const limit = this.isSpeech ? this.settings.stopProbability : this.settings.startProbability
    if (probability >= limit) {
      if (!this.isSpeech) this.first = window
      this.last = window
      if (probability >= this.settings.startProbability) this.voiced++
    }
    if (!this.isSpeech) return null
    const isSilent = (window - this.last) * windowMs >= this.settings.hangOverMs
    const isFull = (window + 1 - this.first) * windowMs >= this.settings.longestMs
    return isSilent || isFull ? this.end() : null
  }

  /** The sound is over: returns what was still open. */
  end(): SpeechSegment | null {
    const segment = this.open
    this.first = -1
    this.voiced = 0
    if (segment) this.earliestMs = segment.endMs
    return segment
  }
}
