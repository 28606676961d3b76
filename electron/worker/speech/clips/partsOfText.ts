// text + recordings of a project -> what a person recorded of it and what is left to the voice, in order.
// Example: "Step 1 of 3. Boil it. Let it cool." with a recording of "Boil it. Let it cool." -> [the voice: "Step 1 of 3."] [the recording]
// The rule: the whole text, else the longest runs of its sentences that somebody recorded, from the left; what is left goes sentence by sentence.

import { earconOf, earconSound } from '../earcons.ts'
import { sentencesOf } from '../speak.ts'
import { engineRateHz } from '../voiceEngine.ts'
import type { Sound } from '../wav.ts'
import type { Recordings } from './recordings.ts'

export interface TextPart {
  text: string
  /** Null: the voice says it. */
  recording: Sound | null
}

/** Nobody records more sentences in one go, and each is looked up. */
const longestRun = 12

export async function partsOfText(text: string, recordings: Recordings): Promise<TextPart[]> {
  const whole = (await recordings(text)) ?? earconIn(text)
  if (whole) return [{ text, recording: whole }]
  const sentences = sentencesOf(text)
  const parts: TextPart[] = []
  for (let at = 0; at < sentences.length;) {
    const { run, recording } = await longestRecorded(sentences.slice(at, at + longestRun), recordings)
    parts.push({ text: run.join(' '), recording })
    at += run.length
  }
  return parts
}

/** Ours, where nobody put another sound in its place. */
function earconIn(text: string): Sound | null {
  const name = earconOf(text)
  return name && { pcm: earconSound(name), sampleRateHz: engineRateHz }
}

async function longestRecorded(
  sentences: readonly string[],
  recordings: Recordings,
): Promise<{ run: readonly string[]; recording: Sound | null }> {
  for (let length = sentences.length; length > 0; length--) {
    const run = sentences.slice(0, length)
    const recording = await recordings(run.join(' '))
    if (recording) return { run, recording }
  }
  return { run: sentences.slice(0, 1), recording: null }
}
