// Texts of the Test view in German: questions that voices ask, and what became of them.

import type { Shape } from './keys.ts'
import type { testEn } from './test.en.ts'

export const testDe = {
  test: {
    title: 'Test',
    lead: 'Stimmen stellen eine Liste von Fragen, und das Gerät muss sie hören.',
    how: 'Wer fragt, und über welchem Geräusch',
    voices: 'Stimmen',
    readingVoices: 'Stimmen werden gelesen …',
    ratios: 'Sprache über dem Geräusch',
    quiet: 'Still',
    decibels: '{db} dB',
    noiseAt: '{noise} bei {db} dB',
    inTurn: 'Geräusche reihum bei {db} dB',
    noiseIs: 'Geräusch: {noise}',
    plain: 'Ein halber Meter Abstand, ohne Hall',
    away: '{metres} m entfernt',
    echo: 'Hall {seconds} s',
    gain: 'Verstärker {db} dB',
    clip: 'übersteuert ab {db} dB',
    changeRoom: 'Raum ändern…',
    run: 'Fragen wählen und stellen…',
    again: 'Dieselben noch einmal',
    goOn: 'Fortsetzen',
    halfDone: 'Angehalten. Was gehört wurde, ist gespeichert: „Fortsetzen“ macht dort weiter.',
    empty:
      'Wählen Sie Stimmen und Geräusch, dann eine Fragenliste (CSV). Was gehört wurde, bleibt gespeichert; ein zweiter Lauf geht schnell.',
    result: 'Ergebnis je Stimme und Raum',
    asked: '{file}: {count} Fragen',
    askedBy: 'Gefragt von',
    typed: 'Getippt',
    loses: 'Verlust, Punkte',
    losesMeans:
      '„Verlust“: richtiges Thema zuerst, getippt minus gesprochen. Wortfehler: nach und vor dem Ausbessern mit den Wörtern der Anleitung.',
    wordErrors: 'Wortfehler',
    beforeMending: 'Vor dem Ausbessern',
    unheard: 'Nicht gehört',
    missed: 'Was nicht bestanden hat',
    allPassed: 'Jede Stimme bekam auf jede Frage die erwartete Antwort, in jedem Raum.',
    missedCount: 'Alles bestanden | {count} Antwort hat nicht bestanden | {count} Antworten haben nicht bestanden',
    question: 'Frage',
    nothing: '(nichts)',
    did: 'Was das Gerät tat',
    right: 'Richtiges Thema',
    rank: 'auf Rang {rank}',
    kinds: { answer: 'Beantwortet', clarification: 'Nachgefragt', refusal: 'Abgelehnt', end: 'Beendet' },
    saveHtml: 'Bericht (HTML)…',
    saveJunit: 'JUnit (XML)…',
  },
} satisfies Shape<typeof testEn>
