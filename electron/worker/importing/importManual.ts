// A manual's bytes + open project -> the project with the manual's topics, and a report of what was found. Read, then compute, then write:
// until the last line nothing of the project has changed, so a cancelled or failed import leaves no trace.
// Example: await importManual(store, { bytes, fileName: 'D60.pdf' }, work) -> { topicCount: 87, added: 87, … }

import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import type { Manual, ManualFormat, PageBlocks, Topic } from '../../../shared/domain.ts'
import { manualId, slug } from '../../../shared/ids.ts'
import type { ManualId } from '../../../shared/ids.ts'
import type { ImportReport } from '../../../shared/ipc/contract.ts'
import type { Work } from '../../../shared/domain.ts'
import { topicsFromPdf } from '../pipeline/pipeline.ts'
import type { FoundTopics } from '../pipeline/pipeline.ts'
import { scanReader } from '../ocr/readingCache.ts'
import { isFrom, mergeTopics } from '../project/merge.ts'
import type { Merge } from '../project/merge.ts'
import { manualPath } from '../project/projectFiles.ts'
import type { ProjectStore } from '../project/projectStore.ts'
import { readSource } from '../sources/readSource.ts'
import { lexiconOf } from '../topics/spokenText/pronounce.ts'
import type { Lexicon } from '../topics/spokenText/pronounce.ts'
import type { ImportFindings } from '../../../shared/ipc/importFindings.ts'
import { importFindings } from './importFindings.ts'
import { manualTitle } from './manualTitle.ts'
import { blocksPath, blocksText } from './manualBlocks.ts'
import { withFileName } from './readPdf.ts'

export interface ImportOptions {
  bytes: Uint8Array
  fileName: string
  /** Absent is 'pdf'. */
  format?: ManualFormat
  password?: string
  language?: string
  /** Range such as "3-40"; all pages where absent. */
  pages?: string
  /** Where the models of text recognition are; without it scanned pages stay unread. */
  modelsFolder?: string
  /** Clock for the report, in milliseconds. */
  now?: () => number
}

/** A file of the same name is a new edition of the same manual: its topics are merged, not doubled. Errors: pdf-…, language-not-in-manual. */
export async function importManual(store: ProjectStore, options: ImportOptions, work: Work): Promise<ImportReport> {
  const now = options.now ?? (() => performance.now())
  const startedAt = now()
  const id = manualId(slug(basename(options.fileName, extname(options.fileName))))
  const language = options.language ?? store.project.settings.language
  const lexicon = lexiconOf(store.project.settings)
  const reading = { ...options, manual: id, language, lexicon }
  const found = await withFileName(options.fileName, () => read(store, reading, work))
  work.signal.throwIfAborted()
  const manual: Manual = {
    id,
    ...(options.format && options.format !== 'pdf' && { format: options.format }),
    title: manualTitle(found.title, found.chosen, options.fileName),
    fileName: options.fileName,
    sha256: createHash('sha256').update(options.bytes).digest('hex'),
    pageCount: found.pageCount,
    language,
    importedPages: options.pages ?? '',
  }
  const merge = await write(store, { manual, bytes: options.bytes, blocks: found.blocks, topics: found.topics })
  const findings = importFindings(found, spokenFrom(merge.topics, id))
  return {
    ...report(id, found, merge),
    ...findings,
    codes: findings.codeTopics.map(({ code }) => code),
    unreadablePages: found.unreadablePages,
    unread: found.unread && {
      pages: found.unread.pages,
      code: found.unread.error.code,
      details: found.unread.error.details,
    },
    title: manual.title,
    pageCount: manual.pageCount,
    topicCount: found.topics.length,
    durationMs: now() - startedAt,
  }
}

/** As they are named in the project: an id may have been taken by another manual. */
const spokenFrom = (topics: readonly Topic[], manual: ManualId): Topic[] =>
  topics.filter((topic) => topic.isSpoken && isFrom(topic, manual))

type Reading = ImportOptions & { manual: ManualId; language: string; lexicon: Lexicon }

async function read(store: ProjectStore, options: Reading, work: Work): Promise<FoundTopics> {
  const { bytes, format, modelsFolder, language } = options
  if (format === undefined || format === 'pdf')
    return topicsFromPdf(bytes, { ...options, ...scanReader(store, modelsFolder, language) }, work)
  const { sheets, ...found } = await readSource(bytes, { ...options, format })
  work.report(1, 'topics')
  return { ...found, chosen: found.blocks, pageCount: sheets.length, unreadablePages: [], unread: null }
}

interface Found {
  manual: Manual
  bytes: Uint8Array
  blocks: PageBlocks[]
  topics: Topic[]
}

async function write(store: ProjectStore, { manual, bytes, blocks, topics }: Found): Promise<Merge> {
  let merge: Merge | null = null
  await store.apply(
    { code: 'import-manual', details: { file: manual.fileName } },
    (project) => {
      merge = mergeTopics(project.topics, topics, manual.id)
      const others = project.manuals.filter((other) => other.id !== manual.id)
      return { ...project, manuals: [...others, manual], topics: merge.topics }
    },
    new Map<string, string | Uint8Array>([
      [manualPath(manual), bytes],
      [blocksPath(manual.id), blocksText(blocks)],
    ]),
  )
  if (!merge) throw new TypeError('the project was not changed')
  return merge
}

function report(
  manual: ManualId,
  { blocks: all, chosen: pages }: Pick<FoundTopics, 'blocks' | 'chosen'>,
  merge: Merge,
): Omit<
  ImportReport,
  'title' | 'pageCount' | 'topicCount' | 'codes' | 'unreadablePages' | 'unread' | 'durationMs' | keyof ImportFindings
> {
  const blocks = pages.flatMap((page) => page.blocks)
  const tables = new Set(blocks.flatMap((block) => (block.kind === 'table-row' ? [block.table] : [])))
  const { added, changed, unchanged, gone } = merge
  const isWritten = new Set(all.filter((page) => page.blocks.length > 0).map(({ page }) => page))
  const silent = pages.filter((page) => page.blocks.length === 0).map(({ page }) => page)
  return {
    manual,
    ocrPages: pages.filter((page) => page.isOcr).map((page) => page.page),
    emptyPages: silent.filter((page) => !isWritten.has(page)),
    otherLanguagePages: silent.filter((page) => isWritten.has(page)),
    blockCount: blocks.length,
    hazardCount: blocks.filter((block) => block.kind === 'hazard').length,
    tableCount: tables.size,
    added,
    changed,
    unchanged,
    gone,
  }
}
