// Blocks of a manual -> the languages it is written in, and the blocks with their language: told by block, and within a block by sentence.
// Example: "Open the door. Öffnen Sie die Tür." in a manual of en and de -> one block in en, one in de.
// Languages may follow each other, stand side by side in columns or table columns, or change from line to line.
// Traps: a foreign notice or a list of dishes makes no language of the manual. A page of pictures has no language: it belongs to all of them.

import type { Block, LanguageTag, PageBlocks } from '../../../shared/domain.ts'
import { evidenceIn, wordsIn } from '../languages/functionWords.ts'
import { languageOf, languageOfWords } from '../languages/languageOf.ts'
import { ownWords } from '../languages/ownWords.ts'
import { parallelTables, rowsByLanguage } from '../languages/parallelTables.ts'
import { blockOf, piecesOf } from '../languages/pieces.ts'
import { languagesOfParts, partsOfTitle } from '../languages/titles.ts'
import { runsOf } from '../languages/runs.ts'
import { withEchoedSteps } from '../languages/echoedSteps.ts'

export interface LanguageCount {
  language: LanguageTag
  pages: number
}

export interface ToldBlocks {
  /** Blocks have a language where there are several. */
  pages: PageBlocks[]
  /** Most pages first; none where there is no sentence. */
  languages: LanguageCount[]
}

export function languagesOfBlocks(read: readonly PageBlocks[]): ToldBlocks {
  const tags = languagesIn(read)
  const pages = tags.length > 1 ? withLanguages(read, tags) : [...read]
  const languages = tags.map((language) => ({ language, pages: pages.filter((page) => isIn(page, language)).length }))
  return { pages, languages: languages.sort((a, b) => b.pages - a.pages || (a.language < b.language ? -1 : 1)) }
}

const isIn = ({ blocks }: PageBlocks, language: LanguageTag): boolean =>
  blocks.some((block) => (block.language ?? language) === language)

/** Of the words whose language is sure. */
const leastShare = 0.05
/** A page that is all in it makes a language of the manual, however long the rest. */
const wordsOfPage = 40

function languagesIn(pages: readonly PageBlocks[]): LanguageTag[] {
  const words = new Map<LanguageTag, number>()
  const whole = new Set<LanguageTag>()
  for (const { blocks } of pages) {
    const texts = blocks.flatMap((block) =>
      block.kind === 'table-row' ? block.cells.map(({ text }) => text) : piecesOf(block, 0),
    )
    for (const text of texts) {
      const found = wordsIn(text)
      const tag = languageOfWords(found)
      if (tag !== null) words.set(tag, (words.get(tag) ?? 0) + found.length)
    }
    const onPage = wordsIn(texts.join('\n'))
    const tag = languageOfWords(onPage)
    if (tag !== null && onPage.length >= wordsOfPage) whole.add(tag)
  }
  const total = [...words.values()].reduce((sum, count) => sum + count, 0)
  const isOfManual = (tag: LanguageTag): boolean => whole.has(tag) || (words.get(tag) ?? 0) >= leastShare * total
  const tags = [...new Set([...words.keys(), ...whole])].filter(isOfManual).sort()
  if (tags.length > 0) return tags
  const all = languageOf(pages.flatMap(({ blocks }) => blocks.map(({ text }) => text)).join('\n'))
  return all === null ? [] : [all]
}

interface Piece {
  text: string
  page: number
  block: Block
  change: number
  evidence: number[]
}

function withLanguages(pages: readonly PageBlocks[], tags: readonly LanguageTag[]): PageBlocks[] {
  const parallel = parallelTables(
    pages.flatMap(({ blocks }) => blocks),
    tags,
  )
  const isParallel = (block: Block): boolean => block.kind === 'table-row' && parallel.has(block.table)
  const pieces = piecesIn(pages, tags, (block) => !isParallel(block))
  const labels = withRepeatedPages(pieces, titlesTold(pieces, labelsOf(pieces), tags.length))
  const silent = silentPages(pieces, labels)
  const labelled = new Map<Block, { text: string; label: number }[]>()
  pieces.forEach(({ block, text }, at) =>
    labelled.set(block, [...(labelled.get(block) ?? []), { text, label: labels[at] ?? 0 }]),
  )
  return pages.map((page) => ({
    ...page,
    blocks: withEchoedSteps(
      page.blocks.flatMap((block) => {
        const columns = block.kind === 'table-row' ? parallel.get(block.table) : undefined
        if (block.kind === 'table-row' && columns) return rowsByLanguage(block, columns)
        return silent.has(page.page) ? [block] : inParts(block, labelled.get(block) ?? [], tags)
      }),
    ),
  }))
}

/** What a change of language costs before a piece, in small words that must speak for it. */
const changeBefore = { piece: 1.5, block: 1, heading: 0.5 }

function piecesIn(
  pages: readonly PageBlocks[],
  tags: readonly LanguageTag[],
  isCounted: (block: Block) => boolean,
): Piece[] {
  return pages.flatMap(({ page, blocks }) =>
    blocks.filter(isCounted).flatMap((block, at, all) => {
      const before = all[at - 1]
      const isNewColumn = before && block.box.y < before.box.y && block.box.x > before.box.x
      const starts = !before || isNewColumn || block.kind === 'heading'
      return piecesOf(block, tags.length).map((text, index) => {
        const evidence = evidenceIn(text)
        return {
          text,
          page,
          block,
          change: index > 0 ? changeBefore.piece : starts ? changeBefore.heading : changeBefore.block,
          evidence: tags.map((tag) => evidence.get(tag)?.weight ?? 0),
        }
      })
    }),
  )
}

/** Twice: the second time with the words that the manual itself turned out to use in one language only. */
function labelsOf(pieces: readonly Piece[]): number[] {
  const first = runsOf(pieces)
  const sure = pieces.flatMap(({ text, evidence }, at) => {
    const language = first[at] ?? 0
    const others = evidence.filter((_, index) => index !== language)
    return (evidence[language] ?? 0) >= Math.max(...others) + 1 ? [{ text, language }] : []
  })
  const weightsIn = ownWords(sure)
  for (const piece of pieces) {
    const own = weightsIn(piece.text)
    piece.evidence = piece.evidence.map((weight, language) => weight + (own.get(language) ?? 0))
  }
  return runsOf(pieces)
}

/** A title in all languages has each once, whatever its neighbours are. */
function titlesTold(pieces: readonly Piece[], labels: readonly number[], languages: number): number[] {
  const told = [...labels]
  pieces.forEach(({ block }, at) => {
    if (pieces[at - 1]?.block === block || block.kind === 'table-row' || !partsOfTitle(block.text, languages)) return
    const parts = pieces.slice(at, at + languages)
    languagesOfParts(parts.map(({ evidence }) => evidence))?.forEach((label, part) => (told[at + part] = label))
  })
  return told
}

/** Pages that say nothing of their own, unless they stand within one language. */
function silentPages(pieces: readonly Piece[], labels: readonly number[]): Set<number> {
  const heard = pieces.flatMap(({ page, evidence }, at) =>
    evidence.some((weight) => weight > 0) ? [{ page, label: labels[at] }] : [],
  )
  const pages = new Set(pieces.map(({ page }) => page))
  for (const { page } of heard) pages.delete(page)
  for (const page of pages) {
    const before = heard.findLast((piece) => piece.page < page)
    const after = heard.find((piece) => piece.page > page)
    if (before && before.label === after?.label) pages.delete(page)
  }
  return pages
}

const fewestOfPage = 5 // pieces

/** A page that says word for word what an earlier one says is there for the language round it: pictures with the same labels, once a language. */
function withRepeatedPages(pieces: readonly Piece[], labels: readonly number[]): number[] {
  const textByPage = new Map<number, string[]>()
  for (const { page, text } of pieces) textByPage.set(page, [...(textByPage.get(page) ?? []), text])
  const seen = new Set<string>()
  const repeated = new Set<number>()
  for (const [page, texts] of textByPage) {
    const text = texts.join('\n')
    if (texts.length >= fewestOfPage && seen.has(text)) repeated.add(page)
    seen.add(text)
  }
  const told = [...labels]
  let round = labels[pieces.findLastIndex(({ page }) => !repeated.has(page))] ?? 0 // at the end there is only what is before
  for (let at = pieces.length - 1; at >= 0; at--) {
    if (repeated.has(pieces[at]?.page ?? -1)) told[at] = round
    else round = labels[at] ?? 0
  }
  return told
}

function inParts(
  block: Block,
  pieces: readonly { text: string; label: number }[],
  tags: readonly LanguageTag[],
): Block[] {
  const labels = [...new Set(pieces.map(({ label }) => label))]
  return labels.flatMap((label) => {
    const language = tags[label]
    if (language === undefined) return []
    const own = pieces.filter((piece) => piece.label === label).map(({ text }) => text)
    return [{ ...(labels.length === 1 ? block : blockOf(block, own)), language }]
  })
}
