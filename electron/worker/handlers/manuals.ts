// Handlers of manual.*: import a PDF, a DITA map or an iiRDS package, and show its pages with what was found on them.

import type { Manual, Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ManualId } from '../../../shared/ids.ts'
import type { HandlersOf } from '../handlers.ts'
import { importManual } from '../importing/importManual.ts'
import { manualBlocks } from '../importing/manualBlocks.ts'
import { manualSource } from '../importing/manualSource.ts'
import { readManualFile } from '../importing/readManualFile.ts'
import { openPdf } from '../pdf/openPdf.ts'
import type { PdfDocument } from '../pdf/openPdf.ts'
import { renderPage } from '../pdf/renderPage.ts'
import { drawSheet } from '../sources/drawSheet.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'
import { isFrom } from '../project/merge.ts'

export function manualHandlers(workspace: Workspace): HandlersOf<'manual'> {
  const passwords = new Map<string, string>() // of this session only: never written to disk
  const documents = new OpenDocuments(workspace, passwords)
  const { modelsFolder } = workspace.environment

  return {
    'manual.import': async ({ password, language, pages }, { path, ...work }) => {
      const options = {
        ...(await readManualFile(chosen(path))),
        modelsFolder,
        ...(password !== undefined && { password }),
        ...(language !== undefined && { language }),
        ...(pages !== undefined && { pages }),
      }
      const report = await workspace.changeBy((store) => importManual(store, options, work))
      if (password !== undefined) passwords.set(report.manual, password)
      await documents.close()
      return report
    },

    'manual.pages': async ({ manual }, work) => {
      const pages = await manualBlocks(workspace.store, manualOf(workspace, manual), { ...work, modelsFolder })
      const source = await manualSource(workspace.store, manualOf(workspace, manual))
      const numbers = pages.map(({ page }) => page)
      const sizes = source ? numbers.map((page) => source.sheets[page - 1]) : await documents.sizes(manual, numbers)
      const topicsByPage = countTopics(workspace, manual)
      return pages.map(({ page, isOcr, blocks }, at) => ({
        page,
        isOcr,
        blockCount: blocks.length,
        topicCount: topicsByPage.get(page) ?? 0,
        widthPt: sizes[at]?.widthPt ?? 0,
        heightPt: sizes[at]?.heightPt ?? 0,
      }))
    },

    'manual.blocks': async ({ manual, page }, work: Work) => {
      const pages = await manualBlocks(workspace.store, manualOf(workspace, manual), { ...work, modelsFolder })
      const found = pages.find((candidate) => candidate.page === page)
      if (!found) throw new AppError('pages-out-of-range', { pages: page, pageCount: pages.length })
      return found
    },

    'manual.image': async ({ manual, page, scale }) => {
      const source = await manualSource(workspace.store, manualOf(workspace, manual))
      if (!source) return renderPage(await documents.open(manual), page, scale)
      const sheet = source.sheets[page - 1]
      if (!sheet) throw new AppError('pages-out-of-range', { page, pageCount: source.sheets.length })
      return drawSheet(sheet, scale)
    },

    // The PDF itself stays in manuals/, so that undo can bring the manual back.
    'manual.remove': async ({ manual }) => {
      const { fileName } = manualOf(workspace, manual)
      await workspace.change({ code: 'remove-manual', details: { file: fileName } }, (project) => ({
        ...project,
        manuals: project.manuals.filter(({ id }) => id !== manual),
        topics: project.topics.filter((topic) => !isFrom(topic, manual)),
      }))
      return workspace.view()
    },
  }
}

function manualOf(workspace: Workspace, id: ManualId): Manual {
  const manual = workspace.store.project.manuals.find((candidate) => candidate.id === id)
  if (!manual) throw new AppError('manual-not-found', { manual: id })
  return manual
}

function countTopics(workspace: Workspace, manual: ManualId): Map<number, number> {
  const counts = new Map<number, number>()
  for (const topic of workspace.store.project.topics) {
    const pages = new Set(topic.sources.filter((source) => source.manual === manual).map(({ page }) => page))
    for (const page of pages) counts.set(page, (counts.get(page) ?? 0) + 1)
  }
  return counts
}

/** The PDF that is looked at stays open: turning pages must not parse it again. One at a time. */
class OpenDocuments {
  #current: { manual: ManualId; folder: string; document: Promise<PdfDocument> } | null = null
  constructor(
    readonly workspace: Workspace,
    readonly passwords: ReadonlyMap<string, string>,
  ) {}

  async open(manual: ManualId): Promise<PdfDocument> {
    const { store } = this.workspace
    const current = this.#current
    if (current?.manual === manual && current.folder === store.folder) return current.document
    await this.close()
    const password = this.passwords.get(manual)
    const document = store
      .readManual(manual)
      .then((bytes) => openPdf(bytes, password === undefined ? {} : { password }))
    this.#current = { manual, folder: store.folder, document }
    document.catch(() => (this.#current = null))
    return document
  }

  async sizes(manual: ManualId, pages: readonly number[]): Promise<{ widthPt: number; heightPt: number }[]> {
    const document = await this.open(manual)
    return Promise.all(
      pages.map(async (page) => {
        const { width, height } = (await document.reading.getPage(page)).getViewport({ scale: 1 })
        return { widthPt: width, heightPt: height }
      }),
    )
  }

  async close(): Promise<void> {
    const document = await this.#current?.document.catch(() => null)
    this.#current = null
    await document?.close()
  }
}
