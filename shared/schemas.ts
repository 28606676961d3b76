// unknown -> domain value. Everything that enters from disk, IPC or a command line passes through one of these (parse, don't cast).
// Example: parse(topicSchema, JSON.parse(text)) is a Topic or throws with the path of the first wrong field.
// Trap: schemas are strict about kinds and sizes but ignore unknown keys, so that a newer minor version stays readable.

import * as v from 'valibot'
import type {
  Box,
  Comment,
  Deed,
  DeviceVoice,
  Finding,
  Hazard,
  Manual,
  Offer,
  PageBlocks,
  PartKey,
  PastDeed,
  Phrase,
  ProjectSettings,
  RankingSettings,
  Pronunciation,
  Reply,
  SignOff,
  Source,
  Step,
  Suppression,
  Target,
  Topic,
} from './domain.ts'
import { deedCodes } from './deedCodes.ts'
import { earconNames } from './format/contents.ts'
import { clipCodecs, sessionCommands, topicKinds } from './domain.ts'
import type { PromptName } from './format/contents.ts'
import { manualId, topicId, idPattern } from './ids.ts'
import { roomSchema } from './room.ts'

/** Longest text of any one field: hostile files must not fill memory. Characters. */
const text = v.pipe(v.string(), v.maxLength(20_000))
const fraction = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const manualIdSchema = v.pipe(v.string(), v.regex(idPattern), v.transform(manualId))
export const topicIdSchema = v.pipe(v.string(), v.regex(idPattern), v.transform(topicId))

export const boxSchema = v.object({ x: fraction, y: fraction, width: fraction, height: fraction }) satisfies Schema<Box>
const confidence = v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)))
export const sourceSchema = v.object({
  manual: manualIdSchema,
  page: count,
  box: boxSchema,
  confidence,
  place: v.exactOptional(text),
}) satisfies Schema<Source>
const sources = v.pipe(v.array(sourceSchema), v.maxLength(500))
const signalWord = v.picklist(['danger', 'warning', 'caution', 'notice'])

export const phraseSchema = v.object({
  text,
  origin: v.picklist(['title', 'symptom', 'template', 'author', 'taught']),
}) satisfies Schema<Phrase>

export const stepSchema = v.object({
  written: text,
  spoken: text,
  isEdited: v.boolean(),
  isLeftOut: v.exactOptional(v.boolean()),
  sources,
}) satisfies Schema<Step>

export const hazardSchema = v.object({
  signalWord,
  written: text,
  spoken: text,
  consequence: text,
  avoidance: text,
  sources,
}) satisfies Schema<Hazard>

export const offerSchema = v.object({
  topic: topicIdSchema,
  written: text,
  spoken: text,
  sources,
}) satisfies Schema<Offer>

const byWhom = { by: text, at: text }
export const signOffSchema = v.object({
  status: v.picklist(['reviewed', 'approved']),
  contentHash: text,
  ...byWhom,
}) satisfies Schema<SignOff>
export const commentSchema = v.object({
  id: text,
  text,
  isResolved: v.boolean(),
  ...byWhom,
}) satisfies Schema<Comment>
export const suppressionSchema = v.object({
  code: text,
  subject: text,
  reason: text,
  ...byWhom,
}) satisfies Schema<Suppression>

const hazards = v.pipe(v.array(hazardSchema), v.maxLength(100))
const steps = v.pipe(v.array(stepSchema), v.maxLength(500))

// Fields that older projects do not have are exactOptional: their folders open as they are.
export const topicSchema = v.object({
  id: topicIdSchema,
  kind: v.picklist(topicKinds),
  title: text,
  language: text,
  chapter: v.pipe(v.array(text), v.maxLength(12)),
  phrases: v.pipe(v.array(phraseSchema), v.maxLength(500)),
  hazards,
  steps,
  offers: v.exactOptional(v.pipe(v.array(offerSchema), v.maxLength(10))),
  isProcedure: v.boolean(),
  codes: v.pipe(v.array(text), v.maxLength(50)),
  isSpoken: v.boolean(),
  status: v.picklist(['draft', 'reviewed', 'approved']),
  sources,
  signOffs: v.exactOptional(v.pipe(v.array(signOffSchema), v.maxLength(2))),
  comments: v.exactOptional(v.pipe(v.array(commentSchema), v.maxLength(500))),
  reviewer: v.exactOptional(v.pipe(text, v.maxLength(200))),
  suppressions: v.exactOptional(v.pipe(v.array(suppressionSchema), v.maxLength(500))),
  isAuthored: v.exactOptional(v.boolean()),
  earlier: v.exactOptional(v.object({ title: text, hazards, steps, isOwn: v.boolean() })),
  isParked: v.exactOptional(v.boolean()),
  importedHash: v.exactOptional(text),
}) satisfies Schema<Topic>

const details = v.record(text, v.union([v.string(), v.number()]))
const partKey = v.pipe(
  v.string(),
  v.regex(/^(?:hazard|step|phrase) \d+$/),
  v.custom<PartKey>(() => true),
)
export const findingSchema = v.object({
  code: text,
  severity: v.picklist(['error', 'warning', 'note']),
  topic: v.nullable(topicIdSchema),
  page: v.nullable(count),
  part: v.nullable(partKey),
  subject: text,
  details,
  hasFix: v.boolean(),
  suppressed: v.nullable(v.object({ reason: text, ...byWhom })),
  message: text,
}) satisfies Schema<Finding>

export const deedSchema = v.object({ code: v.picklist(deedCodes), details }) satisfies Schema<Deed>
export const pastDeedSchema = v.object({
  at: text,
  by: text,
  way: v.picklist(['done', 'undone', 'redone']),
  ...deedSchema.entries,
}) satisfies Schema<PastDeed>

const blockBase = {
  text,
  page: count,
  box: boxSchema,
  confidence,
  place: v.exactOptional(text),
  language: v.exactOptional(text),
  panel: v.exactOptional(count),
}
const blockSchema = v.variant('kind', [
  v.object({ kind: v.literal('heading'), ...blockBase, level: count, number: v.exactOptional(text) }),
  v.object({ kind: v.literal('paragraph'), ...blockBase, isBold: v.exactOptional(v.literal(true)) }),
  v.object({ kind: v.literal('step'), ...blockBase, marker: text, ordinal: count }),
  v.object({ kind: v.literal('bullet'), ...blockBase, level: count }),
  v.object({
    kind: v.literal('table-row'),
    ...blockBase,
    table: text,
    header: v.array(text),
    cells: v.array(v.object({ text, parts: v.array(text), box: boxSchema })),
  }),
  v.object({
    kind: v.literal('hazard'),
    ...blockBase,
    signalWord,
    message: text,
    consequence: v.exactOptional(text),
    avoidance: v.exactOptional(text),
  }),
  v.object({ kind: v.literal('toc-entry'), ...blockBase, level: count, target: v.nullable(count) }),
  v.object({ kind: v.literal('caption'), ...blockBase }),
])
export const pageBlocksSchema = v.object({
  page: count,
  isOcr: v.boolean(),
  uncertain: v.exactOptional(
    v.array(v.object({ text, confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)), box: boxSchema })),
  ),
  drawnLines: v.exactOptional(v.object({ read: count, unread: count })),
  blocks: v.array(blockSchema),
  dropped: v.array(
    v.object({
      text,
      box: boxSchema,
      reason: v.picklist(['header', 'footer', 'page-number', 'duplicate', 'outside-page', 'vertical', 'invisible']),
    }),
  ),
}) satisfies Schema<PageBlocks>

export const manualSchema = v.object({
  id: manualIdSchema,
  format: v.exactOptional(v.picklist(['pdf', 'dita', 'iirds'])),
  title: text,
  fileName: text,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  pageCount: count,
  language: text,
  importedPages: text,
}) satisfies Schema<Manual>

const q15 = v.pipe(v.number(), v.integer(), v.minValue(-32768), v.maxValue(32767))
const rise = v.pipe(q15, v.minValue(0))
export const rankingSchema = v.object({
  thresholdQ15: q15,
  safetyRiseQ15: rise,
  marginQ15: q15,
  lexicalWeightQ15: q15,
  backgroundWeightQ15: q15,
  choices: v.pipe(count, v.minValue(1), v.maxValue(5)),
}) satisfies Schema<RankingSettings>

const address32 = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{8}$/i))
const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value))
const positive = v.pipe(v.number(), v.finite(), v.minValue(1))
export const targetSchema = v.object({
  id: v.pipe(v.string(), v.regex(idPattern)),
  name: text,
  description: text,
  translations: v.exactOptional(v.record(v.string(), v.object({ name: text, description: text }))),
  encoder: v.picklist(['minilm', 'static-full', 'static-small']),
  speech: v.picklist(['clips', 'text']),
  clips: v.exactOptional(
    v.object({
      codec: v.picklist(clipCodecs),
      sampleRateHz: v.picklist([8000, 16_000]),
      lowRateKinds: v.exactOptional(v.array(v.picklist(topicKinds))),
    }),
  ),
  alignment: v.exactOptional(v.pipe(count, v.minValue(16), v.check(isPowerOfTwo))),
  models: v.array(text),
  limits: v.object({
    bundleBytes: count,
    ramBytes: count,
    answerMs: v.exactOptional(positive),
    speechSeconds: v.exactOptional(positive),
  }),
  speed: v.exactOptional(v.object({ vectorBytesPerSecond: positive, modelMacsPerSecond: v.exactOptional(positive) })),
  flash: v.exactOptional(v.object({ address: address32, uf2Family: v.exactOptional(address32) })),
  sources: v.array(text),
}) satisfies Schema<Target>

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
export const pronunciationSchema = v.object({ written: shortText, spoken: shortText }) satisfies Schema<Pronunciation>
export const deviceVoiceSchema = v.object({
  id: v.exactOptional(shortText),
  ratePercent: v.exactOptional(v.pipe(v.number(), v.minValue(50), v.maxValue(200))),
  gainDb: v.exactOptional(v.pipe(v.number(), v.minValue(-12), v.maxValue(3))),
}) satisfies Schema<DeviceVoice>
const own = v.exactOptional(shortText)
/** Fails to compile where a prompt is missing. */
const promptEntries: Record<PromptName, typeof own> = {
  refusal: own,
  didYouMean: own,
  or: own,
  endOfSteps: own,
  nothingToSay: own,
  stopped: own,
  louder: own,
  quieter: own,
  loudest: own,
  quietest: own,
  noSuchStep: own,
}
const u32 = v.pipe(count, v.maxValue(0xffffffff))
export const projectSettingsSchema = v.object({
  name: shortText,
  language: text,
  target: text,
  lexicon: v.exactOptional(v.pipe(v.array(pronunciationSchema), v.maxLength(2000))),
  voice: v.exactOptional(deviceVoiceSchema),
  prompts: v.exactOptional(v.object(promptEntries)),
  silentEarcons: v.exactOptional(v.array(v.picklist(earconNames))),
  vendorId: v.exactOptional(u32),
  productId: v.exactOptional(u32),
  securityCounter: v.exactOptional(u32),
  otherLanguages: v.exactOptional(
    v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))), v.maxLength(30)),
  ),
  room: v.exactOptional(roomSchema),
  suite: v.exactOptional(v.object({ minTop1: v.exactOptional(fraction), maxFalse: v.exactOptional(fraction) })),
  ownTargets: v.exactOptional(v.pipe(v.array(targetSchema), v.maxLength(50))),
  ranking: v.object({
    thresholdQ15: v.exactOptional(q15),
    safetyRiseQ15: v.exactOptional(rise),
    marginQ15: v.exactOptional(q15),
    lexicalWeightQ15: v.exactOptional(q15),
    backgroundWeightQ15: v.exactOptional(q15),
    choices: v.exactOptional(rankingSchema.entries.choices),
    thresholdByEncoder: v.exactOptional(
      v.object({
        minilm: v.exactOptional(q15),
        'static-full': v.exactOptional(q15),
        'static-small': v.exactOptional(q15),
      }),
    ),
  }),
}) satisfies Schema<ProjectSettings>

const candidateSchema = v.object({ topicId: topicIdSchema, title: text, score: fraction })
export const replySchema = v.object({
  kind: v.picklist(['answer', 'clarification', 'refusal', 'end']),
  topicId: v.nullable(topicIdSchema),
  title: text,
  score: fraction,
  margin: fraction,
  rise: fraction,
  utterances: v.array(v.object({ role: v.picklist(['hazard', 'step', 'prompt']), text, sources })),
  position: v.object({ step: count, count }),
  alternatives: v.array(candidateSchema),
  command: v.nullable(v.picklist(sessionCommands)),
  offer: v.nullable(v.object({ topicId: topicIdSchema, title: text })),
  volume: count,
}) satisfies Schema<Reply>

/** A schema whose output is exactly the domain type: the two files can't drift apart. */
type Schema<Output> =
  | v.GenericSchema<unknown, Output>
  | v.BaseSchema<never, Output, v.BaseIssue<unknown>>
  | v.GenericSchema<Input<Output>, Output>
// The input of a branded id is a plain string; everything else goes in as it comes out.
type Input<Output> = Output extends string
  ? string
  : Output extends readonly (infer Item)[]
    ? Input<Item>[]
    : Output extends object
      ? { [Key in keyof Output]: Input<Output[Key]> }
      : Output
