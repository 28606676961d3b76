// "3-40" -> [3, 4, …, 40]. Page numbers are PDF page indexes from 1.
// Example: pagesOf('1,3-5', 16) -> [1, 3, 4, 5];  pagesOf('', 16) -> all 16;  pagesOf('20-30', 16) throws pages-out-of-range.

import { AppError } from './errors.ts'

export function pagesOf(range: string, pageCount: number): number[] {
  if (range.trim() === '') return numbers(1, pageCount)
  const pages = range.split(',').flatMap((part) => pagesOfPart(part.trim(), range, pageCount))
  return [...new Set(pages)].sort((a, b) => a - b)
}

function pagesOfPart(part: string, range: string, pageCount: number): number[] {
  const match = /^(\d{1,6})(?:\s*-\s*(\d{1,6}))?$/.exec(part)
  if (!match) throw new AppError('usage', { reason: `"${range}" is not a range of pages such as 3-40` })
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  if (first < 1 || last < first || last > pageCount)
    throw new AppError('pages-out-of-range', { pages: range, pageCount })
  return numbers(first, last)
}

const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)
