// The blocks of an imported manual, for review: kept beside the project as they were at import, made anew from the PDF where they are gone.
// Trap: .cache may be deleted or damaged at any time, so an unreadable file is the same as none.

import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import type { Manual, PageBlocks, Work } from '../../../shared/domain.ts'
import { pageBlocksSchema } from '../../../shared/schemas.ts'
import { writeFileWhole } from '../files/writeWhole.ts'
import { blocksFromPdf } from '../pipeline/pipeline.ts'
import { largestKeptBytes, readIfRegular } from '../project/regularFile.ts'
import type { ProjectStore } from '../project/projectStore.ts'
import { scanReader } from '../ocr/readingCache.ts'
import { manualSource } from './manualSource.ts'
import { withFileName } from './readPdf.ts'

export const blocksPath = (manual: string): string => `.cache/blocks/${manual}.json`
export const blocksText = (pages: readonly PageBlocks[]): string => JSON.stringify(pages)

/** `modelsFolder`: as in ImportOptions. */
type BlockWork = Work & { modelsFolder?: string }

/** Pages in order. Errors: manual-not-found, pdf-password-needed where the PDF is locked and must be read again. */
export async function manualBlocks(store: ProjectStore, manual: Manual, work: BlockWork): Promise<PageBlocks[]> {
  const kept = await readKept(store, manual.id)
  if (kept) return kept
  const blocks = await withFileName(manual.fileName, () => readAgain(store, manual, work))
  const path = join(store.folder, blocksPath(manual.id))
  await mkdir(dirname(path), { recursive: true })
  await writeFileWhole(path, blocksText(blocks))
  return blocks
}

async function readAgain(store: ProjectStore, manual: Manual, work: BlockWork): Promise<PageBlocks[]> {
  const source = await manualSource(store, manual)
  if (source) return source.blocks
  const bytes = await store.readManual(manual.id)
  const options = { pages: manual.importedPages, ...scanReader(store, work.modelsFolder, manual.language) }
  return (await blocksFromPdf(bytes, options, work)).blocks
}

/** The pages that were read last: 200 of them take 100 ms to parse, and a look at each asks for them. Any change of the file counts. */
let last: { file: string; pages: PageBlocks[] } | null = null

async function readKept(store: ProjectStore, manual: string): Promise<PageBlocks[] | null> {
  const path = join(store.folder, blocksPath(manual))
  const found = await stat(path).catch(() => null)
  const file = `${path} ${found?.mtimeMs} ${found?.size} ${found?.ino}`
  if (last?.file === file) return last.pages
  const text = await readIfRegular(path, largestKeptBytes)
  if (text === '') return null
  try {
    last = { file, pages: v.parse(v.array(pageBlocksSchema), JSON.parse(text)) }
    return last.pages
  } catch {
    return null
  }
}
