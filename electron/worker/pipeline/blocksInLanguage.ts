// Blocks with their languages -> the blocks in one of them, and those that have none.
// Example: a toothbrush manual in en, es, fr, imported as "es" -> the Spanish blocks and the pages of pictures before them.
// Trap: a table of a language a column has become a table a language before (languagesOfBlocks).

import type { LanguageTag, PageBlocks } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { primaryTag } from '../languages/languageOf.ts'
import type { LanguageCount, ToldBlocks } from './languagesOfBlocks.ts'

/** Errors: language-not-in-manual, naming the languages that were found. */
export function blocksInLanguage({ pages, languages }: ToldBlocks, language: LanguageTag): PageBlocks[] {
  requireLanguage(languages, language)
  if (languages.length < 2) return pages
  const isChosen = (tag: LanguageTag | undefined): boolean => tag === undefined || tag === primaryTag(language)
  return pages.map((page) => ({ ...page, blocks: page.blocks.filter((block) => isChosen(block.language)) }))
}

/** A manual without a sentence is in any language. Errors: language-not-in-manual. */
export function requireLanguage(languages: readonly LanguageCount[], language: LanguageTag): void {
  const found = languages.map((known) => known.language)
  if (found.length > 0 && !found.some((tag) => primaryTag(tag) === primaryTag(language)))
    throw new AppError('language-not-in-manual', { language, languages: found.toSorted().join(', ') })
}
