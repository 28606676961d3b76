// what was said -> a command of the session, or null for a question. Example: commandOf('Go back, please.', 'en') -> 'back'.
// Trap: only whole utterances are commands: "what happens next" is a question, and so is "how do I stop the wash".

import type { SessionCommand } from '../../../shared/domain.ts'

const utterances: Record<string, Record<SessionCommand, readonly string[]>> = {
  en: {
    next: [
      'next',
      'next step',
      'next one',
      'go on',
      'continue',
      'carry on',
      'done',
      'what next',
      'what now',
      'and then',
    ],
    back: ['back', 'go back', 'step back', 'previous', 'previous step', 'last step', 'the step before'],
    repeat: [
      'repeat',
      'repeat that',
      'repeat it',
      'again',
      'say again',
      'say that again',
      'once more',
      'what',
      'pardon',
    ],
    stop: [
      'stop',
      'stop it',
      'cancel',
      'quit',
      'enough',
      'be quiet',
      'that is all',
      'thats all',
      'never mind',
      'thank you',
    ],
  },
  de: {
    next: ['weiter', 'nächster', 'nächster schritt', 'mach weiter', 'fertig', 'und dann', 'was jetzt', 'was nun'],
    back: ['zurück', 'geh zurück', 'einen schritt zurück', 'vorheriger schritt', 'der schritt davor'],
    repeat: [
      'wiederholen',
      'wiederhole das',
      'noch mal',
      'nochmal',
      'noch einmal',
      'bitte noch einmal',
      'wie bitte',
      'was',
    ],
    stop: ['stopp', 'stop', 'halt', 'abbrechen', 'genug', 'ruhe', 'das ist alles', 'schluss', 'danke'],
  },
}
/** Said around a command without changing it. */
const politeness = /\b(?:please|ok|okay|thanks|hey|now|bitte|also)\b/g

export function commandOf(text: string, language: string): SessionCommand | null {
  const table = utterances[language.split('-')[0] ?? language]
  if (!table) return null
  const said = plain(text)
  const polite = said.replace(politeness, ' ').replace(/ +/g, ' ').trim()
  for (const command of ['next', 'back', 'repeat', 'stop'] as const) {
    if (table[command].includes(said) || table[command].includes(polite)) return command
  }
  return null
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
