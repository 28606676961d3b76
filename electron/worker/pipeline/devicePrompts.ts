// language -> what the device says of its own, around the manual's words. Example: stepIntroduction('de', 2, 5) -> 'Schritt 2 von 5.'

import type { Prompts } from '../../../shared/format/contents.ts'

const en: Prompts = {
  refusal: 'I could not find that in the manual. Please say it in other words.',
  didYouMean: 'Did you mean',
  or: 'or',
  endOfSteps: 'That was all.',
  nothingToSay: 'Ask me something about this appliance.',
  stopped: 'Okay.',
}

const de: Prompts = {
  refusal: 'Das habe ich in der Anleitung nicht gefunden. Bitte sagen Sie es mit anderen Worten.',
  didYouMean: 'Meinten Sie',
  or: 'oder',
  endOfSteps: 'Das war alles.',
  nothingToSay: 'Fragen Sie mich etwas zu diesem Gerät.',
  stopped: 'In Ordnung.',
}

/** English where the language has no prompts of its own. */
export const promptsOf = (language: string): Prompts => (isGerman(language) ? de : en)

export const stepIntroduction = (language: string, step: number, count: number): string =>
  isGerman(language) ? `Schritt ${step} von ${count}.` : `Step ${step} of ${count}.`

const isGerman = (language: string): boolean => language.split('-')[0] === 'de'
