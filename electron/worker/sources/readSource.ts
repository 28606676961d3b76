// Bytes of a DITA pack or an iiRDS package -> sheets for the review and topics, as a PDF gives pages and topics.
// Example: (await readSource(bytes, { format: 'iirds', fileName: 'D60.iirds', manual, language: 'en' })).topics
// Trap: a package in several languages gives only the topics of the chosen one; sheets keep their numbers in the whole.

import type { LanguageTag, ManualFormat, PageBlocks, Topic } from '../../../shared/domain.ts'
import type { ManualId } from '../../../shared/ids.ts'
import { pagesOf } from '../../../shared/pageRange.ts'
import { requireLanguage } from '../pipeline/blocksInLanguage.ts'
import type { LanguageCount } from '../pipeline/languagesOfBlocks.ts'
import { topicsFromDrafts } from '../pipeline/topicsFromBlocks.ts'
import { languageOf, primaryTag } from '../languages/languageOf.ts'
import type { Draft } from '../topics/draft.ts'
import type { Lexicon } from '../topics/spokenText/pronounce.ts'
import { contentOfMap, isOf } from './ditaMap.ts'
import { unpackDita } from './ditaPack.ts'
import type { Condition } from './ditaval.ts'
import { contentOfPackage } from './iirds.ts'
import { filesOfZip } from './packageFiles.ts'
import { sheetsOf } from './sheets.ts'
import type { Sheet } from './sheets.ts'
import { partsOf } from './unit.ts'
import type { SourceContent, SourceUnit } from './unit.ts'
import { unitDrafts } from './unitDrafts.ts'

export type SourceFormat = Exclude<ManualFormat, 'pdf'>

export interface SourceOptions {
  format: SourceFormat
  fileName: string
  manual: ManualId
  language: LanguageTag
  lexicon?: Lexicon
  /** Range of sheets such as "3-40"; all where absent. */
  pages?: string
}

export interface FoundSource {
  title: string
  sheets: Sheet[]
  blocks: PageBlocks[]
  languages: LanguageCount[]
  conditions: Condition[]
  topics: Topic[]
}

/** Errors: source-damaged, source-unsafe, source-empty, language-not-in-manual, pages-out-of-range. */
export async function readSource(bytes: Uint8Array, options: SourceOptions): Promise<FoundSource> {
  const { format, fileName, manual, language, lexicon = new Map() } = options
  const { title, units, conditions } = await contentOf(bytes, format, fileName)
  const sheets = sheetsOf(units)
  const numbers = new Set(pagesOf(options.pages ?? '', sheets.length))
  const told = units.map((unit, at) => ({ unit, at, tag: tagOf(unit) }))
  const languages = countsOf(told.flatMap(({ tag }) => tag ?? []))
  requireLanguage(languages, language)
  const isChosen = (tag: LanguageTag | null): boolean => tag === null || tag === primaryTag(language)
  const chosen = told.filter(({ tag, at }) => isChosen(tag) && numbers.has(at + 1))
  const draftsByUnit = new Map(
    chosen.map(({ unit, at }) => [unit, unitDrafts(unit, sheets[at]?.blocks ?? [], language)]),
  )
  const drafts = [...draftsByUnit.values()].flat()
  const topics = topicsFromDrafts(drafts, { manual, language, lexicon }, relatedDrafts(draftsByUnit))
  const blocks = chosen.map(({ at }) => ({ page: at + 1, isOcr: false, blocks: sheets[at]?.blocks ?? [], dropped: [] }))
  return { title, sheets, blocks, languages, conditions, topics }
}

async function contentOf(bytes: Uint8Array, format: SourceFormat, fileName: string): Promise<SourceContent> {
  if (format === 'iirds') return contentOfPackage(await filesOfZip(bytes, fileName), fileName)
  const { map, files } = unpackDita(bytes, fileName)
  return contentOfMap(files, map)
}

/** A unit's own topic comes first among its drafts: that is what leads on, and what is led to. */
function relatedDrafts(draftsByUnit: ReadonlyMap<SourceUnit, readonly Draft[]>): Map<Draft, Draft[]> {
  const related = new Map<Draft, Draft[]>()
  for (const [unit, [own]] of draftsByUnit) {
    if (!own) continue
    const targets = unit.related.flatMap((target) => {
      const [, drafts = []] = [...draftsByUnit].find(([other]) => other !== unit && isOf(other, target)) ?? []
      return drafts.slice(0, 1)
    })
    related.set(own, [...new Set(targets)])
  }
  return related
}

function tagOf(unit: SourceUnit): LanguageTag | null {
  const tag =
    unit.language ??
    languageOf(
      partsOf(unit)
        .map(({ text }) => text)
        .join(' '),
    )
  return tag === null ? null : primaryTag(tag)
}

const countsOf = (tags: readonly LanguageTag[]): LanguageCount[] =>
  [...new Set(tags)]
    .sort()
    .map((language) => ({ language, pages: tags.filter((tag) => tag === language).length }))
    .sort((a, b) => b.pages - a.pages)
