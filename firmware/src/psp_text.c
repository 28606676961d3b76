/* UTF-8 -> terms, one a call. Pieces (runs of letters or of digits) are read from the text; numbers that are said in words and codes that are
   said or written apart are put together: "E fifteen", "E 15", "E-15", "e one five" -> "e15"; "twenty five" -> "25".
   Trap: looking ahead never moves the cursor for good unless the piece is used, so each call starts where the last term ended. */
#include <string.h>

#include "plainspoken.h"
#include "psp_utf8.h"
#include "psp_words.h"

typedef enum { PIECE_END = 0, PIECE_WORD, PIECE_NUMBER } piece_kind_t;

typedef struct {
  piece_kind_t kind;
  char bytes[PSP_MAX_TERM_BYTES];
  uint32_t length;
  int is_attached; /* nothing but a hyphen between it and the piece before */
  int is_touching; /* nothing at all */
} piece_t;

/* ---------------------------------------------------------------- characters */

/* Latin letters of U+00C0..U+017F without their marks; a space where there is none. */
static const char folded_latin[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static int is_ignored(uint32_t code) {
  return code == 0xADu || code == 0x200Bu || code == '\'' || code == 0x2019u || code == 0x2BCu || (code >= 0x300u && code <= 0x36Fu);
}

static int is_hyphen(uint32_t code) { return code == '-' || (code >= 0x2010u && code <= 0x2013u); }

static int is_digit(uint32_t code) { return code >= '0' && code <= '9'; }

/* Lower case, folded; 0 for what is not part of a word. Letters beyond Latin keep their code. */
static uint32_t folded(uint32_t code) {
  if (is_digit(code) || (code >= 'a' && code <= 'z')) return code;
  if (code >= 'A' && code <= 'Z') return code + 32u;
  if (code < 0xC0u) return 0;
  if (code <= 0x17Fu) return folded_latin[code - 0xC0u] == ' ' ? 0u : (uint32_t)(unsigned char)folded_latin[code - 0xC0u];
  if (code == 0x1E9Eu) return 's';
  if ((code >= 0x391u && code <= 0x3A9u) || (code >= 0x410u && code <= 0x42Fu)) return code + 32u; /* Greek, Cyrillic capitals */
  if (code >= 0x2000u && code <= 0x2BFFu) return 0; /* punctuation, arrows, symbols */
  if ((code >= 0x3000u && code <= 0x303Fu) || (code >= 0xFF00u && code <= 0xFF0Fu) || code >= 0x1F000u) return 0;
  return code;
}

/* ---------------------------------------------------------------- pieces */

/* A long word keeps its beginning. */
static void append(char *bytes, uint32_t *length, const char *more, uint32_t size) {
  if (*length + size >= PSP_MAX_TERM_BYTES) return;
  (void)memcpy(bytes + *length, more, size);
  *length += size;
  bytes[*length] = 0;
}

/* A written number keeps one separator before its fraction: "1,5" and "1.5" are "1.5". */
static int is_fraction(const psp_text_t *cursor, uint32_t code) {
  return (code == '.' || code == ',') && cursor->at < cursor->length && is_digit((unsigned char)cursor->text[cursor->at]);
}

static void append_code(piece_t *piece, uint32_t code) {
  char bytes[4];
  const uint32_t size = psp_utf8_of(code, bytes);
  append(piece->bytes, &piece->length, bytes, size);
}

/* Ideographs and kana stand alone: no spaces say where a word ends. */
static int stands_alone(uint32_t code) { return code >= 0x2E80u && code <= 0x9FFFu; }

static piece_t next_piece(psp_text_t *cursor) {
  piece_t piece;
  uint32_t gap = 0, hyphens = 0;
  (void)memset(&piece, 0, sizeof piece);
  while (cursor->at < cursor->length) {
    const size_t before = cursor->at;
    const uint32_t raw = psp_next_code(cursor->text, cursor->length, &cursor->at);
    const uint32_t code = folded(raw);
    if (is_ignored(raw)) continue;
    if (piece.kind == PIECE_NUMBER && is_fraction(cursor, raw)) {
      append_code(&piece, '.');
      continue;
    }
    const piece_kind_t kind = code == 0u ? PIECE_END : is_digit(code) ? PIECE_NUMBER : PIECE_WORD;
    if (piece.kind == PIECE_END && kind == PIECE_END) {
      gap++;
      if (is_hyphen(raw)) hyphens++;
      continue;
    }
    if (piece.kind != PIECE_END && (kind != piece.kind || stands_alone(code))) {
      cursor->at = before;
      break;
    }
    piece.kind = kind;
    append_code(&piece, code);
    if (raw == 0xDFu || raw == 0x1E9Eu) append_code(&piece, 's'); /* sharp s */
    if (raw == 0xC6u || raw == 0xE6u || raw == 0x152u || raw == 0x153u) append_code(&piece, 'e');
    if (stands_alone(code)) break;
  }
  piece.is_touching = gap == 0u;
  piece.is_attached = gap == 0u || (gap == 1u && hyphens == 1u);
  return piece;
}

static piece_t peek(const psp_text_t *cursor, psp_text_t *after) {
  *after = *cursor;
  return next_piece(after);
}

/* ---------------------------------------------------------------- numbers */

static void set_number(piece_t *piece, uint32_t value) {
  char digits[10];
  uint32_t count = 0;
  do {
    digits[count++] = (char)('0' + value % 10u);
    value /= 10u;
  } while (value > 0u);
  piece->kind = PIECE_NUMBER;
  piece->length = 0;
  while (count > 0u) append(piece->bytes, &piece->length, &digits[--count], 1);
}

/* Turns a number word, and the words that go on with it ("twenty" "five"), into digits. */
static void read_number_words(psp_text_t *cursor, piece_t *piece) {
  uint32_t value, more;
  psp_number_kind_t kind;
  if (piece->kind != PIECE_WORD) return;
  kind = psp_number_of(cursor->language, piece->bytes, piece->length, &value);
  if (kind == PSP_NOT_A_NUMBER || (piece->length == 2u && memcmp(piece->bytes, "oh", 2) == 0)) return;
  while (cursor->language == PSP_LANGUAGE_EN) {
    psp_text_t after;
    const piece_t next = peek(cursor, &after);
    if (next.kind != PIECE_WORD) break;
    const psp_number_kind_t next_kind = psp_number_of(cursor->language, next.bytes, next.length, &more);
    if (kind == PSP_TENS && next_kind == PSP_DIGIT && more > 0u) kind = PSP_TEEN;
    else if (kind == PSP_DIGIT && next_kind == PSP_HUNDRED && value > 0u) kind = PSP_HUNDRED;
    else if (kind == PSP_HUNDRED && value % 100u == 0u && next_kind != PSP_NOT_A_NUMBER && next_kind != PSP_HUNDRED && more > 0u) kind = next_kind;
    else break;
    value = next_kind == PSP_HUNDRED ? value * 100u : value + more;
    *cursor = after;
  }
  set_number(piece, value);
}

/* ---------------------------------------------------------------- codes */

static int is_letter(const piece_t *piece) { return piece->kind == PIECE_WORD && piece->length == 1u; }

/* "a" and "I" are words of their own in English unless something is attached to them. */
static int is_code_letter(psp_language_t language, const piece_t *piece) {
  if (!is_letter(piece)) return 0;
  return language != PSP_LANGUAGE_EN || (piece->bytes[0] != 'a' && piece->bytes[0] != 'i');
}

static int is_oh(const piece_t *piece) { return piece->kind == PIECE_WORD && piece->length == 2u && memcmp(piece->bytes, "oh", 2) == 0; }

/* "05" -> "5": written and said codes agree. */
static void append_code_number(piece_t *code, const piece_t *number) {
  uint32_t skip = 0;
  while (skip + 1u < number->length && number->bytes[skip] == '0') skip++;
  append(code->bytes, &code->length, number->bytes + skip, number->length - skip);
}

/* Reads the number of a code after its letters: "15", "fifteen", "one five", "oh five". Digits said one by one are put together. */
static void read_code_number(psp_text_t *cursor, piece_t *code) {
  psp_text_t after;
  piece_t digits;
  piece_t next = peek(cursor, &after);
  const int is_one_by_one = !next.is_touching;
  (void)memset(&digits, 0, sizeof digits);
  while (1) {
    if (is_oh(&next)) set_number(&next, 0);
    else read_number_words(&after, &next);
    if (next.kind != PIECE_NUMBER || (digits.length > 0u && next.length != 1u)) break;
    append(digits.bytes, &digits.length, next.bytes, next.length);
    *cursor = after;
    if (!is_one_by_one || next.length != 1u) break;
    next = peek(cursor, &after);
    if (next.is_touching) break; /* "E 5A" */
  }
  if (digits.length > 0u) append_code_number(code, &digits);
}

/* A letter, letters said one by one, or a short word with a number attached, grow into a code: "e" + "15", "o" + "e", "er" + "-03". */
static void read_code(psp_text_t *cursor, piece_t *piece) {
  psp_text_t after;
  piece_t next = peek(cursor, &after);
  const int has_number = next.kind == PIECE_NUMBER && next.is_attached;
  if (piece->kind != PIECE_WORD) return;
  if (!is_code_letter(cursor->language, piece)) {
    if (has_number && piece->length <= 4u) read_code_number(cursor, piece);
    return;
  }
  while (is_code_letter(cursor->language, &next) && !next.is_touching) {
    append(piece->bytes, &piece->length, next.bytes, next.length);
    *cursor = after;
    next = peek(cursor, &after);
  }
  read_code_number(cursor, piece);
}

/* ---------------------------------------------------------------- terms */

psp_language_t psp_language_of(const char *tag) {
  if (tag[0] == 'e' && tag[1] == 'n' && (tag[2] == 0 || tag[2] == '-')) return PSP_LANGUAGE_EN;
  if (tag[0] == 'd' && tag[1] == 'e' && (tag[2] == 0 || tag[2] == '-')) return PSP_LANGUAGE_DE;
  return PSP_LANGUAGE_OTHER;
}

void psp_text_start(psp_text_t *cursor, const char *text, size_t length, psp_language_t language) {
  cursor->text = text;
  cursor->length = length;
  cursor->at = 0;
  cursor->language = language;
}

static void set_term(psp_term_t *term, const piece_t *piece) {
  (void)memcpy(term->bytes, piece->bytes, piece->length);
  term->bytes[piece->length] = 0;
  term->length = piece->length;
}

int psp_spelled_next(psp_text_t *cursor, psp_term_t *word) {
  const piece_t piece = next_piece(cursor);
  set_term(word, &piece);
  return piece.kind != PIECE_END;
}

int psp_word_next(psp_text_t *cursor, psp_term_t *word) {
  piece_t piece = next_piece(cursor);
  if (piece.kind == PIECE_END) return 0;
  read_number_words(cursor, &piece);
  set_term(word, &piece);
  return 1;
}

int psp_text_next(psp_text_t *cursor, psp_term_t *term) {
  while (1) {
    piece_t piece = next_piece(cursor);
    const uint32_t word_length = piece.length;
    if (piece.kind == PIECE_END) return 0;
    read_code(cursor, &piece);
    if (piece.length == word_length) read_number_words(cursor, &piece);
    if (piece.kind == PIECE_WORD && piece.length == word_length) {
      if (psp_is_stop_word(cursor->language, piece.bytes, piece.length)) continue;
      piece.length = psp_stem(cursor->language, piece.bytes, piece.length);
    }
    set_term(term, &piece);
    return 1;
  }
}
