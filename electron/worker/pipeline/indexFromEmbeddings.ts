// Embeddings + topics -> SearchIndex: int8 vectors, and integer weights for the words of the topics. From here on there are no floats.
// Example: 80 topics with 6 vectors of 384 -> 184 KB of vectors and some 1,500 terms.
// Trap: logarithms of different machines may differ in the last bit; weights are rounded to integers far coarser than that.

import type {
  Embeddings,
  EncoderId,
  LanguageTag,
  ProjectSettings,
  RankingSettings,
  SearchIndex,
  Topic,
} from '../../../shared/domain.ts'
import { defaultSafetyRiseQ15 } from '../../../shared/rankingDefaults.ts'
import { outsideLevel, type RankedVectors } from '../encoder/outsideLevel.ts'
import { quantizeRows } from '../encoder/quantize.ts'
import { foreignTerms } from '../topics/foreignNames.ts'

export interface IndexOptions {
  /** Groups of names of one thing each (topics/foreignNames.ts), in the language of the project. */
  names: readonly (readonly string[])[]
  /** The runtime's own analyser, so that index and device agree on what a term is. */
  analyse: (text: string, language: string) => string[]
  /** Questions and topics are read by a glossary: the encoder understands a language that it does not know. */
  hasGlossary?: boolean
  /** What the author changed; the rest are the calibrated defaults. */
  ranking: ProjectSettings['ranking']
}

/** By 479 questions on 13 English manuals: right answers are flat between lexical weights of 0.2 and 0.3. Threshold: 92 % of them are answered; at 94 % there are twice as many far false answers. */
export const defaultRanking: RankingSettings = {
  thresholdQ15: q15(0.2),
  safetyRiseQ15: defaultSafetyRiseQ15,
  marginQ15: q15(0.03),
  lexicalWeightQ15: q15(0.25),
  backgroundWeightQ15: q15(0.5),
  choices: 3,
}

/** Where the token tables answer 90 to 91 % of the same questions. λ 0.75 has far false answers of 0.15 and 0.14 there, in place of 0.09 and 0.12. */
export const rankingByEncoder: Record<EncoderId, RankingSettings> = {
  minilm: defaultRanking,
  'static-full': { ...defaultRanking, thresholdQ15: q15(0.2) },
  'static-small': { ...defaultRanking, thresholdQ15: q15(0.21) },
}

/** MiniLM knows English: elsewhere, without a glossary, its cosines say less, and words more (German far false answers where 90 % are answered: 0.50 -> 0.20). */
const rankingBeyondEnglish: Partial<RankingSettings> = { lexicalWeightQ15: q15(0.8), thresholdQ15: q15(0.28) }

/** Read word by word in English a right answer scores less. Of 97 German questions on three manuals MiniLM answers 90 %, the tables 86 %: beyond that their false answers double. */
const glossaryThresholdQ15: Record<EncoderId, number> = {
  minilm: q15(0.15),
  'static-full': q15(0.14),
  'static-small': q15(0.16),
}

export async function indexFromEmbeddings(
  embeddings: Embeddings,
  topics: readonly Topic[],
  options: IndexOptions,
): Promise<SearchIndex> {
  const { encoder, dim, rows } = embeddings
  const ranked = {
    vectorTopics: Uint16Array.from(rows, ({ topic }) => topic),
    vectors: quantizeRows(embeddings.vectors, dim),
    background: quantizeRows(embeddings.background, dim),
    dim,
  }
  return {
    encoder,
    ...ranked,
    vectorRoles: rows.map(({ role }) => role),
    terms: [...termsOf(topics, options.analyse), ...foreignOf(topics, options)].sort(byTerm),
    ranking: await rankingOf(ranked, { encoder, language: topics[0]?.language ?? 'en', ...options }),
  }
}

type RankingOptions = Pick<IndexOptions, 'hasGlossary' | 'ranking'> & { encoder: EncoderId; language: LanguageTag }

async function rankingOf(
  ranked: RankedVectors,
  { encoder, language, hasGlossary = false, ranking }: RankingOptions,
): Promise<RankingSettings> {
  const { thresholdByEncoder, ...changed } = ranking
  const known = { ...rankingByEncoder[encoder], ...beyondEnglish(encoder, language, hasGlossary) }
  const chosen = thresholdByEncoder?.[encoder] ?? changed.thresholdQ15
  const usual = async () => Math.max(0, known.thresholdQ15 + (await riseOf(ranked, { encoder, known }))) // below 0 the background is nearer than any topic
  return { ...known, ...changed, thresholdQ15: chosen ?? (await usual()) }
}

function beyondEnglish(encoder: EncoderId, language: LanguageTag, hasGlossary: boolean): Partial<RankingSettings> {
  if (language === 'en') return {}
  if (hasGlossary) return { thresholdQ15: glossaryThresholdQ15[encoder] }
  return encoder === 'minilm' ? rankingBeyondEnglish : {}
}

/** The thresholds above are of manuals among whose topics four of five sentences from outside score less than this (13 English ones). */
const usualOutside: Record<EncoderId, number> = { minilm: 0.15, 'static-full': 0.155, 'static-small': 0.185 }

/** As far as it was seen, on ten manuals of 29 topics and more: a project of one topic is no measure of anything. */
const mostRise = 0.05

/** Half of what sentences from outside score more or less among these topics: all of it would forget that right answers score more there too. */
async function riseOf(
  ranked: RankedVectors,
  { encoder, known }: { encoder: EncoderId; known: RankingSettings },
): Promise<number> {
  const outside = (await outsideLevel(ranked, known)) ?? usualOutside[encoder]
  return q15(Math.max(-mostRise, Math.min(mostRise, (outside - usualOutside[encoder]) / 2)))
}

type Terms = SearchIndex['terms']

function termsOf(topics: readonly Topic[], analyse: IndexOptions['analyse']): Terms {
  const postingsByTerm = new Map<string, Map<number, number>>()
  topics.forEach((topic, at) => {
    for (const term of analyse(textOf(topic), topic.language)) {
      const postings = postingsByTerm.get(term) ?? new Map<number, number>()
      postings.set(at, (postings.get(at) ?? 0) + 1)
      postingsByTerm.set(term, postings)
    }
  })
  return [...postingsByTerm].map(([term, postings]) => ({
    term,
    weight: weightOf(postings.size, topics.length),
    postings: [...postings].map(([topic, frequency]) => ({ topic, frequency: Math.min(frequency, 255) })),
  }))
}

const byTerm = (a: Terms[number], b: Terms[number]): number => (a.term < b.term ? -1 : 1)

/** What a question has to score more, in Q15, where it names a thing that the manual never prints ("my kettle", "the wifi"). */
const foreignRiseQ15 = q15(0.3)

/** Terms without postings: to the runtime their weight is a rise of the threshold. */
function foreignOf(topics: readonly Topic[], { names, analyse }: IndexOptions): Terms {
  const language = topics[0]?.language ?? ''
  const printed = topics.map((topic) => analyse(textOf(topic), topic.language))
  return foreignTerms(names, printed, (name) => analyse(name, language)).map((term) => ({
    term,
    weight: foreignRiseQ15,
    postings: [],
  }))
}

/** Everything a topic says, its title and codes twice: a word there is worth more. */
const textOf = (topic: Topic): string =>
  [
    topic.title,
    topic.title,
    ...topic.codes,
    ...topic.codes,
    ...topic.phrases.map(({ text }) => text),
    ...topic.hazards.map(({ written }) => written),
    ...topic.steps.map(({ written }) => written),
  ].join('\n')

/** Inverse document frequency of BM25 in 1/256: rare words weigh more. */
const weightOf = (documents: number, total: number): number =>
  Math.max(1, Math.round(256 * Math.log(1 + (total - documents + 0.5) / (documents + 0.5))))

function q15(fraction: number): number {
  return Math.round(fraction * 32768)
}
