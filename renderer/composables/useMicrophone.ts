// Button held -> speech. The microphone is opened at the first press and closed with the view; only what is said while the button is
// held (and 0.3 s before) leaves this file.
// Errors: microphone-denied, microphone-missing. Example: await start(); …; const { pcm, sampleRateHz } = stop().

import { onScopeDispose, ref } from 'vue'
import { AppError } from '../../shared/errors.ts'
import { loudness, PcmTake } from './pcm.ts'
import recorderUrl from './recorder.worklet.ts?worker&url'

interface OpenMicrophone {
  stream: MediaStream
  context: AudioContext
  take: PcmTake
}

export function useMicrophone() {
  const level = ref(0)
  const isHearing = ref(false)
  let opening: Promise<OpenMicrophone> | null = null
  let open: OpenMicrophone | null = null

  async function start(): Promise<void> {
    opening ??= openMicrophone((frame) => (level.value = isHearing.value ? loudness(frame) : 0))
    try {
      open = await opening
    } catch (error) {
      opening = null
      throw error
    }
    await open.context.resume()
    open.take.open()
    isHearing.value = true
  }

  /** Null where nothing was being heard. */
  function stop(): { pcm: Float32Array<ArrayBuffer>; sampleRateHz: number } | null {
    if (!open || !isHearing.value) return null
    isHearing.value = false
    level.value = 0
    return { pcm: open.take.close(), sampleRateHz: open.take.sampleRateHz }
  }

  async function close(): Promise<void> {
    const microphone = await opening?.catch(() => null) // one that never opened needs no closing
    opening = null
    open = null
    isHearing.value = false
    for (const track of microphone?.stream.getTracks() ?? []) track.stop()
    await microphone?.context.close()
  }
  onScopeDispose(close)

  return { start, stop, level, isHearing }
}

async function openMicrophone(onFrame: (frame: Float32Array) => void): Promise<OpenMicrophone> {
  const stream = await permitted()
  const context = new AudioContext()
  await context.audioWorklet.addModule(recorderUrl)
  const recorder = new AudioWorkletNode(context, 'recorder', { numberOfInputs: 1, numberOfOutputs: 0, channelCount: 1 })
  const take = new PcmTake(context.sampleRate)
  recorder.port.onmessage = ({ data: frame }: MessageEvent<Float32Array>) => {
    take.add(frame)
    onFrame(frame)
  }
  context.createMediaStreamSource(stream).connect(recorder)
  return { stream, context, take }
}

async function permitted(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true },
    })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'NotAllowedError' || name === 'SecurityError') throw new AppError('microphone-denied')
    if (name === 'NotFoundError' || name === 'NotReadableError' || name === 'OverconstrainedError') {
      throw new AppError('microphone-missing')
    }
    throw error
  }
}
