// What the questions of one language came to, in words: the same in the release gate of the window, of the command line and of the manifest.
// Example: suiteFigures.en filled with { language: 'English', total: '40', top1: '84 %', … } -> "English: 40 questions, 84 % right first (…".

export const suiteFigures = {
  en: '{language}: {total} questions, {top1} right first (at least {least}), {falseAnswers} wrongly answered (at most {most})',
  de: '{language}: {total} Fragen, {top1} auf Anhieb richtig (mindestens {least}), {falseAnswers} fälschlich beantwortet (höchstens {most})',
} as const
