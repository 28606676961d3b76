/* The runtime cuts words into pieces by a table of their hashes, sorted; a bundle for microcontrollers carries one. Here the same table is made
   from vocabulary.txt, so that questions are cut by the code that the simulator's answers were measured with.
   Trap: capitals beyond Latin are not folded by it: no device of ours hears them. */
#include "minilm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "psp_wordpiece.h"

enum { MOST_TOKENS = 256, STARTS = 257, HASH_BYTES = 3, UNKNOWN = 100, CLASSIFY = 101, SEPARATE = 102 };

typedef struct {
  uint32_t hash;
  uint16_t token;
} hashed_t;

/* FNV-1a, as psp_wordpiece.c does it. */
static uint32_t hash_of(const char *piece) {
  uint32_t hash = 0x811C9DC5u;
  for (; *piece != '\0'; piece++) hash = (hash ^ (unsigned char)*piece) * 0x01000193u;
  return hash;
}

static int by_hash(const void *one, const void *other) {
  const uint32_t a = ((const hashed_t *)one)->hash, b = ((const hashed_t *)other)->hash;
  return a < b ? -1 : a > b;
}

/* PIECE_STARTS (257 of 2 bytes) and then PIECES (3 bytes each), as in FORMAT.md. */
static void fill_table(minilm_t *model, const hashed_t *pieces, uint32_t count) {
  uint8_t *starts = model->table, *hashes = model->table + 2 * STARTS;
  uint32_t at = 0;
  for (uint32_t first = 0; first < STARTS; first++) {
    while (at < count && pieces[at].hash >> 24 < first) at++;
    starts[2u * first] = (uint8_t)(at & 0xFFu);
    starts[2u * first + 1u] = (uint8_t)(at >> 8);
  }
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t byte = 0; byte < HASH_BYTES; byte++) hashes[HASH_BYTES * i + byte] = (uint8_t)(pieces[i].hash >> (8u * byte));
    model->token_of[i] = pieces[i].token;
  }
  memset(&model->pieces, 0, sizeof model->pieces);
  model->pieces.piece_starts = (psp_section_t){starts, 2 * STARTS, STARTS, 2};
  model->pieces.pieces = (psp_section_t){hashes, HASH_BYTES * count, count, HASH_BYTES};
}

void minilm_open(minilm_t *model, const onnx_t *onnx, const char *folder) {
  vocabulary_t vocabulary;
  model->onnx = onnx;
  model->session = onnx_open(onnx, folder, "model.onnx");
  vocabulary_read(&vocabulary, folder, "vocabulary.txt");
  const uint32_t count = vocabulary.count;
  hashed_t *pieces = malloc((count + 1u) * sizeof *pieces);
  model->table = malloc(2u * STARTS + HASH_BYTES * (count + 1u));
  model->token_of = malloc((count + 1u) * sizeof *model->token_of);
  if (pieces == NULL || model->table == NULL || model->token_of == NULL || count > UINT16_MAX) {
    (void)fprintf(stderr, "vocabulary.txt of %s does not fit\n", folder);
    exit(1);
  }
  for (uint32_t token = 0; token < count; token++) pieces[token] = (hashed_t){hash_of(vocabulary.lines[token]), (uint16_t)token};
  qsort(pieces, count, sizeof *pieces, by_hash);
  fill_table(model, pieces, count);
  free(pieces);
  vocabulary_free(&vocabulary);
}

void minilm_close(minilm_t *model) {
  model->onnx->api->ReleaseSession(model->session);
  free(model->table);
  free(model->token_of);
}

/* Pieces behind the first `count` tokens; a word that no pieces cover is one [UNK]. Returns how many tokens there are then. */
static size_t add_words(const minilm_t *model, const char *words, size_t length, int64_t tokens[MOST_TOKENS], size_t count) {
  psp_wordpiece_t cursor;
  psp_wordpiece_start(&cursor, &model->pieces, words, length);
  while (psp_wordpiece_next(&cursor)) {
    if (cursor.count == 0u && count < MOST_TOKENS - 1u) tokens[count++] = UNKNOWN;
    for (uint32_t i = 0; i < cursor.count && count < MOST_TOKENS - 1u; i++) tokens[count++] = model->token_of[cursor.rows[i]];
  }
  return count;
}

/* [CLS] pieces [SEP], of the text as the glossary of the bundle reads it. */
static size_t tokens_of(const minilm_t *model, const psp_bundle_t *bundle, const char *text, size_t length, int64_t tokens[MOST_TOKENS]) {
  psp_gloss_t gloss;
  size_t count = 0, size = 0;
  tokens[count++] = CLASSIFY;
  psp_gloss_start(&gloss, bundle, text, length);
  for (const char *words = psp_gloss_next(&gloss, &size); words != NULL; words = psp_gloss_next(&gloss, &size))
    count = add_words(model, words, size, tokens, count);
  tokens[count++] = SEPARATE;
  return count;
}

static void quantize(const float *numbers, int8_t vector[MINILM_DIM]) {
  float most = 0.0f;
  for (uint32_t i = 0; i < MINILM_DIM; i++) most = fmaxf(most, fabsf(numbers[i]));
  for (uint32_t i = 0; i < MINILM_DIM; i++) vector[i] = (int8_t)(most > 0.0f ? lroundf(numbers[i] / most * 127.0f) : 0);
}

void minilm_encode(const minilm_t *model, const psp_bundle_t *bundle, const char *text, size_t length, int8_t vector[MINILM_DIM]) {
  static const char *const inputs[2] = {"input_ids", "attention_mask"}, *const outputs[1] = {"embedding"};
  int64_t tokens[MOST_TOKENS], mask[MOST_TOKENS];
  const int64_t count = (int64_t)tokens_of(model, bundle, text, length, tokens), shape[2] = {1, count};
  size_t dim = 0;
  for (int64_t i = 0; i < count; i++) mask[i] = 1;
  OrtValue *asked[2] = {onnx_integers(model->onnx, tokens, shape, 2), onnx_integers(model->onnx, mask, shape, 2)}, *made = NULL;
  onnx_run(model->onnx, model->session, &(onnx_values_t){inputs, asked, 2}, &(onnx_values_t){outputs, &made, 1});
  const float *numbers = onnx_numbers(model->onnx, made, &dim);
  if (dim != MINILM_DIM) {
    (void)fprintf(stderr, "the encoder gives %u numbers in place of %u\n", (unsigned)dim, MINILM_DIM);
    exit(1);
  }
  quantize(numbers, vector);
  onnx_release(model->onnx, &made, 1);
  onnx_release(model->onnx, asked, 2);
}
