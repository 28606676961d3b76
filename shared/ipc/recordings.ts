// What passes between the window and the recordings of a project: a person's own voice in place of the synthetic one, by what is said.
// Example: recording.list { texts: ['Boil it.'] } -> [null]; recording.take { text: 'Boil it.' } (dialog) -> { durationMs: 900, remarks: ['noisy'] }

import * as v from 'valibot'

const text = v.pipe(v.string(), v.maxLength(20_000))
const said = v.pipe(text, v.minLength(1))

/** What may be better recorded again; each has a text in renderer/messages. */
export const recordingRemarks = ['clipped', 'soft', 'noisy', 'narrow', 'short', 'long'] as const
export type RecordingRemark = (typeof recordingRemarks)[number]

const durationMs = v.pipe(v.number(), v.finite())
const recordedSchema = v.object({ durationMs })
const takenSchema = v.object({ durationMs, remarks: v.array(v.picklist(recordingRemarks)) })
export type TakenRecording = v.InferOutput<typeof takenSchema>

/** Two minutes at the highest rate of a microphone. */
const mostSamples = 120 * 48_000

export const recordingCalls = {
  /** For each text, in its order, the recording of it; null where the voice speaks. */
  'recording.list': {
    kind: 'call',
    input: v.object({ texts: v.pipe(v.array(text), v.maxLength(1000)) }),
    output: v.array(v.nullable(recordedSchema)),
  },
  /** A WAV that the person chose or dropped. Errors: wav-invalid, recording-silent, clip-too-long. */
  'recording.take': { kind: 'job', input: v.object({ text: said }), output: takenSchema, dialog: 'open-wav' },
  /** Out of the microphone: mono. Errors: recording-silent, clip-too-long. */
  'recording.keep': {
    kind: 'call',
    input: v.object({
      text: said,
      pcm: v.pipe(
        v.instance(Float32Array),
        v.check((pcm) => pcm.length <= mostSamples),
      ),
      sampleRateHz: v.pipe(v.number(), v.minValue(8000), v.maxValue(192_000)),
    }),
    output: takenSchema,
  },
  'recording.remove': { kind: 'call', input: v.object({ text: said }), output: v.undefined() },
} as const
