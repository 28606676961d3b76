// How manuals name the places that they point to, in five languages, as parts of patterns with the flags "iu". Pointers are found with
// these words (references/find.ts) and taken out of the speech with them (spokenText/references.ts): a word in one must be in both.

export const pageWord = String.raw`(?:pages?|pg\.|pp?\.|seiten?|S\.|pagin[ae]|pag\.|páginas?|págs?\.)`
export const partWord = String.raw`(?:chapters?|sections?|kapitel|abschnitt|paragraph|chapitre|rubrique|capitolo|sezione|paragrafo|capítulo|sección|apartado)`
