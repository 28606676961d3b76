// 16 kHz PCM -> speech segments, with Silero VAD (ONNX) and the rules of endpoint.ts. Streaming: windows of 512 samples, state kept.
// Example: await activity.segments(pcm, signal) -> [{ startMs: 96, endMs: 2312 }]; kitchen noise -> [].
// Trap: the model wants the last 64 samples of the window before in front of each window. Without them it half works: on real
// recordings it then hears a running dishwasher as speech (0.91 in place of 0.41) and misses quiet words.

import * as ort from '../models/onnxRuntime.ts'
import type { EndpointSettings, SpeechSegment } from './endpoint.ts'
import { defaultEndpoint, Endpointer } from './endpoint.ts'
import { openModelPack } from '../models/modelPack.ts'

const windowSamples = 512
const contextSamples = 64
const stateShape = [2, 1, 128]

export interface VoiceActivity {
  segments: (pcm: Float32Array, signal: AbortSignal) => Promise<SpeechSegment[]>
  /** A stream for a microphone: one after the other, windows in order. */
  stream: (settings?: EndpointSettings) => SpeechStream
  close: () => Promise<void>
}

/** Errors: model-missing, model-damaged. */
export async function openVoiceActivity(modelsFolder: string): Promise<VoiceActivity> {
  const pack = await openModelPack(modelsFolder, 'silero-vad')
  const session = await ort.InferenceSession.create(pack.path('vad.onnx'), {
    intraOpNumThreads: 1, // a window is 0.2 ms of work: threads would only wait for each other
    interOpNumThreads: 1,
  })
  const stream = (settings = defaultEndpoint): SpeechStream => new SpeechStream(session, settings)
  return {
    stream,
    segments: async (pcm, signal) => {
      const listening = stream()
      return [...(await listening.push(pcm, signal)), ...listening.end()]
    },
    close: () => session.release(),
  }
}

export class SpeechStream {
  private readonly endpointer: Endpointer
  private readonly rate = new ort.Tensor('int64', BigInt64Array.of(16_000n), [])
  private state = new ort.Tensor('float32', new Float32Array(256), stateShape)
  /** Context, and behind it the samples of a window that is not full yet. */
  private pending = new Float32Array(contextSamples)

  constructor(
    private readonly session: ort.InferenceSession,
    settings: EndpointSettings,
  ) {
    this.endpointer = new Endpointer(settings)
  }

  get isSpeech(): boolean {
    return this.endpointer.isSpeech
  }
  get silenceMs(): number {
    return this.endpointer.silenceMs
  }
  /** The segment that is open, as if it ended now. */
  get open(): SpeechSegment | null {
    return this.endpointer.open
  }

  /** Takes any number of samples; returns the segments that ended in them. */
  async push(pcm: Float32Array, signal?: AbortSignal): Promise<SpeechSegment[]> {
    const samples = new Float32Array(this.pending.length + pcm.length)
    samples.set(this.pending)
    samples.set(pcm, this.pending.length)
    const ended: SpeechSegment[] = []
    let start = 0
    for (; start + contextSamples + windowSamples <= samples.length; start += windowSamples) {
      signal?.throwIfAborted()
      const probability = await this.probability(samples.slice(start, start + contextSamples + windowSamples))
      const segment = this.endpointer.push(probability)
      if (segment) ended.push(segment)
    }
    this.pending = samples.slice(start)
    return ended
  }

  /** The sound is over: the segment that was still open, if it was one. */
  end(): SpeechSegment[] {
    const segment = this.endpointer.end()
    return segment ? [segment] : []
  }

  private async probability(window: Float32Array): Promise<number> {
    const input = new ort.Tensor('float32', window, [1, window.length])
    const { output, stateN } = await this.session.run({ input, state: this.state, sr: this.rate })
    if (!(output?.data instanceof Float32Array) || !(stateN?.data instanceof Float32Array)) {
      throw new TypeError('Silero VAD gave something else than floats')
    }
    this.state = new ort.Tensor('float32', stateN.data, stateShape)
    return output.data[0] ?? 0
  }
}
