// What a bundle says, before it is bytes: the input of bundleBytes. Indexes are positions in the arrays here.

import type { Box, EncoderId, LanguageTag, RankingSettings, SearchIndex, TopicKind } from '../domain.ts'

export interface BundleContents {
  toolBuild: string
  /** Not for release: a device in the field can refuse it. */
  isDevelopment: boolean
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
  background: Int8Array // (backgroundCount, dim)
  terms: SearchIndex['terms'] // sorted by UTF-8 bytes
  ranking: RankingSettings & { textThresholdQ15: number; textMarginQ15: number; unknownWeight: number }
  prompts: Prompts
  manuals: { id: string; title: string; fileName: string; pageCount: number; sha256: Uint8Array }[]
}

export interface BundleTopic {
  id: string
  title: string
  kind: TopicKind
  isProcedure: boolean
  stepCount: number
  phrases: string[]
  utterances: BundleUtterance[] // hazards first
}

export interface BundleUtterance {
  role: 'hazard' | 'step'
  text: string
  step: number // from 1; 0 for a hazard
  /** The device stops here until the user says "next". */
  hasPauseAfter: boolean
  sources: { manual: number; page: number; box: Box }[]
}

export interface Prompts {
  refusal: string
  didYouMean: string
  or: string
  endOfSteps: string
  nothingToSay: string
  stopped: string
}
