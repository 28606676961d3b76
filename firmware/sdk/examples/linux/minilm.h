/* A question's text -> its vector for psp_session_ask_vector, by all-MiniLM-L6-v2 (model.onnx, vocabulary.txt of its model pack). */
#ifndef PSP_MINILM_H
#define PSP_MINILM_H

#include "onnx.h"
#include "plainspoken.h"
#include "vocabulary.h"

#define MINILM_DIM 384u

typedef struct {
  const onnx_t *onnx;
  OrtSession *session;
  psp_bundle_t pieces;  /* no bundle: a table of word pieces, as psp_wordpiece.h reads it, and nothing else */
  uint8_t *table;       /* the bytes of that table */
  uint16_t *token_of;   /* (piece): the token of the piece at that place of the table */
} minilm_t;

void minilm_open(minilm_t *model, const onnx_t *onnx, const char *folder);
void minilm_close(minilm_t *model);

/* A question of this bundle, whose glossary reads it where the encoder does not know the language. The largest component becomes +-127, as in the
   bundle. */
void minilm_encode(const minilm_t *model, const psp_bundle_t *bundle, const char *text, size_t length, int8_t vector[MINILM_DIM]);

#endif
