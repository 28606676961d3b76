// Pages, ascending -> the ranges that they make. Example: [2, 3, 4, 9] -> [{ first: 2, last: 4 }, { first: 9, last: 9 }].

export interface PageRange {
  first: number
  last: number
}

export function pageRanges(pages: readonly number[]): PageRange[] {
  const ranges: PageRange[] = []
  for (const page of pages) {
    const open = ranges.at(-1)
    if (open?.last === page - 1) open.last = page
    else ranges.push({ first: page, last: page })
  }
  return ranges
}
