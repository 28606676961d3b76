/* A text in the bundle's language -> words in the language of its encoder, one meaning a call: "wie schalte ich ihn aus" -> how, switch off, I, it.
   Tried in this order: a verb with its particle further on ("schalte … aus"), the word, the word without an ending, a participle without "ge",
   the parts of a compound ("Türfach" -> door, compartment), the same with "ae" for "a"; what is left stays as it is, for names are names.
   Only the question of a device and the texts of its topics go through here, both by this code: what it does wrong, it does to both. */
#include <string.h>

#include "plainspoken.h"
#include "psp_asked.h"
#include "psp_bytes.h"
#include "psp_words.h"

#define LEAST_WORD 3u
#define LEAST_TAIL 4u
#define REACH 8u /* words between a verb and its particle */

/* ---------------------------------------------------------------- the glossary */

static const char *word_at(const psp_bundle_t *bundle, uint32_t index) {
  return psp_string(bundle, psp_u32le(psp_record(&bundle->glossary, index) + PSP_GLOSS_WORD));
}

/* The first entry that is not before these bytes. */
static uint32_t lower_bound(const psp_bundle_t *bundle, const char *bytes, uint32_t length) {
  uint32_t low = 0, high = bundle->glossary.count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2u;
    if (strncmp(word_at(bundle, middle), bytes, length) < 0) low = middle + 1u;
    else high = middle;
  }
  return low;
}

/* The entry of exactly these bytes, or null. */
static const uint8_t *find(const psp_bundle_t *bundle, const char *bytes, uint32_t length) {
  const uint32_t at = lower_bound(bundle, bytes, length);
  if (at == bundle->glossary.count) return NULL;
  const char *word = word_at(bundle, at);
  return strncmp(word, bytes, length) == 0 && word[length] == 0 ? psp_record(&bundle->glossary, at) : NULL;
}

static int is_part(const uint8_t *entry) {
  return entry != NULL && (psp_u32le(entry + PSP_GLOSS_FLAGS) & PSP_GLOSS_FLAG_IS_PART_OF_COMPOUNDS) != 0u;
}

/* ---------------------------------------------------------------- forms of a word */

/* What nouns, adjectives and verbs end in, longest first. */
static const char *const endings[] = {"",    "enden", "ender", "endes", "endem", "ende", "end", "eten", "eter", "etes", "etem", "ete",
                                      "sten", "ster", "stes",  "ste",   "tem",   "ten",  "ter", "tes",  "te",   "est",  "et",   "st",
                                      "en",  "em",    "er",    "es",    "e",     "n",    "s",   "t",    "r",    "m"};
/* What stands between the parts of a compound. */
static const char *const joints[] = {"", "s", "n", "en", "es", "er", "e"};

static int ends_in(const char *bytes, uint32_t length, const char *ending, uint32_t size) {
  return length >= size && memcmp(bytes + length - size, ending, size) == 0;
}

/* With an ending cut off, `least` letters are left. */
static const uint8_t *find_form(const psp_bundle_t *bundle, const char *bytes, uint32_t length, uint32_t least, int must_be_part) {
  for (uint32_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    const uint32_t size = (uint32_t)strlen(endings[i]);
    if (!ends_in(bytes, length, endings[i], size) || (size > 0u && length - size < least)) continue;
    const uint8_t *entry = find(bundle, bytes, length - size);
    if (entry != NULL && (!must_be_part || is_part(entry))) return entry;
  }
  return NULL;
}

static const uint8_t *find_word(const psp_bundle_t *bundle, const char *bytes, uint32_t length) {
  const uint8_t *entry = find_form(bundle, bytes, length, LEAST_WORD, 0);
  if (entry != NULL || length <= 6u || memcmp(bytes, "ge", 2) != 0) return entry;
  return find_form(bundle, bytes + 2, length - 2u, LEAST_WORD, 1);
}

/* ---------------------------------------------------------------- compounds */

static const uint8_t *find_head(const psp_bundle_t *bundle, const char *bytes, uint32_t length) {
  for (uint32_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
    const uint32_t size = (uint32_t)strlen(joints[i]);
    if (!ends_in(bytes, length, joints[i], size) || length - size < LEAST_WORD) continue;
    const uint8_t *entry = find(bundle, bytes, length - size);
    if (is_part(entry)) return entry;
  }
  return NULL;
}

static const uint8_t *find_tail(const psp_bundle_t *bundle, const char *bytes, uint32_t length) {
  return find_form(bundle, bytes, length, LEAST_TAIL, 1);
}

/* ends[from]: where the part ends that begins there, 0 where none does. From the back, so that a head is taken only where the rest is words too;
   the longest head first. */
static int is_compound(const psp_bundle_t *bundle, const psp_term_t *word, uint8_t ends[PSP_MAX_TERM_BYTES]) {
  const uint32_t length = word->length;
  (void)memset(ends, 0, PSP_MAX_TERM_BYTES);
  if (length < 2u * LEAST_WORD) return 0;
  for (uint32_t from = length - LEAST_WORD + 1u; from-- > 0u;) {
    if (from > 0u && find_tail(bundle, word->bytes + from, length - from) != NULL) ends[from] = (uint8_t)length;
    for (uint32_t to = length - LEAST_WORD; ends[from] == 0u && to >= from + LEAST_WORD; to--)
      if (ends[to] != 0u && find_head(bundle, word->bytes + from, to - from) != NULL) ends[from] = (uint8_t)to;
  }
  return ends[0] != 0u;
}

static const uint8_t *next_part(psp_gloss_t *cursor) {
  const uint32_t from = cursor->part, to = cursor->ends[from];
  cursor->part = to < cursor->word.length ? to : PSP_NONE;
  const char *bytes = cursor->word.bytes + from;
  return to == cursor->word.length ? find_tail(cursor->bundle, bytes, to - from) : find_head(cursor->bundle, bytes, to - from);
}

/* ---------------------------------------------------------------- verbs and particles */

static int is_taken(const psp_gloss_t *cursor, size_t end) {
  for (uint32_t i = 0; i < PSP_MAX_TAKEN; i++)
    if (cursor->taken[i] == end) return 1;
  return 0;
}

static int is_stop(char c) { return c == '.' || c == '!' || c == '?' || c == ';' || c == ':'; }

static int ends_sentence(const char *text, size_t from, size_t to) {
  for (size_t i = from; i + 1u < to; i++)
    if (is_stop(text[i]) && text[i + 1u] == ' ') return 1;
  return 0;
}

/* The entry of "form particle" where the particle comes within reach and in this sentence; it is not read again then. */
static const uint8_t *find_particle(psp_gloss_t *cursor, const char *form, uint32_t length) {
  char pair[2u * PSP_MAX_TERM_BYTES];
  psp_text_t ahead = cursor->text;
  psp_term_t word;
  (void)memcpy(pair, form, length);
  pair[length++] = ' ';
  const uint32_t first = lower_bound(cursor->bundle, pair, length);
  if (first == cursor->bundle->glossary.count || strncmp(word_at(cursor->bundle, first), pair, length) != 0) return NULL;
  for (uint32_t i = 0; i < REACH; i++) {
    const size_t before = ahead.at;
    if (!psp_word_next(&ahead, &word) || ends_sentence(ahead.text, before, ahead.at)) return NULL;
    (void)memcpy(pair + length, word.bytes, word.length);
    const uint8_t *entry = is_taken(cursor, ahead.at) ? NULL : find(cursor->bundle, pair, length + word.length);
    if (entry == NULL) continue;
    cursor->taken[cursor->taken_next++ % PSP_MAX_TAKEN] = ahead.at;
    return entry;
  }
  return NULL;
}

static const uint8_t *find_pair(psp_gloss_t *cursor) {
  const psp_term_t *word = &cursor->word;
  for (uint32_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    const uint32_t size = (uint32_t)strlen(endings[i]);
    if (!ends_in(word->bytes, word->length, endings[i], size) || word->length - size < LEAST_WORD) continue;
    const uint8_t *entry = find_particle(cursor, word->bytes, word->length - size);
    if (entry != NULL) return entry;
  }
  return NULL;
}

/* ---------------------------------------------------------------- reading */

/* "fuer" -> "fur", as "für" was folded. */
static int without_written_umlauts(psp_term_t *word) {
  uint32_t length = 0;
  for (uint32_t i = 0; i < word->length; i++) {
    const char before = length > 0u ? word->bytes[length - 1u] : ' ';
    const int is_umlaut = word->bytes[i] == 'e' && (before == 'a' || before == 'o' || before == 'u');
    if (!is_umlaut) word->bytes[length++] = word->bytes[i];
  }
  const int is_changed = length < word->length;
  word->length = length;
  word->bytes[length] = 0;
  return is_changed;
}

/* The entry of the word, or of its first part; null where the glossary does not know it. */
static const uint8_t *entry_of(psp_gloss_t *cursor) {
  const psp_term_t as_written = cursor->word;
  const uint8_t *entry = find_pair(cursor);
  for (uint32_t spelling = 0; entry == NULL && spelling < 2u; spelling++) {
    if (spelling == 1u && !without_written_umlauts(&cursor->word)) break;
    entry = find_word(cursor->bundle, cursor->word.bytes, cursor->word.length);
    if (entry != NULL || !is_compound(cursor->bundle, &cursor->word, cursor->ends)) continue;
    cursor->part = 0;
    entry = next_part(cursor);
  }
  if (entry == NULL) cursor->word = as_written;
  return entry;
}

void psp_gloss_start(psp_gloss_t *cursor, const psp_bundle_t *bundle, const char *text, size_t length) {
  (void)memset(cursor, 0, sizeof *cursor);
  cursor->bundle = bundle;
  cursor->part = PSP_NONE;
  cursor->text = psp_asked_part(text, length, psp_language_of(psp_bundle_text(bundle, PSP_METADATA_LANGUAGE)));
}

const char *psp_gloss_next(psp_gloss_t *cursor, size_t *length) {
  const char *whole = cursor->text.text;
  if (cursor->bundle->glossary.count == 0u) {
    *length = cursor->text.length;
    cursor->text.text = NULL;
    return whole;
  }
  while (cursor->part != PSP_NONE || psp_word_next(&cursor->text, &cursor->word)) {
    const uint8_t *entry = NULL;
    if (cursor->part != PSP_NONE) entry = next_part(cursor);
    else if (is_taken(cursor, cursor->text.at)) continue;
    else entry = entry_of(cursor);
    const char *meaning = entry == NULL ? cursor->word.bytes : psp_string(cursor->bundle, psp_u32le(entry + PSP_GLOSS_MEANING));
    *length = strlen(meaning);
    if (*length > 0u) return meaning;
  }
  return NULL;
}
