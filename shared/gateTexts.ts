// The release gate in words: what to do where a condition does not hold, and what the questions of one language came to. The same in the
// window, on the command line and in the manifest. Example: suiteFigures.en filled with { language: 'English', total: '40', top1: '84 %', … } -> "English: 40 questions, 84 % right first (…".

export const suiteFigures = {
  en: '{language}: {total} questions, {top1} right first (at least {least}), {falseAnswers} wrongly answered (at most {most})',
  de: '{language}: {total} Fragen, {top1} auf Anhieb richtig (mindestens {least}), {falseAnswers} fälschlich beantwortet (höchstens {most})',
} as const

/** By condition. A project without questions of its own needs some first. The window says in its own words where it has a button for it. */
export const gateMends = {
  en: {
    topics: 'Import a manual, or turn topics on.',
    findings: 'Open the topics that have errors and mend them.',
    safetyApproved: 'Read each safety topic and approve it.',
    questions: 'Put a questions file into the folder questions/ of the project, or keep questions in the simulator.',
    suite: 'Teach the missed questions to their topics, or change the limits of the suite.',
    budget: 'Cut what is advised, choose a larger target, or let it pass by name (--over-budget "who and why").',
    signature: 'Sign with a key of your own (--sign key.pem), or have it signed elsewhere (--signature-in).',
  },
  de: {
    topics: 'Importieren Sie eine Anleitung, oder schalten Sie Themen ein.',
    findings: 'Öffnen Sie die Themen mit Fehlern, und beheben Sie diese.',
    safetyApproved: 'Lesen Sie jedes Sicherheitsthema, und geben Sie es frei.',
    questions: 'Legen Sie eine Fragendatei in den Ordner questions/ des Projekts, oder merken Sie Fragen im Simulator.',
    suite: 'Lernen Sie die verfehlten Fragen bei ihren Themen an, oder ändern Sie die Grenzen des Tests.',
  },
} as const
