// A manual of a project that is no PDF -> its sheets, blocks and topics, read again from what the project keeps. null for a PDF.
// The manual that is looked at stays read: turning its sheets must not parse it again.

import type { Manual } from '../../../shared/domain.ts'
import type { ProjectStore } from '../project/projectStore.ts'
import { readSource } from '../sources/readSource.ts'
import type { FoundSource } from '../sources/readSource.ts'

const kept = new WeakMap<Manual, Promise<FoundSource>>()

/** Errors: as readSource. */
export async function manualSource(store: ProjectStore, manual: Manual): Promise<FoundSource | null> {
  const { id, format = 'pdf', fileName, language, importedPages } = manual
  if (format === 'pdf') return null
  const known = kept.get(manual)
  if (known) return known
  const reading = store
    .readManual(id)
    .then((bytes) => readSource(bytes, { format, fileName, manual: id, language, pages: importedPages }))
  kept.set(manual, reading)
  reading.catch(() => kept.delete(manual))
  return reading
}
