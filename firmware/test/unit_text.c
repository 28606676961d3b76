/* What people say and write -> terms. Each row: a text, and its terms with spaces between. */
#include <string.h>

#include "check.h"
#include "plainspoken.h"
#include "psp_asked.h"

typedef struct {
  psp_language_t language;
  const char *text;
  const char *terms;
} row_t;

static const row_t rows[] = {
    /* codes have one form, however they are said */
    {PSP_LANGUAGE_EN, "e fifteen", "e15"},
    {PSP_LANGUAGE_EN, "E15", "e15"},
    {PSP_LANGUAGE_EN, "E 15", "e15"},
    {PSP_LANGUAGE_EN, "E-15.", "e15"},
    {PSP_LANGUAGE_EN, "E\xE2\x80\x91" "15", "e15"}, /* non-breaking hyphen */
    {PSP_LANGUAGE_EN, "e one five", "e15"},
    {PSP_LANGUAGE_EN, "e twenty five", "e25"},
    {PSP_LANGUAGE_EN, "e oh five", "e5"},
    {PSP_LANGUAGE_EN, "E05", "e5"},
    {PSP_LANGUAGE_EN, "f two", "f2"},
    {PSP_LANGUAGE_EN, "error ER-03", "error er3"},
    {PSP_LANGUAGE_EN, "O E", "oe"},
    {PSP_LANGUAGE_EN, "A15", "a15"},
    {PSP_LANGUAGE_DE, "E f\xC3\xBCnfzehn", "e15"},
    {PSP_LANGUAGE_DE, "F zwei", "f2"},
    /* articles and units don't become codes */
    {PSP_LANGUAGE_EN, "a 15 minute cycle", "15 minut cycl"},
    {PSP_LANGUAGE_EN, "60\xC2\xB0" "C", "60 c"},
    /* numbers */
    {PSP_LANGUAGE_EN, "twenty five degrees", "25 degre"},
    {PSP_LANGUAGE_EN, "two hundred fifty", "250"},
    {PSP_LANGUAGE_EN, "1,5 litres", "1.5 litr"},
    {PSP_LANGUAGE_DE, "f\xC3\xBCnfundvierzig Minuten", "45 minut"},
    {PSP_LANGUAGE_DE, "einundzwanzig", "21"},
    {PSP_LANGUAGE_DE, "zweiundzwanzig", "22"},
    /* words */
    {PSP_LANGUAGE_EN, "My dishwasher's doors won't close", "dishwasher door wont clos"},
    {PSP_LANGUAGE_EN, "stopped filling, dried", "stop fill dry"},
    {PSP_LANGUAGE_EN, "closing the batches", "clos batch"},
    {PSP_LANGUAGE_DE, "die Reinigung der Sp\xC3\xBClmaschine", "reinig spulmaschin"},
    {PSP_LANGUAGE_DE, "Sp\xC3\xBClmaschinen reinigen", "spulmaschin reinig"},
    {PSP_LANGUAGE_DE, "Stra\xC3\x9F" "e", "strass"},
    {PSP_LANGUAGE_OTHER, "\xC3\x89" "clair \xD0\x9C\xD0\xBE\xD0\xB9", "eclair \xD0\xBC\xD0\xBE\xD0\xB9"},
    {PSP_LANGUAGE_OTHER, "\xE9\x99\xA4\xE8\x8F\x8C", "\xE9\x99\xA4 \xE8\x8F\x8C"},
    /* nothing in it */
    {PSP_LANGUAGE_EN, "", ""},
    {PSP_LANGUAGE_EN, " ?! ... ", ""},
    {PSP_LANGUAGE_EN, "how do I do that", ""},
    /* not UTF-8 */
    {PSP_LANGUAGE_EN, "door\xFFlock\xC3", "door lock"},
    {PSP_LANGUAGE_EN, "\xED\xA0\x80 door \xF0\x9F", "door"},
};

static void terms_of(const row_t *row, char *all, size_t room) {
  psp_text_t cursor;
  psp_term_t term;
  size_t used = 0;
  all[0] = 0;
  psp_text_start(&cursor, row->text, strlen(row->text), row->language);
  while (psp_text_next(&cursor, &term) && used + term.length + 2u < room) {
    if (used > 0u) all[used++] = ' ';
    memcpy(all + used, term.bytes, term.length + 1u);
    used += term.length;
  }
}

/* Questions, and the part of them that asks. */
static const row_t asked[] = {
    {PSP_LANGUAGE_EN, "Hi, um, my door is stuck. What should I do?", "my door is stuck"},
    {PSP_LANGUAGE_EN, "I've got a problem with the lid, can you help me please", "the lid"},
    {PSP_LANGUAGE_EN, "can you tell me how I clean it", "how I clean it"},
    {PSP_LANGUAGE_DE, "Hallo, \xC3\xA4hm, die T\xC3\xBCr klemmt, was kann ich da tun?", "die T\xC3\xBCr klemmt"},
    {PSP_LANGUAGE_DE, "Guten Tag, k\xC3\xB6nnen Sie mir sagen, wie ich ihn reinige? Danke!", "wie ich ihn reinige"},
    /* what asks stays as it is said, with its marks */
    {PSP_LANGUAGE_EN, "What should I do when the light blinks?", "What should I do when the light blinks?"},
    {PSP_LANGUAGE_EN, "it says hello, what now", "it says hello"},
    {PSP_LANGUAGE_EN, "so what is a high spin", "what is a high spin"},
    {PSP_LANGUAGE_EN, "sofa mode", "sofa mode"},
    {PSP_LANGUAGE_EN, "can you tell me a joke", "can you tell me a joke"},
    /* nothing else in it, another language */
    {PSP_LANGUAGE_EN, "hello", "hello"},
    {PSP_LANGUAGE_EN, "what should I do", "what should I do"},
    {PSP_LANGUAGE_EN, "can you help me with that please", "can you help me with that please"},
    {PSP_LANGUAGE_DE, "Bitte, danke!", "Bitte, danke!"},
    {PSP_LANGUAGE_OTHER, "hi, la porte", "hi, la porte"},
    {PSP_LANGUAGE_EN, "", ""},
};

static void test_asked_part(void) {
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    const psp_text_t part = psp_asked_part(asked[i].text, strlen(asked[i].text), asked[i].language);
    const int is_same = part.length == strlen(asked[i].terms) && memcmp(part.text, asked[i].terms, part.length) == 0;
    if (!is_same) (void)printf("\"%s\" asks \"%.*s\", not \"%s\"\n", asked[i].text, (int)part.length, part.text, asked[i].terms);
    CHECK(is_same);
  }
}

void test_text(void) {
  test_asked_part();
  char all[256];
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    terms_of(&rows[i], all, sizeof all);
    if (strcmp(all, rows[i].terms) != 0) (void)printf("\"%s\" gives \"%s\", not \"%s\"\n", rows[i].text, all, rows[i].terms);
    CHECK(strcmp(all, rows[i].terms) == 0);
  }
  CHECK(psp_language_of("en-GB") == PSP_LANGUAGE_EN);
  CHECK(psp_language_of("de") == PSP_LANGUAGE_DE);
  CHECK(psp_language_of("") == PSP_LANGUAGE_OTHER);
  CHECK(psp_language_of("eng") == PSP_LANGUAGE_OTHER);
}
