// Texts in German of how the device speaks.

import type { Shape } from './keys.ts'
import type { voiceEn } from './voice.en.ts'

export const voiceDe = {
  voiceNames: {
    slt: 'slt (weiblich, amerikanisch)',
    rms: 'rms (männlich, amerikanisch)',
    awb: 'awb (männlich, schottisch)',
    kal: 'kal (männlich, wie am Telefon)',
  },
  voice: {
    title: 'Stimme des Geräts',
    lead: 'Gehört zum Projekt. Jede Änderung ist im nächsten Bundle.',
    voice: 'Stimme',
    none: 'Für diese Sprache gibt es noch keine Stimme: Wählen Sie ein Programm, das sie spricht, nehmen Sie die Sätze auf, oder fügen Sie ein Modellpaket hinzu.',
    parts: { ratePercent: 'Tempo, % des üblichen', gainDb: 'Lautstärke, dB' },
    hear: 'Anhören',
    hearOf: '„{text}“ anhören',
    recordOf: '„{text}“ selbst aufnehmen',
    recordStep: 'Schritt {number} selbst aufnehmen',
    recordHazard: 'Gefahr {number} selbst aufnehmen',
    ownVoice: 'Mit eigener Stimme',
    ownVoiceLead:
      'Ihre Aufnahme kommt statt der Stimme ins Bundle. Stille davor und danach wird abgeschnitten, und sie wird so laut wie die Stimme.',
    synthetic: 'Von der Stimme gesprochen',
    recorded: 'Ihre Aufnahme, {time}',
    recording: 'Aufnahme läuft, {time}',
    record: 'Aufnehmen',
    stopRecording: 'Beenden und behalten',
    chooseWav: 'WAV wählen oder hier ablegen',
    removeRecording: 'Aufnahme entfernen',
    dropRecording: 'Diese Aufnahme verwenden',
    remarks: {
      clipped: 'Sie ist übersteuert: Sprechen Sie leiser oder aus größerer Entfernung, und nehmen Sie noch einmal auf.',
      soft: 'Sie war sehr leise: Ihr Rauschen wird mit lauter. Gehen Sie näher ans Mikrofon.',
      noisy: 'Um die Wörter herum sind Geräusche. Ein ruhiger Raum ist besser.',
      narrow: 'Sie hat weniger als 16.000 Abtastwerte pro Sekunde und klingt dumpf.',
      short: 'Sie ist kurz für diesen Satz: Ist alles gesagt?',
      long: 'Sie ist lang für diesen Satz: Ist noch mehr darin?',
    },
    prompts: 'Was das Gerät von sich aus sagt',
    promptsLead: 'Bleibt ein Feld leer, sagt es, was dort grau steht.',
    promptNames: {
      refusal: 'Keine Antwort',
      didYouMean: 'Vor der Auswahl',
      or: 'Zwischen zwei Vorschlägen',
      endOfSteps: 'Nach dem letzten Schritt',
      nothingToSay: 'Nichts gefragt',
      stopped: 'Angehalten',
      louder: 'Lauter',
      quieter: 'Leiser',
      loudest: 'Am lautesten',
      quietest: 'Am leisesten',
      noSuchStep: 'Kein solcher Schritt',
    },
    earcons: 'Klänge ohne Worte',
    earconsLead:
      'Zu hören ist, was angehakt ist. Ein eigener Klang tritt an die Stelle von unserem; mit Clips steht er im Bundle.',
    earconNames: {
      listening: 'Es hört zu',
      thinking: 'Die Frage ist zu Ende',
      notUnderstood: 'Nichts verstanden',
      end: 'Alles ist gesagt',
    },
    replaceOf: 'Den Klang „{text}“ ersetzen',
    program: 'Ein Programm auf diesem Computer, das {language} spricht',
    programLead:
      'Für eine Sprache, die hier kein Modell spricht, oder eine Stimme, die Ihnen besser gefällt: espeak-ng, say oder die Ihres Zulieferers. Es bekommt einen Satz nach dem anderen und muss eine WAV-Datei schreiben. Es bleibt auf diesem Computer, nicht im Projekt.',
    programOptions: 'Seine Optionen',
    programHint:
      '{text}: der Satz (Standardeingabe, wo es fehlt). {file}: wohin die WAV-Datei kommt (Standardausgabe, wo es fehlt). {pace}: Wörter pro Minute.',
    chooseProgram: 'Programm wählen und anhören …',
    forgetProgram: 'Nicht mehr verwenden',
  },
} as const satisfies Shape<typeof voiceEn>
