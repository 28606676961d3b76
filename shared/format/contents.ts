// What a bundle says, before it is bytes: the input of bundleBytes. Indexes are positions in the arrays here.

import type {
  Box,
  ClipCodec,
  EncoderId,
  LanguageTag,
  RankingSettings,
  SearchIndex,
  SessionCommand,
  TopicKind,
  VectorRole,
} from '../domain.ts'

export interface BundleContents {
  toolBuild: string
  /** Not for release: a device in the field can refuse it. */
  isDevelopment: boolean
  /** Starts of sections are multiples of it: 16 where absent, or the erase sector of the flash. */
  alignment?: number
  productName: string
  vendorId: number // 0: any
  productId: number // 0: any
  securityCounter: number
  language: LanguageTag
  target: string
  encoder: EncoderId
  dim: number
  topics: BundleTopic[]
  vectorTopics: Uint16Array // (vectorCount), ascending
  vectors: Int8Array // (vectorCount, dim), row-major
  /** What each vector is of; without it a topic's vectors count alike. */
  vectorRoles?: readonly VectorRole[] // (vectorCount)
  /** The text of each vector. For whoever asks why; the bundle does not have it. */
  vectorTexts?: VectorText[] // (vectorCount)
  background: Int8Array // (backgroundCount, dim)
  terms: SearchIndex['terms'] // sorted by UTF-8 bytes
  /** For a language that the encoder does not know; sorted by UTF-8 bytes. */
  glossary?: readonly Gloss[]
  ranking: RankingSettings & { textThresholdQ15: number; textMarginQ15: number; unknownWeight: number }
  prompts: Prompts
  /** How commands are said in this language. */
  commandPhrases?: CommandPhrase[]
  promptClips?: Partial<Record<PromptName | EarconName, number[]>>
  /** None where the device speaks itself. */
  clips?: BundleClip[]
  /** The static encoder, where the device makes the vectors of questions itself. */
  table?: StaticTable
  manuals: { id: string; title: string; fileName: string; pageCount: number; sha256: Uint8Array }[]
}

/** A word of the manual's language, and what it means in the encoder's. */
export interface Gloss {
  word: string
  /** '': the word is left out. */
  meaning: string
  /** "Tür" in "Türfach"; no small word is. */
  isPartOfCompounds: boolean
}

export interface VectorText {
  role: VectorRole
  text: string
}

/** One sentence as sound. Texts name clips by their position in `clips`. */
export interface BundleClip {
  codec: ClipCodec
  sampleRateHz: number
  sampleCount: number
  /** Silence behind it. */
  pauseSamples: number
  blockSize: number // 0 for pcm
  bytes: Uint8Array
}

/** Word pieces and their rows, sorted by FNV-1a of the piece. A row is a scale, then one code a part, which picks an entry of the codebook. */
export interface StaticTable {
  starts: Uint16Array // (257): first piece whose hash has this first byte
  hashes: Uint8Array // (count, 3): the other bytes of the hash, little-endian
  rows: Uint8Array // (count, rowBytes)
  rowBytes: number // 1 + parts
  codebook: Int8Array // (256 or parts * 256, partSize)
  partSize: number // components of a part; parts * partSize is dim
}

export interface BundleTopic {
  id: string
  title: string
  titleClips?: number[]
  kind: TopicKind
  isProcedure: boolean
  stepCount: number
  phrases: string[]
  utterances: BundleUtterance[] // hazards first
  offers?: BundleOffer[]
}

/** Asked when the whole answer was said; "yes" leads to the topic at this position. */
export interface BundleOffer {
  leadsTo: number
  text: string
  clips?: number[]
}

export interface CommandPhrase {
  text: string
  command: SessionCommand | 'polite'
  /** Where the words themselves say which: "the second step". */
  number?: number
}

export interface BundleUtterance {
  role: 'hazard' | 'step'
  text: string
  clips?: number[]
  step: number // from 1; 0 for a hazard
  /** The device stops here until the user says "next". */
  hasPauseAfter: boolean
  sources: { manual: number; page: number; box: Box }[]
}

export type PromptName = keyof Prompts
/** In the order of their numbers in a bundle, from 1. */
export const promptNames = [
  'refusal',
  'didYouMean',
  'or',
  'endOfSteps',
  'nothingToSay',
  'stopped',
  'louder',
  'quieter',
  'loudest',
  'quietest',
  'noSuchStep',
] as const satisfies readonly PromptName[]
/** Sounds without words, for what the device does. Their numbers in a bundle go on behind those of the prompts. */
export const earconNames = ['listening', 'thinking', 'notUnderstood', 'end'] as const
export type EarconName = (typeof earconNames)[number]

/** Of a prompt or an earcon in a bundle. */
export const promptNumber = (name: PromptName | EarconName): number =>
  [...promptNames, ...earconNames].indexOf(name) + 1

export interface Prompts {
  refusal: string
  didYouMean: string
  or: string
  endOfSteps: string
  nothingToSay: string
  stopped: string
  louder: string
  quieter: string
  loudest: string
  quietest: string
  noSuchStep: string
}
