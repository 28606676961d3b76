// Code of a finding -> what it is, why it matters, and what its one-click fix does, in both languages. The CLI prints them in English.
// Example: findingText({ code: 'step-refers-to-figure', details: { number: 2 } }, 'en').what -> "Step 2 refers to a figure."
// `{name}` is filled from the finding's details. `fix` is absent where a person has to decide.

import { filled } from './filled.ts'
import type { Finding } from './domain.ts'

export interface FindingText {
  what: string
  why: string
  fix?: string
}

export const findingCodes = [
  'topic-empty',
  'topic-without-phrases',
  'topic-unreachable',
  'hazard-silent',
  'hazard-not-first',
  'step-silent',
  'step-refers-to-figure',
  'picture-in-sentence',
  'words-not-read',
  'sentence-too-long',
  'sign-not-spoken',
  'unit-not-spoken',
  'language-mixed',
  'ocr-uncertain',
  'code-missing',
  'code-without-topic',
  'phrase-shared',
  'phrase-elsewhere',
  'topic-not-reached',
  'topic-refused',
  'topics-close',
  'title-shared',
  'approval-stale',
  'edition-changed',
  'edition-gone',
] as const
export type FindingCode = (typeof findingCodes)[number]
type Texts = Readonly<Record<FindingCode, FindingText>>

export const findingTexts: Readonly<Record<'en' | 'de', Texts>> = {
  en: {
    'topic-empty': {
      what: 'The topic says nothing.',
      why: 'Add a step, or take the topic out of speech.',
      fix: 'Take it out of speech',
    },
    'topic-without-phrases': {
      what: 'Nobody can ask for this topic.',
      why: 'Add a phrase that a person would say.',
      fix: 'Add the title as a phrase',
    },
    'topic-unreachable': {
      what: 'Every phrase of this topic also asks for another one.',
      why: 'The device can only guess. Add a phrase of its own, or merge it with “{other}”.',
      fix: 'Add the title with its chapter as a phrase',
    },
    'hazard-silent': {
      what: 'Hazard {number} has no spoken text.',
      why: 'A hazard that is not heard protects nobody. Write what the device must say.',
      fix: 'Speak the written text',
    },
    'hazard-not-first': {
      what: 'Step {number} holds a hazard: “{words}”.',
      why: 'A hazard must be heard before the first step, not in the middle.',
      fix: 'Make it a hazard, spoken first',
    },
    'step-silent': {
      what: 'Step {number} has no spoken text.',
      why: 'Write what the device says, or leave the sentence out.',
      fix: 'Leave the sentence out',
    },
    'step-refers-to-figure': {
      what: 'Step {number} refers to a figure.',
      why: 'A listener cannot see it. Say in words what the figure shows.',
    },
    'picture-in-sentence': {
      what: 'Step {number} has a picture where a word should be heard.',
      why: 'The manual shows a key or a symbol there. Say what it is called; until then the device says “the pictured button”, or nothing.',
    },
    'words-not-read': {
      what: 'Words are missing here: the page shows them as a drawing, and nothing could read it (⍰).',
      why: 'The device leaves the whole sentence out. Write what the page says.',
    },
    'sentence-too-long': {
      what: 'Step {number} has a sentence of {words} words.',
      why: 'More than {limit} words are hard to keep in mind. Split the sentence.',
      fix: 'Cut it in two',
    },
    'sign-not-spoken': {
      what: 'Step {number} has a sign that a voice cannot read: {sign}',
      why: 'Voices skip it or spell it. Write it in words.',
      fix: 'Put it in words',
    },
    'unit-not-spoken': {
      what: 'Step {number} has a unit that is not in words: “{unit}”',
      why: 'A voice would spell the letters.',
      fix: 'Put the unit in words',
    },
    'language-mixed': {
      what: 'Step {number} is in another language ({found}).',
      why: 'The voice of the device speaks one language. Translate it or leave it out.',
      fix: 'Leave the sentence out',
    },
    'ocr-uncertain': {
      what: 'Step {number} was read from a picture and is uncertain ({percent} %).',
      why: 'Compare it with the page beside it. Your own text counts as read.',
    },
    'code-missing': {
      what: 'The topic is about an error code but names none.',
      why: 'Add the code, or choose another kind.',
      fix: 'Take the code {code} from the title',
    },
    'code-without-topic': {
      what: 'The code {code} is named here, but no topic explains it.',
      why: 'Add a topic for it, or check the code.',
      fix: 'Add a topic for {code}',
    },
    'phrase-shared': {
      what: '“{phrase}” also asks for “{other}”.',
      why: 'One phrase with two answers: change one of the two, or merge the topics.',
      fix: 'Remove the phrase here',
    },
    'phrase-elsewhere': {
      what: '“{phrase}” is answered with “{other}”.',
      why: 'The phrase was asked, and another topic won. Word it otherwise, or leave it to that topic.',
      fix: 'Remove the phrase here',
    },
    'topic-not-reached': {
      what: 'No phrase of this topic leads to it.',
      why: 'All were asked; the device answered with “{other}”. Add a phrase that only this topic fits, or merge the two.',
    },
    'topic-refused': {
      what: 'No phrase of this topic is answered.',
      why: 'All were asked; the device knew no answer to any. Add phrases as people would say them, in words that the topic uses too.',
    },
    'topics-close': {
      what: 'Asked “{phrase}”, the device also offers “{other}”.',
      why: 'People will be asked back. Merge the two, or give each phrases that tell them apart.',
    },
    'title-shared': {
      what: '{count} topics are called “{title}”.',
      why: 'A listener cannot choose between them. Give each its own title.',
      fix: 'Put the chapter before the title',
    },
    'approval-stale': {
      what: 'The words have changed since they were signed by {by}.',
      why: 'What nobody has read must not count as read.',
      fix: 'Back to draft',
    },
    'edition-changed': {
      what: 'The new edition of the manual says this differently.',
      why: 'Look at what changed, then take the new text or keep the earlier one.',
      fix: 'Take the new text',
    },
    'edition-gone': {
      what: 'The new edition of the manual does not have this topic.',
      why: 'It is kept, but the device does not say it. Remove it, or have it spoken all the same.',
    },
  },
  de: {
    'topic-empty': {
      what: 'Das Thema sagt nichts.',
      why: 'Fügen Sie einen Schritt hinzu, oder nehmen Sie das Thema aus der Sprachausgabe.',
      fix: 'Aus der Sprachausgabe nehmen',
    },
    'topic-without-phrases': {
      what: 'Niemand kann nach diesem Thema fragen.',
      why: 'Ergänzen Sie eine Frage, wie jemand sie stellen würde.',
      fix: 'Den Titel als Frage aufnehmen',
    },
    'topic-unreachable': {
      what: 'Jede Frage dieses Themas gehört auch zu einem anderen.',
      why: 'Das Gerät kann nur raten. Ergänzen Sie eine eigene Frage, oder verbinden Sie es mit „{other}“.',
      fix: 'Titel mit Kapitel als Frage aufnehmen',
    },
    'hazard-silent': {
      what: 'Gefahr {number} hat keinen gesprochenen Text.',
      why: 'Was niemand hört, schützt niemanden. Schreiben Sie, was das Gerät sagen muss.',
      fix: 'Den geschriebenen Text sprechen',
    },
    'hazard-not-first': {
      what: 'In Schritt {number} steht eine Gefahr: „{words}“.',
      why: 'Eine Gefahr muss vor dem ersten Schritt zu hören sein, nicht mittendrin.',
      fix: 'Zur Gefahr machen, zuerst gesprochen',
    },
    'step-silent': {
      what: 'Schritt {number} hat keinen gesprochenen Text.',
      why: 'Schreiben Sie, was das Gerät sagt, oder lassen Sie den Satz weg.',
      fix: 'Den Satz weglassen',
    },
    'step-refers-to-figure': {
      what: 'Schritt {number} verweist auf ein Bild.',
      why: 'Wer zuhört, sieht es nicht. Sagen Sie in Worten, was es zeigt.',
    },
    'picture-in-sentence': {
      what: 'In Schritt {number} steht ein Bild, wo ein Wort zu hören sein sollte.',
      why: 'Die Anleitung zeigt dort eine Taste oder ein Symbol. Sagen Sie, wie es heißt; bis dahin sagt das Gerät „die abgebildete Taste“ oder nichts.',
    },
    'words-not-read': {
      what: 'Hier fehlen Wörter: Die Seite zeigt sie als Zeichnung, und nichts konnte sie lesen (⍰).',
      why: 'Das Gerät lässt den ganzen Satz weg. Schreiben Sie, was auf der Seite steht.',
    },
    'sentence-too-long': {
      what: 'Schritt {number} hat einen Satz mit {words} Wörtern.',
      why: 'Mehr als {limit} Wörter behält kaum jemand. Teilen Sie den Satz.',
      fix: 'In zwei Sätze teilen',
    },
    'sign-not-spoken': {
      what: 'Schritt {number} enthält ein Zeichen, das keine Stimme lesen kann: {sign}',
      why: 'Stimmen übergehen oder buchstabieren es. Schreiben Sie es in Worten.',
      fix: 'In Worte fassen',
    },
    'unit-not-spoken': {
      what: 'Schritt {number} hat eine Einheit, die nicht in Worten steht: „{unit}“',
      why: 'Eine Stimme würde die Buchstaben aufsagen.',
      fix: 'Die Einheit in Worte fassen',
    },
    'language-mixed': {
      what: 'Schritt {number} steht in einer anderen Sprache ({found}).',
      why: 'Die Stimme des Geräts spricht eine Sprache. Übersetzen Sie ihn, oder lassen Sie ihn weg.',
      fix: 'Den Satz weglassen',
    },
    'ocr-uncertain': {
      what: 'Schritt {number} wurde aus einem Bild gelesen und ist unsicher ({percent} %).',
      why: 'Vergleichen Sie ihn mit der Seite daneben. Ihr eigener Text gilt als gelesen.',
    },
    'code-missing': {
      what: 'Das Thema behandelt einen Fehlercode, nennt aber keinen.',
      why: 'Ergänzen Sie den Code, oder wählen Sie eine andere Art.',
      fix: 'Den Code {code} aus dem Titel nehmen',
    },
    'code-without-topic': {
      what: 'Der Code {code} wird hier genannt, aber kein Thema erklärt ihn.',
      why: 'Ergänzen Sie ein Thema dafür, oder prüfen Sie den Code.',
      fix: 'Ein Thema für {code} anlegen',
    },
    'phrase-shared': {
      what: '„{phrase}“ fragt auch nach „{other}“.',
      why: 'Eine Frage mit zwei Antworten: Ändern Sie eine der beiden, oder verbinden Sie die Themen.',
      fix: 'Die Frage hier entfernen',
    },
    'phrase-elsewhere': {
      what: '„{phrase}“ wird mit „{other}“ beantwortet.',
      why: 'So wurde gefragt, und ein anderes Thema hat gewonnen. Fragen Sie hier anders, oder überlassen Sie die Frage jenem Thema.',
      fix: 'Die Frage hier entfernen',
    },
    'topic-not-reached': {
      what: 'Keine Frage dieses Themas führt zu ihm.',
      why: 'Alle wurden gestellt; das Gerät antwortete mit „{other}“. Ergänzen Sie eine Frage, die nur hierher passt, oder verbinden Sie die beiden.',
    },
    'topic-refused': {
      what: 'Keine Frage dieses Themas wird beantwortet.',
      why: 'Alle wurden gestellt; das Gerät wusste auf keine eine Antwort. Ergänzen Sie Fragen, wie man sie stellt, mit Wörtern, die auch im Thema vorkommen.',
    },
    'topics-close': {
      what: 'Auf „{phrase}“ bietet das Gerät auch „{other}“ an.',
      why: 'Es wird zurückfragen. Verbinden Sie die beiden, oder geben Sie jedem Fragen, die sie unterscheiden.',
    },
    'title-shared': {
      what: '{count} Themen heißen „{title}“.',
      why: 'Niemand kann zwischen ihnen wählen. Geben Sie jedem einen eigenen Titel.',
      fix: 'Das Kapitel vor den Titel setzen',
    },
    'approval-stale': {
      what: 'Die Worte haben sich geändert, seit {by} sie unterschrieben hat.',
      why: 'Was niemand gelesen hat, darf nicht als gelesen gelten.',
      fix: 'Zurück zum Entwurf',
    },
    'edition-changed': {
      what: 'Die neue Ausgabe der Anleitung sagt dies anders.',
      why: 'Sehen Sie sich die Änderung an, und übernehmen Sie den neuen Text oder behalten Sie den früheren.',
      fix: 'Neuen Text übernehmen',
    },
    'edition-gone': {
      what: 'Die neue Ausgabe der Anleitung hat dieses Thema nicht.',
      why: 'Es bleibt erhalten, wird aber nicht gesprochen. Entfernen Sie es, oder lassen Sie es trotzdem sprechen.',
    },
  },
}

/** A code that is newer than our texts is shown in the worker's own words. */
export function findingText(finding: Pick<Finding, 'code' | 'details' | 'message'>, language: string): FindingText {
  const { code, details, message } = finding
  const texts = findingTexts[language === 'de' ? 'de' : 'en']
  if (!isFindingCode(code)) return { what: message, why: '' }
  const fill = (text: string): string => filled(text, details)
  const { what, why, fix } = texts[code]
  return { what: fill(what), why: fill(why), ...(fix !== undefined && { fix: fill(fix) }) }
}

const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(findingTexts.en, code)
