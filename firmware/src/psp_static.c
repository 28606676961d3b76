/* A question's text -> its vector: the sum of the rows of its word pieces, scaled to int8. Rows are product-quantised: a row is a scale and one
   byte for each part of the vector, which picks 256ths of the codebook.

     component(row, part p, i) = scale * codebook[p * 256 + code[p]][i]        (one codebook for all parts where it has only 256 entries)

   Topics and phrases were embedded by MiniLM and projected into the same space when the bundle was made; only questions come through here. */
#include "psp_static.h"

#include <string.h>

#include "psp_bytes.h"
#include "psp_wordpiece.h"

enum { CODES = 256 };

int psp_check_static(const psp_bundle_t *bundle) {
  const uint32_t parts = bundle->piece_rows.step - 1u; /* the first byte is the scale */
  uint32_t least = 0;
  if (bundle->pieces.count == 0u) return PSP_OK;
  if (bundle->piece_rows.count != bundle->pieces.count || bundle->piece_starts.count != CODES + 1u) return PSP_ERR_DAMAGED;
  if (bundle->dim > PSP_MAX_STATIC_DIM || parts == 0u || parts * bundle->codebook.step != bundle->dim) return PSP_ERR_DAMAGED;
  if (bundle->codebook.count != CODES && bundle->codebook.count != CODES * parts) return PSP_ERR_DAMAGED;
  for (uint32_t i = 0; i <= CODES; i++) {
    const uint32_t start = psp_u16le(psp_record(&bundle->piece_starts, i));
    if (start < least) return PSP_ERR_DAMAGED;
    least = start;
  }
  return least == bundle->pieces.count ? PSP_OK : PSP_ERR_DAMAGED;
}

/* At most 1024 rows of 255 * 128: sums stay below 2^25. */
static void add_row(const psp_bundle_t *bundle, uint32_t row, int32_t *sums) {
  const uint8_t *codes = psp_record(&bundle->piece_rows, row);
  const uint32_t size = bundle->codebook.step;
  const uint32_t shelf = bundle->codebook.count == CODES ? 0u : CODES * size;
  const int8_t *book = (const int8_t *)bundle->codebook.bytes;
  const int32_t scale = codes[0];
  for (uint32_t part = 1; part < bundle->piece_rows.step; part++, book += shelf) {
    const int8_t *entry = book + codes[part] * size;
    for (uint32_t i = 0; i < size; i++) *sums++ += scale * entry[i];
  }
}

/* Largest component to +-127; halves are rounded away from zero. */
static void scale_down(const int32_t *sums, uint32_t dim, int8_t *vector) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < dim; i++) {
    const uint32_t size = (uint32_t)(sums[i] < 0 ? -sums[i] : sums[i]);
    if (size > most) most = size;
  }
  for (uint32_t i = 0; i < dim; i++) {
    const uint64_t size = (uint64_t)(sums[i] < 0 ? -sums[i] : sums[i]);
    const int32_t rounded = most == 0u ? 0 : (int32_t)((size * 254u + most) / (2u * (uint64_t)most));
    vector[i] = (int8_t)(sums[i] < 0 ? -rounded : rounded);
  }
}

/* Adds the rows of the text's pieces and returns how many there are. */
static uint32_t add_text(const psp_bundle_t *bundle, const char *text, size_t length, int32_t *sums) {
  psp_wordpiece_t cursor;
  uint32_t found = 0;
  psp_wordpiece_start(&cursor, bundle, text, length);
  while (psp_wordpiece_next(&cursor)) {
    for (uint32_t i = 0; i < cursor.count; i++) add_row(bundle, cursor.rows[i], sums);
    found += cursor.count;
  }
  return found;
}

uint32_t psp_static_encode(const psp_bundle_t *bundle, const char *text, size_t length, psp_static_t *room) {
  psp_gloss_t gloss;
  size_t size = 0;
  uint32_t found = 0;
  if (bundle->pieces.count == 0u) return 0;
  (void)memset(room->sums, 0, sizeof room->sums);
  psp_gloss_start(&gloss, bundle, text, length);
  for (const char *words = psp_gloss_next(&gloss, &size); words != NULL; words = psp_gloss_next(&gloss, &size))
    found += add_text(bundle, words, size, room->sums);
  if (found > 0u) scale_down(room->sums, bundle->dim, room->vector);
  return found;
}
