// Microphone -> frames of mono PCM. It is opened at the first press and closed with the view; nothing leaves the page from here.
// Errors: microphone-denied, microphone-missing, microphone-in-use. `onLost`: it was unplugged, or another program took it.
// Example: const microphone = useMicrophone({ onFrame, onLost }); const sampleRateHz = await microphone.open().

import { onScopeDispose } from 'vue'
import { AppError } from '../../shared/errors.ts'
import recorderUrl from './recorder.worklet.ts?worker&url'

interface OpenMicrophone {
  stream: MediaStream
  context: AudioContext
}
interface MicrophoneEvents {
  onFrame: (frame: Float32Array) => void
  onLost: () => void
  /** As the room sounds, without what helps a machine to understand. */
  isForRecording?: boolean
}

export function useMicrophone({ onFrame, onLost, isForRecording = false }: MicrophoneEvents) {
  let opening: Promise<OpenMicrophone> | null = null
  let isOpen = false

  /** Returns its rate in Hz. */
  async function open(): Promise<number> {
    opening ??= openMicrophone({ onFrame, onLost: lose, isForRecording })
    try {
      const { context } = await opening
      await context.resume()
      isOpen = true
      return context.sampleRate
    } catch (error) {
      opening = null
      throw error
    }
  }

  function lose(): void {
    void close()
    onLost()
  }

  async function close(): Promise<void> {
    const closing = opening
    opening = null // at once: who presses again in this moment gets a new one
    isOpen = false
    const microphone = await closing?.catch(() => null) // one that never opened needs no closing
    for (const track of microphone?.stream.getTracks() ?? []) track.stop()
    await microphone?.context.close()
  }
  onScopeDispose(close)

  return { open, close, isOpen: () => isOpen }
}

async function openMicrophone({ onFrame, onLost, isForRecording = false }: MicrophoneEvents): Promise<OpenMicrophone> {
  const stream = await permitted(!isForRecording)
  for (const track of stream.getAudioTracks()) track.addEventListener('ended', onLost) // not fired by our own stop()
  const context = new AudioContext()
  await context.audioWorklet.addModule(recorderUrl)
  // One channel: a stereo microphone is mixed down before it comes to us.
  const recorder = new AudioWorkletNode(context, 'recorder', {
    numberOfInputs: 1,
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  })
  recorder.port.onmessage = ({ data: frame }: MessageEvent<Float32Array>) => onFrame(frame)
  context.createMediaStreamSource(stream).connect(recorder)
  return { stream, context }
}

async function permitted(isImproved: boolean): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: isImproved, noiseSuppression: false, autoGainControl: isImproved },
    })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'NotAllowedError' || name === 'SecurityError') throw new AppError('microphone-denied')
    if (name === 'NotReadableError') throw new AppError('microphone-in-use')
    if (name === 'NotFoundError' || name === 'OverconstrainedError') throw new AppError('microphone-missing')
    throw error
  }
}
