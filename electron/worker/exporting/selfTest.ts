// Bundle -> questions.tsv of one of its languages: what a board must answer to be the device that was tested here. sdk/examples/selftest.c replays it, on host and board.
// Columns: question, vector (hex of int8; empty where the bundle makes vectors itself), kind, topic, score (Q15).
// Trap: expectations are what this very runtime answers from these very bytes, right or wrong: it tests the port, not the manual.

import type { Topic } from '../../../shared/domain.ts'
import { DeviceRuntime } from '../device/runtime.ts'
import { quantizeRows } from '../encoder/quantize.ts'
import type { Engines } from '../engines.ts'

/** One phrase a topic, and at most so many topics: a self-test is run at every start of a board on the bench. */
const mostQuestions = 200
/** Nobody's manual answers it: a port that never refuses is found. */
const refused = 'order me a pizza with mushrooms'
/** As the runtime takes them (PSP_MAX_QUESTION_BYTES), with room for what is more than a byte long. */
const longestQuestion = 300

export interface SelfTestInput {
  /** Its number in the bundle. */
  language: number
  topics: readonly Topic[]
  engines: Pick<Engines, 'runtime' | 'encoder'>
}

export async function selfTestOf(
  bundle: Uint8Array,
  { language, topics, engines }: SelfTestInput,
  signal: AbortSignal,
): Promise<string> {
  const device = await DeviceRuntime.open(await engines.runtime(), bundle, language)
  const { encoder: id, dim } = device.describe()
  const encoder = id === 'minilm' ? await engines.encoder(id) : null
  const lines = ['question\tvector\tkind\ttopic\tscore']
  for (const question of [...evenly(questionsOf(topics), mostQuestions), refused]) {
    const vector = encoder && quantizeRows(await encoder.encode([device.encoderText(question)], signal), dim)
    device.reset()
    const { kind, topicId, score } = vector ? device.ask(vector, question) : device.askText(question)
    lines.push([question, hexOf(vector), kind, topicId ?? '-', Math.round(score * 32768)].join('\t'))
  }
  return `${lines.join('\n')}\n`
}

const questionsOf = (topics: readonly Topic[]): string[] =>
  topics
    .filter(({ isSpoken }) => isSpoken)
    .flatMap(({ phrases }) => phrases.map(({ text }) => plain(text)).find(isAskable) ?? [])

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
const isAskable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text) && text.length <= longestQuestion

const hexOf = (vector: Int8Array | null): string => (vector ? Buffer.from(vector.buffer).toString('hex') : '')

function evenly<Value>(values: readonly Value[], most: number): Value[] {
  if (values.length <= most) return [...values]
  const step = values.length / most
  return values.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}
