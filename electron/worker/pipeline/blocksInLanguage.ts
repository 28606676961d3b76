// Blocks of a manual in several languages -> the blocks in one of them.
// Example: a toothbrush manual in en, de, fr, imported as "de" -> the German pages; figures and tables of numbers stay with their neighbours.
// Trap: a page of model numbers has no language; it belongs to whatever surrounds it, so only pages that are surely another language go.

import type { LanguageTag, PageBlocks } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { languageOf } from '../topics/languageOf.ts'

/** Null for a page of figures and model numbers. */
export const languageOfPage = ({ blocks }: PageBlocks): LanguageTag | null =>
  languageOf(blocks.map(({ text }) => text).join('\n'))

/** Errors: language-not-in-manual, naming the languages that were found. */
export function blocksInLanguage(pages: readonly PageBlocks[], language: string): PageBlocks[] {
  const languages = pages.map(languageOfPage)
  const found = new Set(languages.filter((tag) => tag !== null))
  if (found.size > 0 && !found.has(language))
    throw new AppError('language-not-in-manual', { language, languages: [...found].sort().join(', ') })
  return pages.filter((_, at) => languages[at] === null || languages[at] === language)
}
