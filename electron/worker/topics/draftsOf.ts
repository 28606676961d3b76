// One section -> drafts: its text and procedures, and a draft or more for each of its tables.
// Example: heading "Troubleshooting" with a table of 5 symptoms -> 5 drafts, each with the section's warnings.

import type { LanguageTag, TableRowBlock } from '../../../shared/domain.ts'
import type { Draft, DraftHazard } from './draft.ts'
import { hazardsIn, sectionDrafts } from './sectionTopics.ts'
import type { Section } from './sections.ts'
import { tableDrafts } from './tableTopics.ts'

export function draftsOf(section: Section, language: LanguageTag): Draft[] {
  const tables = new Map<string, TableRowBlock[]>()
  for (const block of section.blocks) {
    if (block.kind === 'table-row') tables.set(block.table, [...(tables.get(block.table) ?? []), block])
  }
  const hazards = hazardsIn(section.blocks)
  const fromTables = [...tables.values()].flatMap((rows) => tableDrafts(rows, section, language))
  return [
    ...sectionDrafts(section),
    // a remedy is something one does: the section's warnings come before it; a fact of a table is only heard
    ...fromTables.map((draft) =>
      draft.kind === 'reference' ? draft : { ...draft, hazards: heardBefore(draft, hazards) },
    ),
  ]
}

const mostHeard = 8

/** Many pages without a heading are one section: nobody listens to fifty warnings, so only those of its own pages come before a remedy. */
function heardBefore({ steps }: Draft, hazards: readonly DraftHazard[]): DraftHazard[] {
  if (hazards.length <= mostHeard) return [...hazards]
  const pages = new Set(steps.flatMap(({ places }) => places.flatMap(({ page }) => [page, page - 1])))
  return hazards.filter(({ places }) => places.some(({ page }) => pages.has(page)))
}
