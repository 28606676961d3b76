// Pages -> the same with "bold" meant as a reader sees it: heavier than what the page is set in, whatever the font is called.
// Example: text in FuturaLight -> the titles in FuturaMedium are bold; text in Arial -> only Arial-Bold is.
// Trap: a second language may be set in the next weight throughout; what most of a page is set in is never bold there, unless its name says so.

import type { Page, TextItem } from '../../../shared/domain.ts'

/** Weights as in CSS, by the words of font names; the first that fits counts ("ExtraLight" before "Light"). */
const named: readonly (readonly [RegExp, number])[] = [
  [/thin|hairline|ultra-?li|extra-?li/i, 200],
  [/semi-?li|demi-?li/i, 350],
  [/light|[-,]lt\b|-Lig|Lt(?:It|Cn)?$/i, 300],
  [/medium|[-,]md\b|Md(?:It|Cn)?$/i, 500],
  [/semi-?bold|demi|[-,]sb\b/i, 600],
]
const regular = 400
const bold = 700
const heavier = 100
const fewestLetters = 200 // a page with less says nothing about what the manual is set in

const weightOf = ({ fontName, isBold }: Pick<TextItem, 'fontName' | 'isBold'>): number =>
  isBold ? bold : (named.find(([word]) => word.test(fontName))?.[1] ?? regular)

export function withSeenWeights<P extends Pick<Page, 'items'>>(pages: readonly P[]): P[] {
  const counts = pages.map(({ items }) => lettersByWeight(items))
  const all = new Map<number, number>()
  for (const [weight, letters] of counts.flatMap((count) => [...count]))
    all.set(weight, (all.get(weight) ?? 0) + letters)
  const usual = commonest(all)
  return pages.map((page, at) => {
    const own = counts[at] ?? new Map<number, number>()
    const letters = [...own.values()].reduce((sum, count) => sum + count, 0)
    const body = letters < fewestLetters ? usual : commonest(own)
    const isRaised = (item: TextItem): boolean => !item.isBold && weightOf(item) >= body + heavier
    return page.items.some(isRaised)
      ? { ...page, items: page.items.map((item) => (isRaised(item) ? { ...item, isBold: true } : item)) }
      : page
  })
}

function lettersByWeight(items: readonly TextItem[]): Map<number, number> {
  const letters = new Map<number, number>()
  for (const item of items) letters.set(weightOf(item), (letters.get(weightOf(item)) ?? 0) + item.text.length)
  return letters
}

const commonest = (letters: ReadonlyMap<number, number>): number =>
  [...letters].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? regular
