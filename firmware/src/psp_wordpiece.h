/* UTF-8 -> the rows of a bundle's token table, as BERT's uncased WordPiece cuts a text. */
#ifndef PSP_WORDPIECE_H
#define PSP_WORDPIECE_H

#include "plainspoken.h"

#define PSP_MAX_WORD 100u /* characters; a longer word is unknown, as in BERT */

typedef struct {
  const psp_bundle_t *bundle;
  const char *text;
  size_t length;
  size_t at;
  uint32_t count;              /* rows of the word that was read last */
  uint16_t rows[PSP_MAX_WORD]; /* (count) */
} psp_wordpiece_t;

void psp_wordpiece_start(psp_wordpiece_t *cursor, const psp_bundle_t *bundle, const char *text, size_t length);
/* Reads a word into `rows`; an unknown word has none. Returns 0 at the end. */
int psp_wordpiece_next(psp_wordpiece_t *cursor);

#endif
