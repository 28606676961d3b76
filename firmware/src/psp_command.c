/* Words that were said -> a command of the bundle: the same words in the same order, and a number where the command phrase has one.
   "Next, please." is "next" with a polite word; "was war Schritt zwei" is "was war Schritt 1" with another number.
   Trap: a phrase that fits as it is goes before one that fits without the polite words: "what now" is not "what". */
#include "psp_command.h"

#include <string.h>

#include "psp_bytes.h"
#include "psp_words.h"

#define MOST_WORDS 8u /* more than any command has, with two polite words around it */
#define LARGEST_NUMBER 999u

typedef struct {
  psp_term_t words[MOST_WORDS];
  uint8_t is_polite[MOST_WORDS]; /* may be passed over */
  uint32_t count;
} said_t;

static int read_words(said_t *said, const char *text, size_t length, psp_language_t language) {
  psp_text_t cursor;
  psp_term_t word;
  (void)memset(said, 0, sizeof *said);
  psp_text_start(&cursor, text, length, language);
  while (psp_word_next(&cursor, &word)) {
    if (said->count == MOST_WORDS) return 0;
    said->words[said->count++] = word;
  }
  return said->count > 0u;
}

static int is_same(const psp_term_t *a, const psp_term_t *b) { return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0; }

/* 0 where the word is no whole number, or a larger one than an answer has steps. */
static uint32_t number_in(const psp_term_t *word) {
  uint32_t number = 0;
  for (uint32_t i = 0; i < word->length; i++) {
    if (word->bytes[i] < '0' || word->bytes[i] > '9') return 0;
    number = 10u * number + (uint32_t)(word->bytes[i] - '0');
    if (number > LARGEST_NUMBER) return 0;
  }
  return number;
}

/* The place of `word` from `at` on, with nothing but polite words before it; or of the first word that is neither. */
static uint32_t place_of(const said_t *said, uint32_t at, const psp_term_t *word) {
  while (at < said->count && said->is_polite[at] != 0u && !(word != NULL && is_same(word, &said->words[at]))) at++;
  return at;
}

/* Polite words of what was said may stand anywhere between those of the phrase. */
static int fits(const said_t *said, const char *phrase, psp_language_t language, uint32_t *number) {
  psp_text_t cursor;
  psp_term_t word;
  uint32_t at = 0;
  psp_text_start(&cursor, phrase, strlen(phrase), language);
  for (; psp_word_next(&cursor, &word); at++) {
    at = place_of(said, at, &word);
    if (at == said->count) return 0;
    const uint32_t heard = number_in(&said->words[at]);
    if (number_in(&word) > 0u && heard > 0u) *number = heard;
    else if (!is_same(&word, &said->words[at])) return 0;
  }
  return at > 0u && place_of(said, at, NULL) == said->count;
}

static const char *phrase_text(const psp_bundle_t *bundle, const uint8_t *record) {
  return psp_string(bundle, psp_u32le(record + PSP_COMMAND_PHRASE_TEXT));
}

static int find(const psp_bundle_t *bundle, const said_t *said, psp_language_t language, psp_order_t *order) {
  for (uint32_t i = 0; i < bundle->command_phrases.count; i++) {
    const uint8_t *record = psp_record(&bundle->command_phrases, i);
    const uint32_t command = psp_u16le(record + PSP_COMMAND_PHRASE_COMMAND);
    const uint32_t own = psp_u16le(record + PSP_COMMAND_PHRASE_NUMBER);
    uint32_t heard = 0;
    if (command > PSP_COMMAND_IS_GO_TO || !fits(said, phrase_text(bundle, record), language, &heard)) continue;
    order->command = (psp_command_t)command;
    order->number = own > 0u ? own : heard;
    return 1;
  }
  return 0;
}

static void mark_polite(const psp_bundle_t *bundle, psp_language_t language, said_t *said) {
  psp_text_t cursor;
  psp_term_t word;
  for (uint32_t i = 0; i < bundle->command_phrases.count; i++) {
    const uint8_t *record = psp_record(&bundle->command_phrases, i);
    if (psp_u16le(record + PSP_COMMAND_PHRASE_COMMAND) != PSP_COMMAND_IS_POLITE) continue;
    const char *text = phrase_text(bundle, record);
    psp_text_start(&cursor, text, strlen(text), language);
    if (!psp_word_next(&cursor, &word)) continue;
    for (uint32_t at = 0; at < said->count; at++)
      if (is_same(&word, &said->words[at])) said->is_polite[at] = 1;
  }
}

int psp_order_find(const psp_bundle_t *bundle, const char *text, size_t length, psp_order_t *order) {
  const psp_language_t language = psp_language_of(psp_bundle_text(bundle, PSP_METADATA_LANGUAGE));
  said_t said;
  if (bundle->command_phrases.count == 0u || !read_words(&said, text, length, language)) return 0;
  if (find(bundle, &said, language, order)) return 1;
  mark_polite(bundle, language, &said);
  return find(bundle, &said, language, order);
}
