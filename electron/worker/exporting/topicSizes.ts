// BundleContents -> what each topic costs: the bytes that would leave the bundle with it. What two topics share is nobody's alone.
// Example: topicSizes(contents)[3] -> 9_214, of which its clips are 8_800. Leaving the topic out saves that, but for the padding of sections.
// Trap: texts and sentences are stored once however often they are said: only what no other topic and no prompt uses belongs to a topic.

import type { BundleContents, BundleTopic } from '../../../shared/format/contents.ts'
import { structs } from '../../../shared/format/layout.ts'

/** In the order of the topics. */
export function topicSizes(contents: BundleContents): number[] {
  const owners = ownersOf(contents)
  const sizes = contents.topics.map((topic) => recordBytesOf(topic))
  const add = (topic: number, bytes: number): void => void (sizes[topic] = (sizes[topic] ?? 0) + bytes)
  const roleSize = contents.vectorRoles ? structs.VECTOR_ROLE.size : 0
  for (const topic of contents.vectorTopics) add(topic, contents.dim + structs.NORM.size + roleSize)
  for (const { postings } of contents.terms) {
    for (const { topic } of postings) add(topic, structs.POSTING.size)
    const [first] = postings
    if (first && postings.length === 1) add(first.topic, structs.TERM.size)
  }
  for (const [text, topic] of owners.texts) if (topic !== shared) add(topic, new TextEncoder().encode(text).length + 1)
  for (const [run, topic] of owners.runs)
    if (topic !== shared) add(topic, run.split(' ').length * structs.CLIP_RUN.size)
  for (const [clip, topic] of owners.clips)
    if (topic !== shared) add(topic, structs.CLIP.size + (contents.clips?.[clip]?.bytes.length ?? 0))
  return sizes
}

const shared = -1

interface Owners {
  /** Topic that alone uses it, or `shared`. */
  texts: Map<string, number>
  runs: Map<string, number>
  clips: Map<number, number>
}

/** Who says what: a text, a run of clips, a clip. */
export function ownersOf({ topics, terms, ...contents }: BundleContents): Owners {
  const owners: Owners = { texts: new Map(), runs: new Map(), clips: new Map() }
  const use = (owner: number, text: string, clips: readonly number[] = []): void => {
    claim(owners.texts, text, owner)
    if (clips.length > 0) claim(owners.runs, clips.join(' '), owner)
    for (const clip of clips) claim(owners.clips, clip, owner)
  }
  for (const [topic, { id, title, titleClips, phrases, utterances, offers = [] }] of topics.entries()) {
    use(topic, id)
    use(topic, title, titleClips)
    for (const phrase of phrases) use(topic, phrase)
    for (const { text, clips } of [...utterances, ...offers]) use(topic, text, clips)
  }
  for (const { term, postings } of terms) use(postings.length === 1 ? (postings[0]?.topic ?? shared) : shared, term)
  for (const text of textsOfTheDevice(contents)) use(shared, text)
  for (const clips of Object.values(contents.promptClips ?? {})) use(shared, '', clips)
  return owners
}

function claim<Key>(owners: Map<Key, number>, key: Key, owner: number): void {
  const known = owners.get(key)
  owners.set(key, known === undefined || known === owner ? owner : shared)
}

const textsOfTheDevice = (contents: Omit<BundleContents, 'topics' | 'terms'>): string[] => [
  ...[contents.productName, contents.language, contents.target],
  ...Object.values(contents.prompts),
  ...(contents.commandPhrases ?? []).map(({ text }) => text),
  ...contents.manuals.flatMap(({ id, title, fileName }) => [id, title, fileName]),
]

function recordBytesOf({ phrases, utterances, offers = [] }: BundleTopic): number {
  const sources = utterances.reduce((total, utterance) => total + utterance.sources.length, 0)
  return (
    structs.TOPIC.size +
    phrases.length * structs.PHRASE.size +
    utterances.length * structs.UTTERANCE.size +
    sources * structs.SOURCE.size +
    offers.length * structs.OFFER.size
  )
}
