// -> the contents of golden.psb: six topics of a kettle that does not exist, with vectors from a seeded generator, so that the golden answers need
// no model.

import { commandPhrasesOf } from '../../electron/worker/pipeline/deviceCommands.ts'
import { adpcmBytes } from '../../electron/worker/speech/clips/adpcm.ts'
import { bundleBytes } from '../../shared/format/bundleBytes.ts'
import type { BundleClip, BundleContents, BundleTopic, BundleUtterance, Gloss } from '../../shared/format/contents.ts'
import { goldenTable } from './goldenTable.ts'
import { dim, vectorOf } from './goldenVectors.ts'

export { dim, vectorOf }

interface Plan {
  id: string
  title: string
  kind: BundleTopic['kind']
  hazards?: string[]
  steps: string[]
  isProcedure?: boolean
  phrases: string[]
  words: string[]
  offers?: { leadsTo: number; text: string }[]
}

const plans: Plan[] = [
  {
    id: 'descaling-the-kettle',
    title: 'Descaling the kettle',
    kind: 'task',
    hazards: ['Warning. Unplug the kettle before you descale it. Hot steam can burn you.'],
    steps: ['Step 1 of 3. Fill it with water and vinegar.', 'Step 2 of 3. Boil it once.', 'Step 3 of 3. Rinse it twice.'],
    isProcedure: true,
    phrases: ['how do I descale the kettle', 'remove limescale from the kettle'],
    words: ['descal', 'kettl', 'vinegar', 'limescal', 'rins'],
    offers: [
      { leadsTo: 5, text: 'Do you want to hear how much it holds?' },
      { leadsTo: 4, text: 'Do you want to hear what to do if it does not stop?' },
    ],
  },
  {
    id: 'error-e15',
    title: 'Error E15',
    kind: 'error-code',
    steps: ['The kettle boiled dry. Let it cool down and fill it with water.'],
    phrases: ['what does E15 mean', 'error E15'],
    words: ['e15', 'error', 'dry', 'cool'],
  },
  {
    id: 'error-f2',
    title: 'Error F2',
    kind: 'error-code',
    steps: ['The lid is open. Close the lid.'],
    phrases: ['what does F2 mean', 'error F2'],
    words: ['f2', 'error', 'lid'],
  },
  {
    id: 'kettle-does-not-start',
    title: 'The kettle does not start',
    kind: 'troubleshooting',
    steps: ['Check that the plug is in.', 'Check that the lid is closed.'],
    phrases: ['the kettle does not start', 'kettle will not turn on'],
    words: ['kettl', 'start', 'plug', 'lid', 'turn'],
  },
  {
    id: 'kettle-does-not-stop',
    title: 'The kettle does not stop',
    kind: 'troubleshooting',
    hazards: ['Caution. Pull the plug first.'],
    steps: ['The lid does not close. Descale the kettle.'],
    phrases: ['the kettle does not stop', 'kettle keeps boiling'],
    words: ['kettl', 'stop', 'lid', 'boil'],
  },
  {
    id: 'capacity',
    title: 'Capacity',
    kind: 'reference',
    steps: ['The kettle holds 1.7 litres.'],
    phrases: ['how much water does it hold', 'capacity in litres'],
    words: ['1.7', 'litr', 'capaciti', 'hold', 'water'],
  },
]

/** What the manual never prints: a question that names it has to score 0.5 more. */
const foreignNames = ['coffe machin', 'toaster']

/** Both ways to order are in the golden answers: by all that a topic says of itself, and by what is nearest alone. */
const isOrderedByAll = (topic: number): boolean => topic === 0 || topic === plans.length - 1

export function goldenContents(): BundleContents {
  const vectorTexts = plans.flatMap(({ phrases, steps }, topic) => {
    const [phrase, answer] = isOrderedByAll(topic) ? (['phrase', 'phrase-and-answer'] as const) : (['answer', 'answer'] as const)
    return [...phrases.map((text) => ({ topic, text, role: phrase })), { topic, text: steps.join(' '), role: answer }]
  })
  const background = ['what is the weather like tomorrow', 'play some music in the kitchen']
  return {
    toolBuild: 'golden',
    isDevelopment: true,
    productName: 'Kettle 17',
    vendorId: 7,
    productId: 1700,
    securityCounter: 3,
    language: 'en',
    target: 'rp2350-mcu',
    encoder: 'static-small',
    dim,
    table: goldenTable(),
    topics: plans.map((plan, at) => topicOf(plan, at)),
    vectorTopics: Uint16Array.from(vectorTexts, ({ topic }) => topic),
    vectorRoles: vectorTexts.map(({ role }) => role),
    vectors: rowsOf(vectorTexts.map(({ text }) => text)),
    background: rowsOf(background),
    terms: termsOf(),
    ranking: {
      thresholdQ15: 14_000,
      safetyRiseQ15: 1_000,
      marginQ15: 2_500,
      lexicalWeightQ15: 4_915,
      backgroundWeightQ15: 16_384,
      choices: 3,
      textThresholdQ15: 9_830,
      textMarginQ15: 3_277,
      unknownWeight: 500,
    },
    prompts: {
      refusal: 'I don’t know that.',
      didYouMean: 'Did you mean',
      or: 'or',
      endOfSteps: 'That was the last step.',
      nothingToSay: 'Ask me something.',
      stopped: 'Okay.',
      louder: 'Louder.',
      quieter: 'Quieter.',
      loudest: 'I can’t speak louder.',
      quietest: 'I can’t speak more quietly.',
      noSuchStep: 'There is no such step.',
    },
    commandPhrases: commandPhrasesOf('en'),
    promptClips: { didYouMean: [1], or: [1, 0], nothingToSay: [2] },
    clips: [clipOf('ima-adpcm', 700), clipOf('pcm', 100), packets(700)],
    manuals: [
      { id: 'kettle', title: 'Kettle', fileName: 'kettle.pdf', pageCount: 12, sha256: new Uint8Array(32).fill(0x5a) },
    ],
  }
}

/** golden.psb: English, and German behind it. */
export const goldenBundle = (): Uint8Array => bundleBytes(goldenContents(), germanContents())

/** What the golden table has no pieces for, in words that it has. */
const glossary: Gloss[] = [
  { word: 'die', meaning: '', isPartOfCompounds: false },
  { word: 'kalk', meaning: 'chalk', isPartOfCompounds: true },
  { word: 'kruste', meaning: 'crust', isPartOfCompounds: true },
  { word: 'setz an', meaning: 'furred', isPartOfCompounds: false },
  { word: 'zisch', meaning: 'sizzle', isPartOfCompounds: false },
]

/** The second language: one topic, known by its words and, through the glossary, by the table of the first. */
export function germanContents(): BundleContents {
  const english = goldenContents()
  delete english.promptClips
  const steps = ['Schritt 1 von 3. Wasser und Essig einfüllen.', 'Schritt 2 von 3. Einmal kochen.', 'Schritt 3 von 3. Zweimal spülen.']
  const plan: Plan = {
    id: 'descaling-the-kettle',
    title: 'Den Kessel entkalken',
    kind: 'task',
    hazards: ['Warnung. Zuerst den Stecker ziehen.'],
    steps,
    isProcedure: true,
    phrases: ['wie entkalke ich den kessel'],
    words: [],
    offers: [{ leadsTo: 0, text: 'Möchten Sie das noch einmal hören?' }],
  }
  return {
    ...english,
    language: 'de',
    topics: [topicOf(plan, 0)],
    vectorTopics: Uint16Array.of(0),
    vectorRoles: ['phrase'],
    vectors: rowsOf(['descale limescale']),
    background: new Int8Array(0),
    glossary,
    terms: ['entkalk', 'kessel'].map((term) => ({ term, weight: 500, postings: [{ topic: 0, frequency: 1 }] })),
    prompts: { ...english.prompts, louder: 'Lauter.', stopped: 'In Ordnung.' },
    commandPhrases: commandPhrasesOf('de'),
  }
}

function topicOf(plan: Plan, at: number): BundleTopic {
  const { id, title, kind, hazards = [], steps, isProcedure = false, phrases, offers = [] } = plan
  const sources = [{ manual: 0, page: at + 2, box: { x: 56.25, y: 100 + at, width: 220, height: 12.5 } }]
  const utterances: BundleUtterance[] = [
    ...hazards.map((text) => ({ role: 'hazard' as const, text, clips: [0, 1], step: 0, hasPauseAfter: false, sources })),
    ...steps.map((text, index) => ({
      role: 'step' as const,
      text,
      clips: index === 1 ? [1, 0, 1] : [],
      step: index + 1,
      hasPauseAfter: isProcedure,
      sources,
    })),
  ]
  return {
    id,
    title,
    titleClips: at % 2 === 0 ? [0] : [],
    kind,
    isProcedure,
    stepCount: steps.length,
    phrases,
    utterances,
    offers: offers.map((offer) => ({ ...offer, clips: [1] })),
  }
}

/** A falling whistle with a crackle in it: integers only, the same on every machine. */
function clipOf(codec: BundleClip['codec'], sampleCount: number): BundleClip {
  const pcm = Int16Array.from({ length: sampleCount }, (_, at) => {
    const phase = (at * (64 - (at >> 4))) & 0xff
    const whistle = (phase < 128 ? phase - 64 : 192 - phase) * 300
    return at % 97 === 0 ? -32_768 : whistle
  })
  const isPcm = codec === 'pcm'
  const bytes = isPcm ? new Uint8Array(pcm.buffer) : adpcmBytes(pcm, 64)
  return { codec, sampleRateHz: 16_000, sampleCount, pauseSamples: 48, blockSize: isPcm ? 0 : 64, bytes }
}

/** Packets of Opus that no decoder sees: the runtime hands them out and never looks inside. */
function packets(sampleCount: number): BundleClip {
  const [size, frame, delay] = [40, 320, 104]
  const bytes = Uint8Array.from({ length: Math.ceil((sampleCount + delay) / frame) * size }, (_, at) => (at * 37) & 0xff)
  return { codec: 'opus', sampleRateHz: 16_000, sampleCount, pauseSamples: 48, blockSize: size, bytes }
}

function termsOf(): BundleContents['terms'] {
  const words = [...new Set(plans.flatMap((plan) => plan.words)), ...foreignNames].sort()
  return words.map((term) => {
    if (foreignNames.includes(term)) return { term, weight: 16_384, postings: [] }
    const topics = plans.flatMap((plan, topic) => (plan.words.includes(term) ? [topic] : []))
    return {
      term,
      weight: 600 - 100 * topics.length,
      postings: topics.map((topic) => ({ topic, frequency: 1 + (topic % 3) })),
    }
  })
}

function rowsOf(texts: readonly string[]): Int8Array {
  const rows = new Int8Array(texts.length * dim)
  texts.forEach((text, row) => rows.set(vectorOf(text), row * dim))
  return rows
}

/** A row that has this cosine with the first axis. */
export const towards = (cosine: number): number[] => {
  const [first, second] = [cosine, Math.sqrt(1 - cosine ** 2)].map((part) => Math.round(part * 127))
  return [first ?? 0, second ?? 0, ...Array<number>(dim - 2).fill(0)]
}
