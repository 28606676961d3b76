// What passes between the window and the simulated device while they talk: commands, speech as it is being spoken, and what became of it.
// Example: hearing.begin -> 7; hearing.push { hearing: 7, pcm } -> { isSpeech, hasEnded } again and again; hearing.finish { hearing: 7 } -> Turn.
// Trap: one piece at a time: the next one is sent when the last one was answered, so that a slow machine is noticed and not drowned.

import * as v from 'valibot'
import { sessionCommands, vectorRoles } from '../domain.ts'
import { promptNames } from '../format/contents.ts'
import { roomSchema } from '../room.ts'
import { replySchema, topicIdSchema } from '../schemas.ts'

const text = v.pipe(v.string(), v.maxLength(20_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const number = v.pipe(v.number(), v.finite())

/** `number`: of 'go-to', a step of the answer or a choice of a clarification. */
export const deviceCommandSchema = v.object({
  command: v.picklist(sessionCommands),
  number: v.exactOptional(v.pipe(count, v.maxValue(999))),
})

/** What the ears made of a question, for the timeline. Milliseconds from the start of the sound. */
const hearingSchema = v.object({
  durationMs: number,
  /** Peaks, 0..1, of equal parts of the sound: a waveform to draw. */
  envelope: v.pipe(v.array(number), v.maxLength(400)),
  segments: v.array(v.object({ startMs: number, endMs: number })),
  words: v.array(v.object({ text, confidence: number })),
  repairs: v.array(v.object({ heard: text, meant: text })),
  timings: v.object({
    resampleMs: number,
    voiceActivityMs: number,
    encodeMs: number,
    decodeMs: number,
    repairMs: number,
  }),
})
export type Hearing = v.InferOutput<typeof hearingSchema>

/** One turn of the conversation with everything needed to see why. `listenMs` runs from the end of the sound. */
export const turnSchema = v.object({
  reply: replySchema,
  transcript: text,
  /**
   * `match`: what of the topic was nearest to the question; absent where words alone decided, or the bundle is all there is. `near`, `told`: how
   * near its nearest sentences are, and what it says of itself (cosines): half of each puts topics in order; absent where words alone decided.
   */
  candidates: v.array(
    v.object({
      topicId: topicIdSchema,
      title: text,
      score: number,
      near: v.exactOptional(number),
      told: v.exactOptional(number),
      match: v.exactOptional(v.object({ role: v.picklist(vectorRoles), text })),
    }),
  ),
  timings: v.object({ listenMs: number, encodeMs: number, searchMs: number }),
  hearing: v.exactOptional(hearingSchema),
  /** On the project's target, by its data sheet; null for what it does not do, or where nobody knows. */
  target: v.exactOptional(
    v.object({
      name: text,
      listenMs: v.nullable(number),
      encodeMs: v.nullable(number),
      searchMs: v.nullable(number),
      sessionBytes: count,
      ramBytes: count,
    }),
  ),
})
export type Turn = v.InferOutput<typeof turnSchema>

/** Half a second at the highest rate: a microphone sends a tenth of that. */
const longestPiece = 96_000
const rateHz = v.pipe(number, v.minValue(8000), v.maxValue(192_000))
const hearingId = v.object({ hearing: count })

export const hearingCalls = {
  /** The last reply was stopped while its text `said` (from 0) was heard. */
  'device.cutShort': { kind: 'call', input: v.object({ said: v.pipe(count, v.maxValue(999)) }), output: v.undefined() },
  /** Opens the ears; an earlier hearing ends unheard. `room`: put around the microphone. Errors: model-missing, language-not-supported. */
  'hearing.begin': {
    kind: 'call',
    input: v.object({
      sampleRateHz: rateHz,
      ends: v.picklist(['by-silence', 'by-button']),
      room: v.exactOptional(roomSchema),
    }),
    output: hearingId,
  },
  /** Mono float PCM. A hearing that is over by now says that it has ended. */
  'hearing.push': {
    kind: 'call',
    input: v.object({
      ...hearingId.entries,
      pcm: v.pipe(
        v.instance(Float32Array),
        v.check((pcm) => pcm.length <= longestPiece),
      ),
    }),
    output: v.object({ isSpeech: v.boolean(), hasEnded: v.boolean(), heardMs: number }),
  },
  /** Nothing more comes: what was said, and what the device says to it. Errors: no-speech, question-too-long, those of device.ask. */
  'hearing.finish': { kind: 'job', input: hearingId, output: turnSchema },
  'hearing.cancel': { kind: 'call', input: hearingId, output: v.undefined() },
  /** A recording in place of the microphone. Errors: wav-invalid, recording-too-long, those of hearing.finish. */
  'hearing.replay': { kind: 'job', input: v.object({ room: roomSchema }), output: turnSchema, dialog: 'open-wav' },
  /** A voice asks it in a room. Errors: those of hearing.finish, model-missing, language-not-supported. */
  'hearing.say': {
    kind: 'job',
    input: v.object({ text: v.pipe(text, v.minLength(1), v.maxLength(500)), voice: text, room: roomSchema }),
    output: turnSchema,
  },
  /** As a question of the project's own suite, with what is right: a topic, or null for a refusal. */
  'question.keep': {
    kind: 'call',
    input: v.object({ text: v.pipe(text, v.minLength(1), v.maxLength(500)), topic: v.nullable(topicIdSchema) }),
    output: v.object({ file: text, count }),
  },
} as const

/** Programs that speak a language in place of a model; `program` is a path to show, never one to send. */
const voiceCommands = v.array(v.object({ language: text, program: text, arguments: v.array(text) }))

export const voiceCommandCalls = {
  /** What the device says of its own where the author words nothing otherwise, by name. */
  'device.prompts': { kind: 'call', input: v.undefined(), output: v.object(v.entriesFromList(promptNames, text)) },
  'voice.commands': { kind: 'call', input: v.undefined(), output: voiceCommands },
  /** Main asks for the program; it has to say a sentence before it is kept. `options`: "-v de --stdout". Errors: voice-command-failed. */
  'voice.chooseCommand': {
    kind: 'job',
    input: v.object({
      language: v.pipe(text, v.minLength(1), v.maxLength(35)),
      options: v.pipe(text, v.maxLength(2000)),
    }),
    output: voiceCommands,
    dialog: 'open-program',
  },
  'voice.forgetCommand': { kind: 'call', input: v.object({ language: text }), output: voiceCommands },
} as const
