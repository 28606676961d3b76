// What the runtime was told to say -> its sound, as the loudspeaker gets it: clips decoded in C block by block, or packets for libopus.
// Example: module.call.speech_start_prompt(3); deviceSound(module) -> { pcm, sampleRateHz }

import { concatBytes } from '../../../shared/format/bytes.ts'
import { opusPcm } from '../speech/clips/opus.ts'
import type { OpusPacket } from '../speech/clips/opus.ts'
import type { RuntimeModule } from './runtimeModule.ts'

/** Mono, as the device plays it. */
export interface DeviceSound {
  pcm: Int16Array<ArrayBuffer>
  sampleRateHz: number
}

/** Of the speech that was started; null where the bundle has no clip for it. */
export function deviceSound(module: RuntimeModule): DeviceSound | null {
  const { call, bytesAt } = module
  const parts: Uint8Array[] = []
  for (let count = call.speech_read(); count > 0; count = call.speech_read())
    parts.push(bytesAt(call.speech_samples(), count * 2))
  if (parts.length === 0) return opusSound(module)
  const pcm = new Int16Array(new Uint8Array(concatBytes(parts)).buffer)
  return { pcm, sampleRateHz: call.speech_rate() }
}

/** As the vendor's libopus would play the packets that the runtime hands out. */
function opusSound({ call, bytesAt }: RuntimeModule): DeviceSound | null {
  const packets: OpusPacket[] = []
  while (call.speech_packet() !== 0)
    packets.push({
      bytes: bytesAt(call.packet_bytes(), call.packet_size()),
      skip: call.packet_skip(),
      samples: call.packet_samples(),
      isFirst: call.packet_is_first() === 1,
    })
  return packets.length === 0 ? null : { pcm: opusPcm(packets, call.packet_rate()), sampleRateHz: call.packet_rate() }
}
