// PDF bytes -> Page[] -> Block[] -> Topic[]   and   Topic[] -> Embeddings -> SearchIndex -> bundle bytes.
// The two halves of the product in reading order; an author's review lies between them. Values in, values out: no files, no clock.
// Example: const { topics } = await topicsFromPdf(bytes, { manual, language: 'en' }, work)
//          const bundle = await bundleFromTopics({ topics, manuals, settings, target }, tools, work)

import type { Manual, PageBlocks, ProjectSettings, Target, Topic, Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import type { BundleContents, Gloss } from '../../../shared/format/contents.ts'
import { pagesOf } from '../../../shared/pageRange.ts'
import type { Encoder } from '../encoder/encoder.ts'
import type { Student } from '../encoder/static.ts'
import type { VectorCache } from '../encoder/vectorCache.ts'
import { withBreaks } from '../steps.ts'
import { openPdf } from '../pdf/openPdf.ts'
import { blockSteps } from './blocksFromPages.ts'
import { blocksInLanguage } from './blocksInLanguage.ts'
import type { Paraphrase } from '../topics/paraphrases.ts'
import { contentsFromIndex } from './bundleFromIndex.ts'
import { embeddingsFromTopics } from './embeddingsFromTopics.ts'
import { indexFromEmbeddings } from './indexFromEmbeddings.ts'
import { languagesOfBlocks } from './languagesOfBlocks.ts'
import type { LanguageCount } from './languagesOfBlocks.ts'
import { pagesFromPdf } from './pagesFromPdf.ts'
import { pagesFromScans } from './pagesFromScans.ts'
import type { ReadScans, ScanReader } from './pagesFromScans.ts'
import { saidTopics } from './saidTopics.ts'
import { topicSteps } from './topicsFromBlocks.ts'
import type { TopicOptions } from './topicsFromBlocks.ts'

export interface PdfOptions {
  password?: string
  /** Range such as "3-40"; '' or absent for all pages. */
  pages?: string
  /** Reads pages that are pictures; without it they stay unread. */
  openReader?: () => Promise<ScanReader>
}

export interface FoundBlocks {
  title: string
  pageCount: number
  /** Of all languages, each block with its own. */
  blocks: PageBlocks[]
  languages: LanguageCount[]
  /** Pages that are too damaged to read; the rest is imported without them. */
  unreadablePages: number[]
  /** Pages that are pictures and were not read, with the reason; null where there are none. */
  unread: ReadScans['unread']
}

/** Errors: pdf-… (what is wrong with the file), pages-out-of-range. */
export async function blocksFromPdf(bytes: Uint8Array, options: PdfOptions, work: Work): Promise<FoundBlocks> {
  const { password } = options
  const document = await openPdf(bytes, password === undefined ? {} : { password })
  try {
    const numbers = pagesOf(options.pages ?? '', document.pageCount)
    const unreadablePages: number[] = []
    const onUnreadablePage = (page: number): void => void unreadablePages.push(page)
    const drawn = await pagesFromPdf(document, { pages: numbers, onUnreadablePage }, part(work, 0, 0.4))
    const openReader = options.openReader ?? noReader
    const { pages, unread } = await pagesFromScans(document, drawn, openReader, part(work, 0.4, 0.8))
    const read = await withBreaks(blockSteps(pages), part(work, 0.8, 1), 'blocks')
    const { pages: blocks, languages } = languagesOfBlocks(read)
    if (blocks.every((page) => page.blocks.length === 0)) throw unread?.error ?? new AppError('pdf-no-text')
    work.report(1, 'blocks')
    return { title: document.title, pageCount: document.pageCount, blocks, languages, unreadablePages, unread }
  } finally {
    await document.close()
  }
}

const noReader = (): Promise<never> => Promise.reject(new AppError('pdf-no-text'))

export interface FoundTopics extends FoundBlocks {
  /** The blocks in the chosen language. */
  chosen: PageBlocks[]
  topics: Topic[]
}

/** Errors: those of blocksFromPdf, and language-not-in-manual with the languages that there are. */
export async function topicsFromPdf(
  bytes: Uint8Array,
  options: PdfOptions & TopicOptions,
  work: Work,
): Promise<FoundTopics> {
  const found = await blocksFromPdf(bytes, options, part(work, 0, 0.9))
  const chosen = blocksInLanguage({ pages: found.blocks, languages: found.languages }, options.language)
  const topics = await withBreaks(topicSteps(chosen, options), part(work, 0.9, 1), 'topics')
  work.report(1, 'topics')
  return { ...found, chosen, topics }
}

export interface BundleParts {
  topics: readonly Topic[]
  manuals: readonly Manual[]
  settings: ProjectSettings
  target: Target
  /** Not for release: written into the bundle itself. */
  isDevelopment: boolean
}

/** What the second half needs from outside: it has no files of its own. */
export interface BundleTools {
  encoder: Encoder
  /** The runtime's own analyser, so that index and device agree on what a term is. */
  analyse: (text: string, language: string) => string[]
  /** Sentences from outside the manual's world, in the language of the project. */
  background: readonly string[]
  /** How people say what manuals print, in the language of the project. */
  paraphrases: readonly Paraphrase[]
  /** What appliances and their parts are called, in the language of the project. */
  names: readonly (readonly string[])[]
  /** For a language that the encoder does not know: what its words mean, and what the encoder is given for a text. */
  glossary?: readonly Gloss[]
  encoderText?: (text: string) => string
  cache: VectorCache
  /** Where the device can't run the encoder. */
  student?: Student
  /** Gives it a voice, where the target plays clips. */
  addSound?: (contents: BundleContents, work: Work) => Promise<BundleContents>
}

/** Unsigned bundle bytes; the same parts give the same bytes. Errors: no-topics. */
export const bundleFromTopics = async (parts: BundleParts, tools: BundleTools, work: Work): Promise<Uint8Array> =>
  bundleBytes(await contentsFromTopics(parts, tools, work))

/** What a bundle says in one language; several of them make a bundle in several languages (bundleBytes). Errors: no-topics. */
export async function contentsFromTopics(parts: BundleParts, tools: BundleTools, work: Work): Promise<BundleContents> {
  const { addSound } = tools
  const contents = await silentContents(parts, tools, addSound ? part(work, 0, 0.5) : work)
  return addSound ? addSound(contents, part(work, 0.5, 1)) : contents
}

async function silentContents(parts: BundleParts, tools: BundleTools, work: Work): Promise<BundleContents> {
  const { glossary = [] } = tools
  const topics = saidTopics(parts.topics, parts.settings)
  if (topics.length === 0) throw new AppError('no-topics')
  const byMinilm = await embeddingsFromTopics(topics, tools, part(work, 0, 0.95))
  const embeddings = tools.student?.embeddings(byMinilm) ?? byMinilm
  const index = await indexFromEmbeddings(embeddings, topics, {
    analyse: tools.analyse,
    names: tools.names,
    hasGlossary: glossary.length > 0,
    ranking: parts.settings.ranking,
  })
  work.report(1, 'bundle')
  const { manuals, settings, target, isDevelopment } = parts
  const table = tools.student?.table
  const contents = contentsFromIndex({
    index,
    topics,
    manuals,
    settings,
    target,
    isDevelopment,
    ...(table && { table }),
  })
  return { ...contents, glossary, vectorTexts: embeddings.rows.map(({ role, text }) => ({ role, text })) }
}

/** A share of the progress bar: 0..1 of the part becomes from..to of the whole. */
export function part(work: Work, from: number, to: number): Work {
  return { signal: work.signal, report: (fraction, step) => work.report(from + (to - from) * fraction, step) }
}
