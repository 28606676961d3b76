/* UTF-8 -> words as BERT normalises them -> pieces, longest match first. A word is a stretch of the text and is never copied: matching walks it
   again from where the last piece ended, hashing as it goes and keeping the last place where the hash was a piece's.
   Example: "Descaling" -> "des" "##cal" "##ing".
   Trap: folding is BERT's (accents off, the sign kept: ø stays ø), not that of psp_text.c, and a letter beyond the table makes its word unknown. */
#include "psp_wordpiece.h"

#include "psp_bytes.h"
#include "psp_unicode.h"
#include "psp_utf8.h"

/* FNV-1a, 32 bits. A piece inside a word is hashed with "##" before it. */
static const uint32_t hash_start = 0x811C9DC5u;

static uint32_t hashed(uint32_t hash, const char *bytes, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x01000193u;
  return hash;
}

/* ---------------------------------------------------------------- characters */

typedef enum { KIND_LETTER, KIND_ALONE, KIND_SPACE, KIND_NOTHING } code_kind_t;

static int is_in(const uint16_t ranges[][2], uint32_t count, uint32_t code) {
  uint32_t low = 0, high = count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2u;
    if (code > ranges[middle][1]) low = middle + 1u;
    else high = middle;
  }
  return low < count && code >= ranges[low][0];
}

static int is_space(uint32_t code) {
  return code == ' ' || (code >= 9u && code <= 13u) || code == 0xA0u || code == 0x1680u || (code >= 0x2000u && code <= 0x200Au) || code == 0x2028u ||
         code == 0x2029u || code == 0x202Fu || code == 0x205Fu || code == 0x3000u || code == 0xFEFFu;
}

static int is_ascii_sign(uint32_t code) {
  return (code >= '!' && code <= '/') || (code >= ':' && code <= '@') || (code >= '[' && code <= '`') || (code >= '{' && code <= '~');
}

/* Ideographs beyond 16 bits. */
static int is_far_ideograph(uint32_t code) {
  return (code >= 0x20000u && code <= 0x2A6DFu) || (code >= 0x2A700u && code <= 0x2CEAFu) || (code >= 0x2F800u && code <= 0x2FA1Fu);
}

/* Lower case without its mark. Letters beyond Latin keep their code: no table has them. */
static uint32_t folded(uint32_t code) {
  if (code >= 'A' && code <= 'Z') return code + 32u;
  if (code < 0xC0u) return code;
  if (code >= PSP_FOLD_NEAR && code - PSP_FOLD_NEAR < sizeof psp_fold_near - 1u && psp_fold_near[code - PSP_FOLD_NEAR] != '.')
    return (unsigned char)psp_fold_near[code - PSP_FOLD_NEAR];
  if (code >= PSP_FOLD_FAR && code - PSP_FOLD_FAR < sizeof psp_fold_far - 1u && psp_fold_far[code - PSP_FOLD_FAR] != '.')
    return (unsigned char)psp_fold_far[code - PSP_FOLD_FAR];
  switch (code) {
    case 0x37Eu: return ';'; /* Greek signs that are written as two */
    case 0x387u: return 0xB7u;
    case 0x385u:
    case 0x1FC1u:
    case 0x1FEDu:
    case 0x1FEEu: return 0xA8u;
    case 0x1FEFu: return '`';
    case 0x1FFDu: return 0xB4u;
    case 0x212Au: return 'k';
    case 0x212Bu: return 'a';
    case 0x2260u: return '=';
    case 0x226Eu: return '<';
    case 0x226Fu: return '>';
    default: return code;
  }
}

/* What the code point is in a word; *code becomes what it is hashed as. */
static code_kind_t kind_of(uint32_t *code) {
  if (is_space(*code)) return KIND_SPACE;
  if (*code <= 0xFFFFu && is_in(psp_unicode_nothing, PSP_UNICODE_NOTHING_COUNT, *code)) return KIND_NOTHING;
  *code = folded(*code);
  if (*code < 0x80u) return is_ascii_sign(*code) ? KIND_ALONE : KIND_LETTER;
  if (*code <= 0xFFFFu) return is_in(psp_unicode_alone, PSP_UNICODE_ALONE_COUNT, *code) ? KIND_ALONE : KIND_LETTER;
  return is_far_ideograph(*code) ? KIND_ALONE : KIND_LETTER;
}

/* ---------------------------------------------------------------- pieces */

/* The row of the piece with this hash, PSP_NONE where there is none. Pieces are sorted by it: the first byte names a run, three bytes are kept. */
static uint32_t row_of(const psp_bundle_t *bundle, uint32_t hash) {
  const uint32_t wanted = hash & 0xFFFFFFu;
  uint32_t low = psp_u16le(psp_record(&bundle->piece_starts, hash >> 24));
  uint32_t high = psp_u16le(psp_record(&bundle->piece_starts, (hash >> 24) + 1u));
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2u;
    const uint8_t *p = psp_record(&bundle->pieces, middle);
    const uint32_t found = psp_u16le(p) | ((uint32_t)p[2] << 16);
    if (found == wanted) return middle;
    if (found < wanted) low = middle + 1u;
    else high = middle;
  }
  return PSP_NONE;
}

/* The longest piece at `from` of a word that ends before `end`: its row, and where it ends. */
static uint32_t longest_piece(const psp_wordpiece_t *cursor, size_t from, size_t end, uint32_t hash, size_t *piece_end) {
  uint32_t row = PSP_NONE;
  for (size_t at = from; at < end;) {
    char bytes[4];
    uint32_t code = psp_next_code(cursor->text, end, &at);
    if (kind_of(&code) == KIND_NOTHING) continue;
    hash = hashed(hash, bytes, psp_utf8_of(code, bytes));
    const uint32_t found = row_of(cursor->bundle, hash);
    if (found == PSP_NONE) continue;
    row = found;
    *piece_end = at;
  }
  return row;
}

/* Is nothing but invisible characters left? */
static int is_rest_empty(const psp_wordpiece_t *cursor, size_t from, size_t end) {
  for (size_t at = from; at < end;) {
    uint32_t code = psp_next_code(cursor->text, end, &at);
    if (kind_of(&code) != KIND_NOTHING) return 0;
  }
  return 1;
}

/* All of the word or nothing of it. */
static void read_pieces(psp_wordpiece_t *cursor, size_t from, size_t end) {
  uint32_t hash = hash_start;
  cursor->count = 0;
  while (!is_rest_empty(cursor, from, end)) {
    const uint32_t row = longest_piece(cursor, from, end, hash, &from);
    if (row == PSP_NONE || cursor->count == PSP_MAX_WORD) {
      cursor->count = 0;
      return;
    }
    cursor->rows[cursor->count++] = (uint16_t)row;
    hash = hashed(hash_start, "##", 2);
  }
}

void psp_wordpiece_start(psp_wordpiece_t *cursor, const psp_bundle_t *bundle, const char *text, size_t length) {
  cursor->bundle = bundle;
  cursor->text = text;
  cursor->length = length;
  cursor->at = 0;
  cursor->count = 0;
}

int psp_wordpiece_next(psp_wordpiece_t *cursor) {
  size_t start = cursor->at;
  uint32_t letters = 0;
  cursor->count = 0;
  while (cursor->at < cursor->length) {
    const size_t before = cursor->at;
    uint32_t code = psp_next_code(cursor->text, cursor->length, &cursor->at);
    const code_kind_t kind = kind_of(&code);
    if (kind == KIND_LETTER && letters++ == 0u) start = before;
    if (kind == KIND_LETTER || kind == KIND_NOTHING) continue;
    if (letters > 0u) {
      if (kind == KIND_ALONE) cursor->at = before; /* the next word */
      if (letters <= PSP_MAX_WORD) read_pieces(cursor, start, before);
      return 1;
    }
    if (kind == KIND_SPACE) continue;
    read_pieces(cursor, before, cursor->at);
    return 1;
  }
  if (letters == 0u) return 0;
  if (letters <= PSP_MAX_WORD) read_pieces(cursor, start, cursor->at);
  return 1;
}
