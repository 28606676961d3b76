// Microphone -> one recording, whole and as it was: for the author's own voice, not for questions (useHearing.ts).
// Example: await recorder.start(); …; const { pcm, sampleRateHz } = recorder.stop()
// Trap: echo cancelling and levelling are for talking with a machine; they would be heard in a recording, so they are off.

import { ref } from 'vue'
import { AppError } from '../../shared/errors.ts'
import { loudness } from './pcm.ts'
import { useMicrophone } from './useMicrophone.ts'

/** As the worker takes it (shared/ipc/recordings.ts). */
const longestMs = 120_000

export interface Recorded {
  pcm: Float32Array<ArrayBuffer>
  sampleRateHz: number
}

/** `onFull`: nothing more is taken in. */
export function useRecorder({ onFailed, onFull }: { onFailed: (error: unknown) => void; onFull: () => void }) {
  const isRecording = ref(false)
  const level = ref(0)
  const durationMs = ref(0)
  const microphone = useMicrophone({ onFrame: take, onLost: lose, isForRecording: true })
  let frames: Float32Array[] = []
  let sampleRateHz = 48_000

  /** Errors: microphone-denied, microphone-missing, microphone-in-use. */
  async function start(): Promise<void> {
    sampleRateHz = await microphone.open()
    frames = []
    durationMs.value = 0
    isRecording.value = true
  }

  function take(frame: Float32Array): void {
    if (!isRecording.value) return
    level.value = loudness(frame)
    frames.push(frame.slice())
    durationMs.value += (frame.length / sampleRateHz) * 1000
    if (durationMs.value >= longestMs) onFull()
  }

  function lose(): void {
    if (!isRecording.value) return
    stop()
    onFailed(new AppError('microphone-lost'))
  }

  function stop(): Recorded {
    isRecording.value = false
    level.value = 0
    void microphone.close()
    const pcm = new Float32Array(frames.reduce((length, frame) => length + frame.length, 0))
    let at = 0
    for (const frame of frames) {
      pcm.set(frame, at)
      at += frame.length
    }
    frames = []
    return { pcm, sampleRateHz }
  }

  return { start, stop, isRecording, level, durationMs }
}
