// language -> how a person says the device's commands, for the bundle: the runtime itself compares them with what was heard (psp_session_obey).
// Example: commandPhrasesOf('de') has { text: 'Was war Schritt 1', command: 'go-to' }; a number in a phrase stands for any number.
// Trap: only whole utterances are commands: "what happens next" is a question, and so is "how do I stop the wash".
// Trap: the first phrase that fits decides, so no two commands may share a phrase.

import { sessionCommands } from '../../../shared/domain.ts'
import type { SessionCommand } from '../../../shared/domain.ts'
import type { CommandPhrase } from '../../../shared/format/contents.ts'

interface Wording {
  phrases: Record<SessionCommand, string>
  /** "the second step": the words themselves say which. The first of each line is 1. */
  counted: readonly string[]
  /** Frames of the counted words: "the * step". */
  countedIn: readonly string[]
  /** Said around a command without changing it. */
  polite: string
}

const en: Wording = {
  phrases: {
    next: 'next | next step | next one | the next step | go on | continue | carry on | done | what next | what now | and then | go ahead',
    back: 'back | go back | step back | previous | previous step | last step | the step before | one step back',
    repeat:
      'repeat | repeat that | repeat it | again | say again | say that again | once more | what | pardon | what did you say | come again | sorry',
    stop: 'stop | stop it | stop talking | cancel | quit | enough | that is all | thats all | never mind | thank you | shut up',
    louder:
      'louder | speak louder | speak up | volume up | turn it up | turn up the volume | a bit louder | a little louder',
    quieter:
      'quieter | speak more quietly | speak quieter | volume down | turn it down | turn down the volume | softer | not so loud | too loud | a bit quieter | a little quieter',
    mute: 'mute | be quiet | be silent | quiet | silence | hush | sound off',
    unmute: 'unmute | speak again | talk again | sound on',
    yes: 'yes | yeah | yep | yes I do | sure | of course | yes go ahead | tell me | I do | why not',
    no: 'no | nope | no I do not | no I dont | not now | I do not | I dont',
    'go-to':
      'step 1 | go to step 1 | go back to step 1 | go to number 1 | number 1 | what was step 1 | what is step 1 | whats step 1 | ' +
      'repeat step 1 | say step 1 again | jump to step 1 | step number 1 | option 1',
  },
  counted: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  countedIn: [
    'the * step',
    '* step',
    'the * one',
    'the *',
    'what was the * step',
    'go to the * step',
    'repeat the * step',
  ],
  polite: 'please | ok | okay | thanks | hey | now | and | well | um | uh',
}

const de: Wording = {
  phrases: {
    next: 'weiter | nächster | nächster Schritt | der nächste Schritt | mach weiter | fertig | und dann | was jetzt | was nun | fahre fort',
    back: 'zurück | geh zurück | einen Schritt zurück | ein Schritt zurück | vorheriger Schritt | der Schritt davor',
    repeat:
      'wiederholen | wiederhole das | noch mal | nochmal | noch einmal | sag das noch mal | sag das noch einmal | wie bitte | was | was hast du gesagt',
    stop: 'stopp | stop | halt | abbrechen | genug | das ist alles | das wars | schluss | danke | hör auf',
    louder: 'lauter | sprich lauter | mach lauter | etwas lauter | ein bisschen lauter',
    quieter: 'leiser | sprich leiser | mach leiser | etwas leiser | ein bisschen leiser | nicht so laut | zu laut',
    mute: 'stumm | ruhe | sei still | sei ruhig | ton aus | schweig | leise',
    unmute: 'sprich wieder | rede wieder | ton an | ton ein',
    yes: 'ja | jawohl | ja gern | ja gerne | gern | gerne | klar | natürlich | jo | ja mach das',
    no: 'nein | nee | nö | nein danke | jetzt nicht | lieber nicht',
    'go-to':
      'Schritt 1 | geh zu Schritt 1 | gehe zu Schritt 1 | zu Schritt 1 | zurück zu Schritt 1 | was war Schritt 1 | was ist Schritt 1 | ' +
      'wiederhole Schritt 1 | Schritt Nummer 1 | Nummer 1 | Schritt 1 noch mal | Schritt 1 noch einmal',
  },
  counted: ['erste', 'zweite', 'dritte', 'vierte', 'fünfte', 'sechste', 'siebte', 'achte', 'neunte', 'zehnte'],
  countedIn: [
    'der * Schritt',
    '*r Schritt',
    'den *n Schritt',
    'zum *n Schritt',
    'was war der * Schritt',
    'das *',
    'die *',
    'der *',
  ],
  polite: 'bitte | ok | okay | also | jetzt | und | mal | äh | ähm',
}

const wordings: Record<string, Wording> = { en, de }

/** [] where nobody has written them down for the language: then everything is a question. */
export function commandPhrasesOf(language: string): CommandPhrase[] {
  const wording = wordings[language.split('-')[0] ?? language]
  return wording ? phrasesOf(wording) : []
}

function phrasesOf({ phrases, counted, countedIn, polite }: Wording): CommandPhrase[] {
  const said = sessionCommands.flatMap((command) => split(phrases[command]).map((text) => ({ text, command })))
  const places = counted.flatMap((word, at) =>
    countedIn.map((frame): CommandPhrase => ({ text: frame.replace('*', word), command: 'go-to', number: at + 1 })),
  )
  return [...said, ...places, ...split(polite).map((text): CommandPhrase => ({ text, command: 'polite' }))]
}

const split = (list: string): string[] => list.split('|').map((text) => text.trim())
