// language -> what the device says of its own, around the manual's words. Example: stepIntroduction('de', 2, 5) -> 'Schritt 2 von 5.'

import type { Topic } from '../../../shared/domain.ts'
import type { Prompts } from '../../../shared/format/contents.ts'
import { spokenText } from '../topics/spokenText/spokenText.ts'
import { baseVerb } from '../topics/verbs.ts'

const en: Prompts = {
  refusal: 'I could not find that in the manual. Please say it in other words.',
  didYouMean: 'Did you mean',
  or: 'or',
  endOfSteps: 'That was all.',
  nothingToSay: 'Ask me something about this appliance.',
  stopped: 'Okay.',
  louder: 'Louder.',
  quieter: 'Quieter.',
  loudest: 'I can’t speak louder.',
  quietest: 'I can’t speak more quietly.',
  noSuchStep: 'There is no such step.',
}

const de: Prompts = {
  refusal: 'Das habe ich in der Anleitung nicht gefunden. Bitte sagen Sie es mit anderen Worten.',
  didYouMean: 'Meinten Sie',
  or: 'oder',
  endOfSteps: 'Das war alles.',
  nothingToSay: 'Fragen Sie mich etwas zu diesem Gerät.',
  stopped: 'In Ordnung.',
  louder: 'Lauter.',
  quieter: 'Leiser.',
  loudest: 'Lauter kann ich nicht sprechen.',
  quietest: 'Leiser kann ich nicht sprechen.',
  noSuchStep: 'Diesen Schritt gibt es nicht.',
}

/** English where the language has no prompts of its own. */
export const promptsOf = (language: string): Prompts => (isGerman(language) ? de : en)

export const stepIntroduction = (language: string, step: number, count: number): string =>
  isGerman(language) ? `Schritt ${step} von ${count}.` : `Step ${step} of ${count}.`

/** What is asked at the end of an answer that points to this topic. Example: "Cleaning the filters" -> "Do you want to hear how to clean the filters?" */
export function offerQuestion({ title, kind }: Pick<Topic, 'title' | 'kind'>, language: string): string {
  const said = spokenText(title, isGerman(language) ? 'de' : 'en').replace(/[.:!?]+$/, '')
  if (isGerman(language)) return `Möchten Sie dazu mehr hören: ${said}?`
  const action = kind === 'task' ? baseVerb(said) : ''
  if (action !== '') return `Do you want to hear how to ${action}?`
  return kind === 'error-code' ? `Do you want to hear about ${said}?` : `Do you want to hear more about this: ${said}?`
}

const isGerman = (language: string): boolean => language.split('-')[0] === 'de'
