/* Word lists, number words and endings of English and German. Lists are texts of words between spaces, searched as they lie in flash. */
#include "psp_words.h"

#include <string.h>

static const char stop_en[] =
    " a an the is are was were be been am do does did can could would will shall should may might must i im ive my me mine we us our you your yours "
    "it its he she they them their this that these those there here of to in at by as for from and or but with about into if so just then than "
    "what whats how why when where which who whom has have had having please tell know want need get got some any very really ";

static const char stop_de[] =
    " der die das den dem des ein eine einen einem einer eines ist sind war waren sein bin bist ich mich mir mein meine meinen meinem meiner meines "
    "du dich dir dein deine deinen sie er es wir uns unser unsere ihr ihre ihren ihnen und oder aber mit von vom zu zum zur im in am bei fur wie was "
    "warum wieso wann wo wer wen wem welche welcher welches welchen kann kannst konnen konnte soll sollte muss mussen musste mochte wird werden wurde "
    "hat haben habe hatte bitte man da dann denn doch mal so dass wenn ";

static int has_word(const char *list, const char *word, uint32_t length) {
  const char *at = list;
  while (*at != 0) {
    at++; /* the space before a word */
    const char *end = at;
    while (*end != ' ' && *end != 0) end++;
    if ((uint32_t)(end - at) == length && memcmp(at, word, length) == 0) return 1;
    at = end;
  }
  return 0;
}

int psp_is_stop_word(psp_language_t language, const char *word, uint32_t length) {
  if (length == 0u) return 1;
  if (language == PSP_LANGUAGE_EN) return has_word(stop_en, word, length);
  if (language == PSP_LANGUAGE_DE) return has_word(stop_de, word, length);
  return 0;
}

/* ---------------------------------------------------------------- numbers */

typedef struct {
  char word[12];
  uint8_t value;
} number_word_t;

static const number_word_t numbers_en[] = {
    {"oh", 0},       {"zero", 0},      {"one", 1},        {"two", 2},      {"three", 3},     {"four", 4},     {"five", 5},     {"six", 6},
    {"seven", 7},    {"eight", 8},     {"nine", 9},       {"ten", 10},     {"eleven", 11},   {"twelve", 12},  {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},  {"thirty", 30},  {"forty", 40},
    {"fifty", 50},   {"sixty", 60},    {"seventy", 70},   {"eighty", 80},  {"ninety", 90},   {"hundred", 100}};

static const number_word_t numbers_de[] = {
    {"null", 0},      {"eins", 1},      {"zwei", 2},      {"zwo", 2},       {"drei", 3},       {"vier", 4},       {"funf", 5},       {"sechs", 6},
    {"sieben", 7},    {"acht", 8},      {"neun", 9},      {"zehn", 10},     {"elf", 11},       {"zwolf", 12},     {"dreizehn", 13},  {"vierzehn", 14},
    {"funfzehn", 15}, {"sechzehn", 16}, {"siebzehn", 17}, {"achtzehn", 18}, {"neunzehn", 19},  {"zwanzig", 20},   {"dreissig", 30},  {"vierzig", 40},
    {"funfzig", 50},  {"sechzig", 60},  {"siebzig", 70},  {"achtzig", 80},  {"neunzig", 90},   {"hundert", 100},  {"einhundert", 100}};

static psp_number_kind_t kind_of(uint32_t value) {
  if (value < 10u) return PSP_DIGIT;
  if (value < 20u) return PSP_TEEN;
  return value < 100u ? PSP_TENS : PSP_HUNDRED;
}

static int look_up(const number_word_t *words, uint32_t count, const char *word, uint32_t length, uint32_t *value) {
  for (uint32_t i = 0; i < count; i++) {
    if (length >= sizeof words[i].word || words[i].word[length] != 0 || memcmp(words[i].word, word, length) != 0) continue;
    *value = words[i].value;
    return 1;
  }
  return 0;
}

static int look_up_de(const char *word, uint32_t length, uint32_t *value) {
  return look_up(numbers_de, (uint32_t)(sizeof numbers_de / sizeof numbers_de[0]), word, length, value);
}

/* "funfundvierzig" -> 45: a digit, "und", tens. "ein" is a digit only here. */
static psp_number_kind_t german_compound(const char *word, uint32_t length, uint32_t *value) {
  for (uint32_t i = 3; i + 3u < length; i++) {
    uint32_t digit = 1, tens;
    if (memcmp(word + i, "und", 3) != 0) continue;
    if (!(i == 3u && memcmp(word, "ein", 3) == 0) && (!look_up_de(word, i, &digit) || kind_of(digit) != PSP_DIGIT)) continue;
    if (!look_up_de(word + i + 3u, length - i - 3u, &tens) || kind_of(tens) != PSP_TENS) continue;
    *value = tens + digit;
    return PSP_TEEN; /* complete, as a teen is */
  }
  return PSP_NOT_A_NUMBER;
}

psp_number_kind_t psp_number_of(psp_language_t language, const char *word, uint32_t length, uint32_t *value) {
  if (language == PSP_LANGUAGE_EN)
    return look_up(numbers_en, (uint32_t)(sizeof numbers_en / sizeof numbers_en[0]), word, length, value) ? kind_of(*value) : PSP_NOT_A_NUMBER;
  if (language != PSP_LANGUAGE_DE) return PSP_NOT_A_NUMBER;
  return look_up_de(word, length, value) ? kind_of(*value) : german_compound(word, length, value);
}

/* ---------------------------------------------------------------- endings */

static int ends_with(const char *word, uint32_t length, const char *ending) {
  const uint32_t size = (uint32_t)strlen(ending);
  return length > size && memcmp(word + length - size, ending, size) == 0;
}

static int is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

static int has_vowel(const char *word, uint32_t length) {
  for (uint32_t i = 0; i < length; i++)
    if (is_vowel(word[i])) return 1;
  return 0;
}

/* "stopp" -> "stop", but "fill" stays: l, s and z are doubled in the word itself. */
static uint32_t without_double(const char *word, uint32_t length) {
  if (length < 4u || word[length - 1u] != word[length - 2u] || is_vowel(word[length - 1u])) return length;
  const char last = word[length - 1u];
  return last == 'l' || last == 's' || last == 'z' ? length : length - 1u;
}

static uint32_t stem_en(char *word, uint32_t length) {
  if (length < 4u) return length;
  if (ends_with(word, length, "ies") || ends_with(word, length, "ied")) {
    word[length - 3u] = 'y';
    length -= 2u;
  } else if (ends_with(word, length, "sses") || ends_with(word, length, "shes") || ends_with(word, length, "ches") || ends_with(word, length, "xes")) {
    length -= 2u;
  } else if (word[length - 1u] == 's' && !ends_with(word, length, "ss") && !ends_with(word, length, "us") && !ends_with(word, length, "is")) {
    length -= 1u;
  }
  if (ends_with(word, length, "ing") && length >= 6u && has_vowel(word, length - 3u)) length = without_double(word, length - 3u);
  else if (ends_with(word, length, "ed") && length >= 5u && has_vowel(word, length - 2u)) length = without_double(word, length - 2u);
  else if (ends_with(word, length, "ly") && length >= 6u) length -= 2u;
  if (length >= 4u && word[length - 1u] == 'e') length -= 1u; /* "close" and "closing" are both "clos" */
  return length;
}

static uint32_t stem_de(const char *word, uint32_t length) {
  static const char *const endings[] = {"ungen", "ung", "ern", "em", "en", "er", "es", "e", "n", "s"};
  for (uint32_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    const uint32_t size = (uint32_t)strlen(endings[i]);
    if (length >= size + 4u && ends_with(word, length, endings[i])) return length - size;
  }
  return length;
}

uint32_t psp_stem(psp_language_t language, char *word, uint32_t length) {
  if (language == PSP_LANGUAGE_EN) return stem_en(word, length);
  if (language == PSP_LANGUAGE_DE) return stem_de(word, length);
  return length;
}
