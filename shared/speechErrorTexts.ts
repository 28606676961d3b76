// ErrorCode of what is recorded, heard or spoken -> its texts, for errorTexts.ts. Trap: typing always works, and each text of a microphone says so.

import type { ErrorCode } from './errors.ts'

type SpeechCode = Extract<
  ErrorCode,
  | 'wav-invalid'
  | 'voice-command-failed'
  | `microphone-${string}`
  | 'recording-too-long'
  | 'clip-too-long'
  | 'recording-silent'
>
type SpeechErrorTexts = Readonly<Record<SpeechCode, { title: string; next: string }>>

const en: SpeechErrorTexts = {
  'wav-invalid': {
    title: '{file} is not a WAV that can be read: {reason}',
    next: 'Save it as PCM WAV, mono or stereo.',
  },
  'voice-command-failed': {
    title: 'The program {program} did not speak: {reason}',
    next: 'Try its command in a terminal: it has to write a WAV, to standard output or into the file that it is told.',
  },
  'microphone-denied': {
    title: 'The microphone may not be used',
    next: 'Allow it in the system settings; typing still works.',
  },
  'microphone-missing': { title: 'No microphone was found', next: 'Plug one in; typing still works.' },
  'microphone-in-use': {
    title: 'Another program uses the microphone',
    next: 'Close that program and press again; typing still works.',
  },
  'microphone-lost': {
    title: 'The microphone went away while you spoke',
    next: 'Plug it in again and repeat the question; typing still works.',
  },
  'microphone-busy': {
    title: 'This computer is too busy to listen',
    next: 'Close other programs and ask again; typing still works.',
  },
  'recording-too-long': {
    title: 'The recording has {seconds} seconds; a question has at most {limitSeconds}',
    next: 'Cut out the question and try again.',
  },
  'clip-too-long': {
    title: 'The recording has {seconds} seconds; a sentence of the device has at most {limitSeconds}',
    next: 'Cut out the sentence and try again.',
  },
  'recording-silent': {
    title: 'There is no speech in the recording',
    next: 'Check the microphone and its level, and record again.',
  },
}

const de: SpeechErrorTexts = {
  'wav-invalid': {
    title: '{file} ist keine lesbare WAV-Datei: {reason}',
    next: 'Speichern Sie sie als PCM-WAV, mono oder stereo.',
  },
  'voice-command-failed': {
    title: 'Das Programm {program} hat nicht gesprochen: {reason}',
    next: 'Versuchen Sie den Befehl im Terminal: Er muss eine WAV-Datei schreiben, auf die Standardausgabe oder in die Datei, die ihm genannt wird.',
  },
  'microphone-denied': {
    title: 'Das Mikrofon darf nicht benutzt werden',
    next: 'Erlauben Sie es in den Systemeinstellungen; Tippen geht weiterhin.',
  },
  'microphone-missing': { title: 'Kein Mikrofon gefunden', next: 'Schließen Sie eines an; Tippen geht weiterhin.' },
  'microphone-in-use': {
    title: 'Ein anderes Programm benutzt das Mikrofon',
    next: 'Beenden Sie es und drücken Sie noch einmal; Tippen geht weiterhin.',
  },
  'microphone-lost': {
    title: 'Das Mikrofon ist während des Sprechens verschwunden',
    next: 'Schließen Sie es wieder an und wiederholen Sie die Frage; Tippen geht weiterhin.',
  },
  'microphone-busy': {
    title: 'Dieser Computer ist zum Zuhören zu beschäftigt',
    next: 'Schließen Sie andere Programme und fragen Sie noch einmal; Tippen geht weiterhin.',
  },
  'recording-too-long': {
    title: 'Die Aufnahme hat {seconds} Sekunden; eine Frage hat höchstens {limitSeconds}',
    next: 'Schneiden Sie die Frage heraus und versuchen Sie es noch einmal.',
  },
  'clip-too-long': {
    title: 'Die Aufnahme hat {seconds} Sekunden; ein Satz des Geräts hat höchstens {limitSeconds}',
    next: 'Schneiden Sie den Satz heraus und versuchen Sie es noch einmal.',
  },
  'recording-silent': {
    title: 'In der Aufnahme ist keine Sprache',
    next: 'Prüfen Sie Mikrofon und Pegel und nehmen Sie noch einmal auf.',
  },
}

export const speechErrorTexts = { en, de } as const
