// Topics + words -> ids, best first. Every text of a topic is searched, a letter may be wrong, the last word may be unfinished.
// Example: new TopicSearch().find(topics, 'desclaing') -> ['descaling', …]. Only topics that changed since the last question are read again.

import MiniSearch from 'minisearch'
import type { Topic } from '../../../shared/domain.ts'
import type { TopicId } from '../../../shared/ids.ts'

/** Shorter words must be right: "on" is a letter away from everything. */
const shortestFuzzy = 4

export class TopicSearch {
  readonly #indexed = new Map<string, Topic>()
  readonly #engine = new MiniSearch<Topic>({
    fields: ['title', 'phrases', 'text', 'chapter'],
    extractField: (topic, field) => textsOf[field]?.(topic) ?? topic.id,
    processTerm: (term) => folded(term),
    searchOptions: {
      boost: { title: 4, phrases: 2 },
      prefix: true,
      fuzzy: (term) => (term.length < shortestFuzzy ? false : 0.25),
      combineWith: 'AND',
    },
  })

  find(topics: readonly Topic[], text: string): TopicId[] {
    this.#follow(topics)
    const byId = new Map<string, TopicId>(topics.map(({ id }) => [id, id]))
    return this.#engine.search(text).flatMap(({ id }) => byId.get(String(id)) ?? [])
  }

  #follow(topics: readonly Topic[]): void {
    const now = new Set<string>(topics.map(({ id }) => id))
    for (const id of [...this.#indexed.keys()].filter((known) => !now.has(known))) {
      this.#engine.discard(id)
      this.#indexed.delete(id)
    }
    for (const topic of topics) {
      const known = this.#indexed.get(topic.id)
      if (known === topic) continue
      if (known) this.#engine.replace(topic)
      else this.#engine.add(topic)
      this.#indexed.set(topic.id, topic)
    }
  }
}

const textsOf: Readonly<Record<string, (topic: Topic) => string>> = {
  title: ({ title, codes }) => [title, ...codes].join(' '),
  phrases: ({ phrases }) => phrases.map(({ text }) => text).join(' '),
  text: ({ hazards, steps }) => [...hazards, ...steps].map(({ written, spoken }) => `${written} ${spoken}`).join(' '),
  chapter: ({ chapter }) => chapter.join(' '),
}

const folded = (term: string): string =>
  term
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
