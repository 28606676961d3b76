// Topics and pages of a manual -> what a reference points at: a topic, or nothing where that is not sure.
// Example: { title: 'Cleaning the filter' } -> the topic of that title; { page: 12 } -> the topic printed on page 12.
// Traps: printed page numbers are not page indexes; two sections may bear one name: then the one of the same chapter, or none.

import type { PageBlocks, Topic } from '../../../../shared/domain.ts'
import { plainWords } from '../../../../shared/plainWords.ts'
import type { Reference } from './find.ts'

export interface Catalogue {
  isTitle: (words: string) => boolean
  /** `sentence`: where the reference stands; it may say what is meant on a page. */
  topicOf: (reference: Reference, from: Topic, sentence: string) => Topic | null
}

export function catalogueOf(topics: readonly Topic[], pages: readonly PageBlocks[]): Catalogue {
  const said = topics.filter(({ isSpoken }) => isSpoken)
  const titles = new Map<string, Topic[]>()
  const chapters = new Map<string, Topic[]>()
  for (const topic of said) {
    const whole = topic.title.split(': ')[0] ?? topic.title
    for (const key of new Set([keyOf(topic.title), keyOf(whole)])) put(titles, key, topic)
    for (const above of topic.chapter) put(chapters, keyOf(above), topic)
  }
  const numbers = new Map(
    pages.flatMap(({ blocks }) =>
      blocks.flatMap((block): [string, string][] =>
        block.kind === 'heading' && block.number !== undefined ? [[block.number, titleKey(block.text)]] : [],
      ),
    ),
  )
  const indexOf = pageIndexes(pages)
  const byTitle = (key: string, from: Topic): Topic | null =>
    key.length < shortestTitle ? null : (oneOf(titles.get(key), from) ?? oneOf(firstOfEach(chapters.get(key)), from))
  return {
    isTitle: (words) =>
      keyOf(words).length >= shortestTitle && (titles.has(keyOf(words)) || chapters.has(keyOf(words))),
    topicOf: ({ title, page, number }, from, sentence) => {
      const named = title === null ? byTitle(numbers.get(number ?? '') ?? '', from) : byTitle(keyOf(title), from)
      if (named) return named
      const index = page === null ? null : indexOf(page)
      return index === null ? null : onPage(said, index, sentence, from)
    },
  }
}

const shortestTitle = 4

/** Words in small letters without endings of the plural, in any order ("Funktion Eco", "Eco-Funktion"); marks do not count. */
const keyOf = (text: string): string =>
  plainWords(text)
    .filter((word) => !/^(?:the|a|an|der|die|das|le|la|les|il|el)$/u.test(word))
    .map((word) => (word.length > 4 ? word.replace(/s$/u, '') : word))
    .sort()
    .join(' ')
const titleKey = (heading: string): string => keyOf(heading.replace(/^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+/, ''))

function put(map: Map<string, Topic[]>, key: string, topic: Topic): void {
  const known = map.get(key)
  if (!known) map.set(key, [topic])
  else if (!known.includes(topic)) known.push(topic)
}

/** Parts of one section have one name: its first part speaks for it. */
const firstOfEach = (topics: readonly Topic[] = []): Topic[] => topics.slice(0, 1)

/** The only one; the first of one section; or the only one of the same chapter. */
function oneOf(topics: readonly Topic[] | undefined, from: Topic): Topic | null {
  const [first, ...others] = (topics ?? []).filter((topic) => topic !== from)
  if (!first) return null
  const isOneSection = (topic: Topic): boolean => topic.chapter.join('\n') === first.chapter.join('\n')
  if (others.every(isOneSection)) return first
  const near = [first, ...others].filter(({ chapter }) => chapter[0] === from.chapter[0])
  return near.length > 0 && near.every(({ chapter }) => chapter.join('\n') === near[0]?.chapter.join('\n'))
    ? (near[0] ?? null)
    : null
}

/** Printed number -> index: by the number printed on the page; where it has none, as far off as most are. Null where none is printed. */
function pageIndexes(pages: readonly PageBlocks[]): (printed: number) => number | null {
  const printed = new Map<number, number>()
  const shifts = new Map<number, number>()
  for (const { page, dropped } of pages) {
    const number = dropped.find(({ reason, text }) => reason === 'page-number' && /^\D{0,3}\d{1,3}\D{0,3}$/.test(text))
    if (!number) continue
    const value = Number(number.text.replace(/\D/g, ''))
    if (!printed.has(value)) printed.set(value, page)
    shifts.set(page - value, (shifts.get(page - value) ?? 0) + 1)
  }
  const [usual] = [...shifts].sort((a, b) => b[1] - a[1])
  const last = pages.at(-1)?.page ?? 0
  return (number) => {
    const index = printed.get(number) ?? (usual === undefined ? null : number + usual[0])
    return index !== null && index >= 1 && index <= last ? index : null
  }
}

/** Of the topics that begin on the page: the one whose title shares words with the sentence, or the only one. */
function onPage(topics: readonly Topic[], page: number, sentence: string, from: Topic): Topic | null {
  const there = topics.filter((topic) => topic !== from && topic.sources[0]?.page === page)
  const words = new Set(keyOf(sentence).split(' '))
  const shared = ({ title }: Topic): number =>
    new Set(
      keyOf(title)
        .split(' ')
        .filter((word) => word.length > 3 && words.has(word)),
    ).size
  const [best, second] = there.map((topic) => ({ topic, count: shared(topic) })).sort((a, b) => b.count - a.count)
  if (!best) return null
  const sections = new Set(there.map(({ title }) => title.split(': ')[0]))
  if (sections.size === 1) return there[0] ?? null
  return best.count > 0 && best.count > (second?.count ?? 0) ? best.topic : null
}
