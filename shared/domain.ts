// The words of Plainspoken as types, in the order the pipeline makes them: PDF bytes -> Page[] -> Block[] -> Topic[] ->
// Embedding[] -> SearchIndex -> bundle bytes, and then Question -> Reply. Values only: no classes, safe to send over IPC and to print as JSON.
// All boxes are in PDF points with the origin at the top left of the page as a reader sees it (rotation applied), y downwards.
// Trap: page numbers are PDF page indexes from 1, never the number printed on the page.

import type { DeedCode } from './deedCodes.ts'
import type { DrawnLine } from './drawnLines.ts'
import type { EarconName, Prompts } from './format/contents.ts'
import type { ManualId, TopicId } from './ids.ts'
import type { Room } from './room.ts'

export type LanguageTag = string // BCP 47, lower case: 'en', 'de'

// ---------------------------------------------------------------- places

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where a sentence came from. */
export interface Source {
  manual: ManualId
  page: number
  box: Box
  /** How sure text recognition was of its least sure word, 0..1; absent where the file itself has the text. */
  confidence?: number
  /** File and element in a source that has no pages: "care/filter.dita#filter/step-2". `page` is then the file's place in the map. */
  place?: string
}

// ---------------------------------------------------------------- pages (pagesFromPdf)

/** One run of glyphs as the PDF draws it; never larger than a line. */
export interface TextItem {
  text: string
  box: Box
  fontName: string
  fontSizePt: number
  isBold: boolean
  isItalic: boolean
  /** Direction of the baseline as seen by the reader, in degrees clockwise: 0 for normal text, 90 or 270 for vertical tabs. */
  angle: number
  /** Text colour 0xRRGGBB where the page says it; a heading is often coloured. */
  color?: number
  /** Of its least sure word, 0..1; only where text recognition read it. */
  confidence?: number
}

/** A word that text recognition doubts; its box is on the page as shown. */
export interface UncertainWord {
  text: string
  confidence: number // 0..1
  box: Box
}

/** A straight line or the edge of a filled rectangle drawn on the page: evidence for tables and boxed warnings. */
export interface Rule {
  kind: 'horizontal' | 'vertical'
  box: Box
}

export interface Page {
  number: number
  widthPt: number
  heightPt: number
  items: TextItem[] // in content-stream order
  rules: Rule[]
  /** Filled or outlined rectangles larger than a glyph: shaded table rows, boxed warnings. */
  fills: Box[]
  /** Raster images and figures. */
  pictures: Box[]
  /** Its text was read from its picture. */
  isOcr: boolean
  /** Radians clockwise that a scan leans. Items, rules and fills are given as if it stood straight; blocks get the boxes as shown. */
  tilt?: number
  uncertain?: UncertainWord[]
  /** Absent where there are none. */
  drawnLines?: DrawnLine[]
}

// ---------------------------------------------------------------- blocks (blocksFromPages)

export type SignalWord = 'danger' | 'warning' | 'caution' | 'notice'

interface BlockBase {
  /** Plain reading text of the block: ligatures and hyphenation resolved, one space between words. */
  text: string
  page: number
  box: Box
  /** These two as in Source. */
  confidence?: number
  place?: string
  /** Of a manual in several languages; absent where there is one, and on pages of pictures, which belong to all. */
  language?: LanguageTag
  /** Which boxed panel of its page it stands in, from 1; absent outside panels. What a panel's heading says ends with the panel. */
  panel?: number
}

/** Level 1 is a chapter, as in HTML; `number` is printed numbering such as "3.2". */
export interface HeadingBlock extends BlockBase {
  kind: 'heading'
  level: number
  number?: string
}
export interface ParagraphBlock extends BlockBase {
  kind: 'paragraph'
  /** All of it, in a manual that is not set in bold: the title of what stands below, or an order that is not to be missed. */
  isBold?: true
}
/** A numbered or lettered step. `marker` is what is printed ("3.", "b)"), `ordinal` its value from 1. */
export interface StepBlock extends BlockBase {
  kind: 'step'
  marker: string
  ordinal: number
}
export interface BulletBlock extends BlockBase {
  kind: 'bullet'
  level: number // 1 is the outermost
}
export interface TableCell {
  text: string
  /** The cell's bullets or paragraphs, in order; [text] where it has only one. */
  parts: string[]
  box: Box
}
/** One row; rows of one table share `table`. `header` repeats the table's header cells, aligned with `cells` ([] without header). */
export interface TableRowBlock extends BlockBase {
  kind: 'table-row'
  table: string
  header: string[]
  cells: TableCell[]
}
export interface HazardBlock extends BlockBase {
  kind: 'hazard'
  signalWord: SignalWord
  /** The hazard's sentences without the signal word, whole and unparaphrased. */
  message: string
  /** Where the source says them in elements of their own. */
  consequence?: string
  avoidance?: string
}
export interface TocEntryBlock extends BlockBase {
  kind: 'toc-entry'
  level: number
  target: number | null // printed page number
}
export interface CaptionBlock extends BlockBase {
  kind: 'caption'
}

export type Block =
  HeadingBlock | ParagraphBlock | StepBlock | BulletBlock | TableRowBlock | HazardBlock | TocEntryBlock | CaptionBlock

/** Blocks of one page in reading order, with what was left out, so that nothing vanishes silently. */
export interface PageBlocks {
  page: number
  isOcr: boolean
  /** Words that text recognition doubts; absent where the file itself has the text. */
  uncertain?: UncertainWord[]
  /** Lines painted as shapes, by whether text recognition could read them; absent where there are none. */
  drawnLines?: { read: number; unread: number }
  blocks: Block[]
  /** Running headers, footers, page numbers, watermarks: not spoken, still shown in review. */
  dropped: {
    text: string
    box: Box
    reason: 'header' | 'footer' | 'page-number' | 'duplicate' | 'outside-page' | 'vertical' | 'invisible'
  }[]
}

// ---------------------------------------------------------------- topics (topicsFromBlocks)

export type TopicKind = 'task' | 'troubleshooting' | 'error-code' | 'reference' | 'concept' | 'safety'
export const topicKinds = [
  'task',
  'troubleshooting',
  'error-code',
  'reference',
  'concept',
  'safety',
] as const satisfies readonly TopicKind[]

export type PhraseOrigin = 'title' | 'symptom' | 'template' | 'author' | 'taught'
export interface Phrase {
  text: string
  origin: PhraseOrigin
}

/** One thing the device says in one breath: a step, a remedy, a fact. `written` is the manual's wording. */
export interface Step {
  written: string
  /** What the device says. Made from `written` by spokenText unless the author changed it. */
  spoken: string
  isEdited: boolean
  /** Kept for review, but the device does not say it. */
  isLeftOut?: boolean
  sources: Source[]
}

export interface Hazard {
  signalWord: SignalWord
  /** Whole and unparaphrased. */
  written: string
  spoken: string
  /** What happens otherwise, and what to do instead, where the manual says it in so many words ('' where not). */
  consequence: string
  avoidance: string
  sources: Source[]
}

/** `by` is the name in the settings, `at` an ISO time. */
export interface ByWhom {
  by: string
  at: string
}
/** That somebody read it and found it right: bound to what it said then (contentHash.ts). */
export interface SignOff extends ByWhom {
  status: 'reviewed' | 'approved'
  contentHash: string
}
export interface Comment extends ByWhom {
  id: string
  text: string
  isResolved: boolean
}
/** A finding that somebody looked at and lets stand. It holds as long as `subject` is the same. */
export interface Suppression extends ByWhom {
  code: string
  subject: string
  reason: string
}

/** What the device asks when it has said the whole answer: "Do you want to hear how to clean the filter?" Yes leads to `topic`. */
export interface Offer {
  topic: TopicId
  /** The cross-reference as the manual words it ("see Cleaning the filter, page 12"); '' where an author made the offer. */
  written: string
  /** The question as an author words it; '' where it is made from the title of `topic` (offerQuestion in devicePrompts.ts). */
  spoken: string
  sources: Source[]
}

export interface Topic {
  id: TopicId
  kind: TopicKind
  title: string
  language: LanguageTag
  /** Headings above it, outermost first. */
  chapter: string[]
  phrases: Phrase[]
  hazards: Hazard[]
  steps: Step[]
  /** Asked one after the other until one is taken; those whose topic is not spoken are left out of the bundle. */
  offers?: Offer[]
  /** True where the steps are a numbered procedure: spoken one at a time, "Step 2 of 5". */
  isProcedure: boolean
  /** Error codes that this topic answers, as printed: ["E15"]. */
  codes: string[]
  /** False: kept for review but not exported. */
  isSpoken: boolean
  status: 'draft' | 'reviewed' | 'approved'
  sources: Source[]
  /** At most one a status; none while it is a draft. */
  signOffs?: SignOff[]
  comments?: Comment[]
  /** Who is asked to read it; absent: nobody in particular. */
  reviewer?: string
  suppressions?: Suppression[]
  /** Made by a person out of blocks or of other topics: a re-import leaves it alone. */
  isAuthored?: boolean
  /** What it said before the newest edition of its manual changed it, until somebody has decided. */
  earlier?: EarlierWords
  /** Silent only because the newest edition does not have it: it is spoken again when one does. */
  isParked?: boolean
  /** Hash of what the manual said at import, so that a re-import can tell an author's change from the manual's. */
  importedHash?: string
}

/** A topic's words before a re-import, as the author left them; `isOwn`: not only the device's, but the manual's words were changed by an author. */
export interface EarlierWords extends Pick<Topic, 'title' | 'hazards' | 'steps'> {
  isOwn: boolean
}

export type FindingSeverity = 'error' | 'warning' | 'note'
/** The part of a topic that a finding is about, by its place; as the editor names its fields. */
export type PartKey = `hazard ${number}` | `step ${number}` | `phrase ${number}`
/** Values for the texts of a finding or a deed: { number: 3, phrase: 'clean it' }. */
export type Details = Readonly<Record<string, string | number>>
/** Result of a check on content. `code` is stable ('hazard-not-first'); its texts are in shared/findingTexts.ts. */
export interface Finding {
  code: string
  severity: FindingSeverity
  topic: TopicId | null
  page: number | null
  part: PartKey | null
  /** What it is about, in words that stay while the finding stays: with topic and code it names the finding. */
  subject: string
  details: Details
  /** It can be mended in one click (`finding.fix`). */
  hasFix: boolean
  suppressed: Omit<Suppression, 'code' | 'subject'> | null
  message: string // English: what it is, and what to do next
}

// ---------------------------------------------------------------- embeddings, index

/** MiniLM runs beside the runtime; the static table lies in the bundle and the runtime reads it itself. */
export type EncoderId = 'minilm' | 'static-full' | 'static-small'

/** What a vector of a topic stands for. Order within a topic is the order here. */
export const vectorRoles = ['phrase', 'answer', 'phrase-and-answer', 'paraphrase'] as const
export type VectorRole = (typeof vectorRoles)[number]

/** All vectors of all topics, unit length, float32: the input of quantisation. */
export interface Embeddings {
  encoder: EncoderId
  dim: number
  /** One row a vector: which topic it belongs to, what text it is of. Sorted by topic order. */
  rows: { topic: number; role: VectorRole; text: string }[]
  vectors: Float32Array // (rows.length, dim), row-major
  /** Sentences from outside the manual's world; see design section 4. */
  background: Float32Array // (backgroundCount, dim), row-major
}

/** Integers only from here on, so that every build agrees to the last bit. */
export interface SearchIndex {
  encoder: EncoderId
  dim: number
  /** Topic number of each vector, ascending. */
  vectorTopics: Uint16Array // (vectorCount)
  vectorRoles: readonly VectorRole[] // (vectorCount)
  vectors: Int8Array // (vectorCount, dim), row-major, each row scaled to ±127
  background: Int8Array // (backgroundCount, dim)
  /** Lexical evidence: terms (analysed by the runtime's own code) sorted by bytes, with postings. */
  terms: { term: string; weight: number; postings: { topic: number; frequency: number }[] }[]
  ranking: RankingSettings
}

/** Weights and limits of the ranking. Scores are cosine-like in Q15: 32767 is 1.0. */
export interface RankingSettings {
  /** Below it the device refuses. */
  thresholdQ15: number
  /** Added to the threshold for topics of the kind `safety`: a warning given as the answer to another question misleads most. */
  safetyRiseQ15: number
  /** best - second below it: the device asks "Did you mean A or B?". */
  marginQ15: number
  /** Weight of the lexical score, Q15. */
  lexicalWeightQ15: number
  /** λ: how much of the best background similarity is subtracted, Q15. */
  backgroundWeightQ15: number
  /** Most choices in a clarification. */
  choices: number
}

// ---------------------------------------------------------------- the device

export interface Candidate {
  topicId: TopicId
  title: string
  score: number // 1.0 = identical
}

/** One thing said. `page`/`box` say where it stands in the manual; prompts of the device have no source. */
export interface Utterance {
  role: 'hazard' | 'step' | 'prompt'
  text: string
  sources: Source[]
}

export type ReplyKind = 'answer' | 'clarification' | 'refusal' | 'end'

/** What the device does with a question or a command. Made by the C runtime from exported bytes, nothing else. */
export interface Reply {
  kind: ReplyKind
  topicId: TopicId | null
  title: string
  score: number
  margin: number
  /** What the best topic needed more than the bundle's threshold; the device refused where score - rise is below that. */
  rise: number
  /** Said now: hazards first, then the first step of a procedure or the whole of a short answer. */
  utterances: Utterance[]
  /** Position in the topic: the step that was said last (from 1) and how many there are; 0 of 0 outside an answer. */
  position: { step: number; count: number }
  alternatives: Candidate[]
  /** The command that it follows; null for a question. */
  command: SessionCommand | null
  /** What "yes" leads to now; its question is the last utterance. */
  offer: { topicId: TopicId; title: string } | null
  /** How loud the device speaks from now on: 1 to 5, 0 is mute. */
  volume: number
}

/** 'go-to' has a number: a step of the answer, or a choice of a clarification. */
export const sessionCommands = [
  'next',
  'back',
  'repeat',
  'stop',
  'louder',
  'quieter',
  'mute',
  'unmute',
  'yes',
  'no',
  'go-to',
] as const
export type SessionCommand = (typeof sessionCommands)[number]

// ---------------------------------------------------------------- target (its budget: budget.ts)

export interface Target {
  id: string
  name: string
  description: string
  /** The same in other languages of the window, by language tag. */
  translations?: Record<string, { name: string; description: string }>
  encoder: EncoderId
  /** Where the speech comes from: clips rendered into the bundle, or text for the vendor's voice. */
  speech: 'clips' | 'text'
  /** How clips are stored where there are any; IMA ADPCM at 16 kHz where absent. */
  clips?: ClipFormat
  /** Erase sector of the flash, for sections that are updated one by one; 16 where absent. Bytes. */
  alignment?: number
  /** Models that the device needs beside our sections, by model pack. */
  models: string[]
  limits: TargetLimits
  /** For estimates of time, from data sheets and instruction counts (`sources`); absent: no estimate. */
  speed?: TargetSpeed
  /** Where the bundle lies, for images that carry addresses: hexadecimal, '0x10100000'. UF2 has a family of its own for each bootloader. */
  flash?: { address: string; uf2Family?: string }
  sources: string[]
}

export interface TargetLimits {
  bundleBytes: number
  ramBytes: number
  /** From the end of a question to the begin of its answer; absent: any. */
  answerMs?: number
  /** Of all clips together; absent: any. */
  speechSeconds?: number
}

export interface TargetSpeed {
  /** Bytes of vectors ranked a second: the slower of core and flash. */
  vectorBytesPerSecond: number
  /** Multiplications a second of the models beside the runtime; absent where none runs. */
  modelMacsPerSecond?: number
}

/** Files of the bundle for programmers (Intel HEX), bootloaders (UF2) and compilers (C array), beside the .psb. */
export const imageFormats = ['hex', 'uf2', 'c'] as const
export type ImageFormat = (typeof imageFormats)[number]

export interface ClipFormat {
  /** Opus is decoded by the vendor's libopus: the runtime hands out packets. */
  codec: ClipCodec
  sampleRateHz: 8000 | 16_000
  /** Kinds of topics whose own sentences are stored at 8 kHz: facts are listened to, not enjoyed. */
  lowRateKinds?: TopicKind[]
}
export const clipCodecs = ['ima-adpcm', 'opus', 'pcm'] as const
export type ClipCodec = (typeof clipCodecs)[number]

/** What could be cut; texts are in the renderer's messages and in size.txt. */
export const adviceCodes = [
  'clips-opus',
  'clips-adpcm',
  'clips-low',
  'clips-low-kind',
  'clips-text',
  'encoder-small',
  'leave-out-kind',
] as const
export interface Advice {
  code: (typeof adviceCodes)[number]
  /** Kind of topics that it is about; '' for all. */
  subject: TopicKind | ''
  savesBytes: number
}

/** `bytes`: what would leave the bundle with the topic. */
export interface TopicSize {
  id: TopicId
  title: string
  kind: TopicKind
  language: LanguageTag
  bytes: number
}

// ---------------------------------------------------------------- project

/** What a manual is made of: a PDF, the topics of a DITA map, or an iiRDS package. */
export type ManualFormat = 'pdf' | 'dita' | 'iirds'

export interface Manual {
  id: ManualId
  /** Absent is 'pdf'. */
  format?: ManualFormat
  title: string
  fileName: string
  sha256: string
  pageCount: number
  language: LanguageTag
  importedPages: string // '' for all, else '3-40'
}

/** A word of the manual and how a voice has to say it: "EcoClean" -> "ee koh clean". */
export interface Pronunciation {
  written: string
  spoken: string
}

/** How the device speaks; what is absent is as the voice does it by itself. */
export interface DeviceVoice {
  /** Of the voices that this computer has for the language; the first where it is not there. */
  id?: string
  /** 100 is the voice's own pace; the pitch stays. */
  ratePercent?: number
  /** Louder or softer than -20 dB below full scale. */
  gainDb?: number
}

/** Fractions: of the answerable questions, the least that rank the right topic first; of those to be refused, the most that get an answer. */
export interface SuiteLimits {
  minTop1: number
  maxFalse: number
}

export interface ProjectSettings {
  name: string
  language: LanguageTag
  target: string
  lexicon?: Pronunciation[]
  voice?: DeviceVoice
  /** What the device says of its own, where the author words it otherwise than we do. */
  prompts?: Partial<Prompts>
  /** Sounds without words that this device does not make. */
  silentEarcons?: EarconName[]
  /** Whose bundle it is, as the firmware asks: a dishwasher refuses the bundle of an oven. 0 or absent: any. */
  vendorId?: number
  productId?: number
  /** Raised when an older bundle must never be accepted again. */
  securityCounter?: number
  /** Folders of the projects that go into the bundle in other languages, from this one's: '../dishwasher-de'. */
  otherLanguages?: string[]
  /** Where the simulator and spoken suites hear; a plain room where absent. No part of the bundle. */
  room?: Room
  /** What the project's own questions must reach for a release; testing/projectSuite.ts has the defaults. */
  suite?: Partial<SuiteLimits>
  /** Targets of this project, beside those that ship with the app: the manufacturer's own boards. */
  ownTargets?: Target[]
  /** Limits of the ranking that the author changed; the calibrated defaults otherwise. */
  ranking: Partial<RankingSettings> & {
    /** A threshold is on the scale of its encoder: 0.26 of MiniLM is 0.12 of a token table. Goes before `thresholdQ15`. */
    thresholdByEncoder?: Partial<Record<EncoderId, number>>
  }
}

export interface Project {
  formatVersion: number
  settings: ProjectSettings
  manuals: Manual[]
  topics: Topic[]
}

/** One change of a project, for undo and the history. Its texts are in the renderer's messages (`deeds`). */
export interface Deed {
  code: DeedCode
  details: Details
}
/** A line of the history. */
export interface PastDeed extends Deed, ByWhom {
  way: 'done' | 'undone' | 'redone'
}

// ---------------------------------------------------------------- long work

/** Long work takes this. `report` gets a fraction 0..1 and a step name that the UI translates. */
export interface Work {
  signal: AbortSignal
  report: (fraction: number, step: string) => void
}
