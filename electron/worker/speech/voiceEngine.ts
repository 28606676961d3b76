// What makes sound of a sentence: Flite (flite.ts), or a program that a person chose (voiceCommand.ts). speak.ts does the rest for all of
// them: sentences, trimming, one loudness, cache.  Example: await engine.say('Clean the filter.', { voice: 'slt', ratePercent: 100, signal })

export interface VoiceEngine {
  voices: readonly { id: string; name: string; language: string }[] // at least one; the first is taken where nobody chose
  /** One sentence -> mono at 16 kHz; nothing where it has no letters. */
  say: (sentence: string, how: Delivery) => Promise<Float32Array>
}

export interface Delivery {
  voice: string
  /** 100 is the voice's own pace. The pitch stays. */
  ratePercent: number
  signal: AbortSignal
}

export const engineRateHz = 16_000
