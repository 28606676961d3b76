/* What the analyser knows of English and German, and how it changes a word. Words are lower-case, folded to ASCII where they are Latin. */
#ifndef PSP_WORDS_H
#define PSP_WORDS_H

#include "plainspoken.h"

/* Words that say nothing about what is asked: "the", "how", "eine". */
int psp_is_stop_word(psp_language_t language, const char *word, uint32_t length);

/* Number words, as they are said. */
typedef enum { PSP_NOT_A_NUMBER = 0, PSP_DIGIT, PSP_TEEN, PSP_TENS, PSP_HUNDRED } psp_number_kind_t;

/* "fifteen" -> PSP_TEEN, 15; "twenty" -> PSP_TENS, 20; "einundzwanzig" -> PSP_TEEN, 21; "oh" is a digit 0 only where it follows a code letter. */
psp_number_kind_t psp_number_of(psp_language_t language, const char *word, uint32_t length, uint32_t *value);

/* Light stemmer: cuts common endings of word[0..length) and returns the new length. "cleaning" -> "clean", "Filtern" -> "filt". */
uint32_t psp_stem(psp_language_t language, char *word, uint32_t length);

/* Reads a text word by word as it is said, one a call: nothing left out, nothing stemmed, number words as digits. Returns 1, 0 at the end. */
int psp_word_next(psp_text_t *cursor, psp_term_t *word);
/* The same with number words as they are spelled. */
int psp_spelled_next(psp_text_t *cursor, psp_term_t *word);

#endif
