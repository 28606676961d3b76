/* A line of questions.tsv is: question, vector (hex of int8, empty where the bundle makes vectors itself), kind, topic, score (Q15). */
#include "selftest.h"

#include <string.h>

#include "plainspoken.h"

enum { FIELDS = 5, LARGEST_DIM = 512 };

typedef struct {
  const char *text;
  uint32_t length;
} field_t;

typedef struct {
  const char *at;
  const char *end;
} cursor_t;

static const char *const kinds[] = {"answer", "clarification", "refusal", "end"};

/* The next line, cut at its tabs; 0 at the end of the table. A line with fewer fields has empty ones at its end. */
static int next_line(cursor_t *cursor, field_t fields[FIELDS]) {
  if (cursor->at >= cursor->end) return 0;
  for (uint32_t i = 0; i < FIELDS; i++) {
    fields[i].text = cursor->at;
    while (cursor->at < cursor->end && *cursor->at != '\t' && *cursor->at != '\n') cursor->at++;
    fields[i].length = (uint32_t)(cursor->at - fields[i].text);
    if (cursor->at < cursor->end && *cursor->at == '\t') cursor->at++;
  }
  while (cursor->at < cursor->end && *cursor->at != '\n') cursor->at++;
  if (cursor->at < cursor->end) cursor->at++;
  return 1;
}

static int is_text(const field_t *field, const char *text) {
  return field->length == strlen(text) && memcmp(field->text, text, field->length) == 0;
}

static int32_t number_of(const field_t *field) {
  int32_t value = 0;
  const uint32_t sign = field->length > 0u && field->text[0] == '-' ? 1u : 0u;
  for (uint32_t i = sign; i < field->length; i++) value = value * 10 + (field->text[i] - '0');
  return sign != 0u ? -value : value;
}

static uint32_t nibble(char c) { return (uint32_t)(c >= 'a' ? c - 'a' + 10 : c - '0'); }

static uint32_t read_vector(const field_t *field, int8_t vector[LARGEST_DIM]) {
  const uint32_t dim = field->length / 2u;
  if (dim > LARGEST_DIM) return 0;
  for (uint32_t i = 0; i < dim; i++) {
    const uint32_t byte = nibble(field->text[2u * i]) << 4 | nibble(field->text[2u * i + 1u]);
    vector[i] = (int8_t)(byte < 128u ? (int32_t)byte : (int32_t)byte - 256);
  }
  return dim;
}

static int ask(psp_session_t *session, const field_t fields[FIELDS], psp_answer_t *answer) {
  static int8_t vector[LARGEST_DIM];
  const uint32_t dim = read_vector(&fields[1], vector);
  if (dim > 0u) return psp_session_ask_vector(session, vector, dim, fields[0].text, fields[0].length, answer);
  return psp_session_ask_text(session, fields[0].text, fields[0].length, answer);
}

static const char *topic_of(const psp_session_t *session, const psp_answer_t *answer) {
  const psp_bundle_t *bundle = psp_session_bundle(session);
  const uint8_t *topic = psp_record(&bundle->topics, answer->topic);
  if (topic == NULL) return "-";
  return psp_string(bundle, (uint32_t)topic[PSP_TOPIC_ID] | (uint32_t)topic[PSP_TOPIC_ID + 1u] << 8 | (uint32_t)topic[PSP_TOPIC_ID + 2u] << 16 |
                                (uint32_t)topic[PSP_TOPIC_ID + 3u] << 24);
}

static void print_number(psp_print_t print, uint32_t value) {
  char digits[10];
  uint32_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10u);
    value /= 10u;
  } while (value > 0u);
  print(digits + at, (uint32_t)sizeof digits - at);
}

static void print_text(psp_print_t print, const char *text) { print(text, (uint32_t)strlen(text)); }

static void print_difference(psp_print_t print, const field_t fields[FIELDS], const char *kind, const char *topic) {
  print_text(print, "differs: ");
  print(fields[0].text, fields[0].length);
  print_text(print, " -> ");
  print_text(print, kind);
  print_text(print, " ");
  print_text(print, topic);
  print_text(print, "\n");
}

int psp_selftest(const uint8_t *bundle_bytes, uint32_t bundle_size, const char *tag, const char *table, uint32_t table_size, psp_print_t print,
                 psp_selftest_t *result) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  static psp_bundle_t bundle;
  psp_session_t *session;
  psp_answer_t answer;
  field_t fields[FIELDS];
  cursor_t cursor = {table, table + table_size};
  result->asked = 0;
  result->as_expected = 0;
  int status = tag == NULL ? psp_bundle_open(&bundle, bundle_bytes, bundle_size) : psp_bundle_open_tag(&bundle, bundle_bytes, bundle_size, tag);
  if (status == PSP_OK) status = psp_bundle_verify(&bundle, NULL, NULL); /* an example: give it your Ed25519, see psp_check_signature_t */
  if (status == PSP_OK) status = psp_session_init(room, sizeof room, &bundle, &session);
  if (status != PSP_OK) return status;
  (void)next_line(&cursor, fields); /* the names of the columns */
  while (next_line(&cursor, fields)) {
    psp_session_reset(session);
    const int asked = ask(session, fields, &answer);
    const char *kind = asked == PSP_OK ? kinds[answer.kind] : "error";
    const char *topic = asked == PSP_OK ? topic_of(session, &answer) : "-";
    result->asked++;
    if (asked == PSP_OK && is_text(&fields[2], kind) && is_text(&fields[3], topic) && number_of(&fields[4]) == answer.score_q15) result->as_expected++;
    else print_difference(print, fields, kind, topic);
  }
  print_number(print, result->as_expected);
  print_text(print, " of ");
  print_number(print, result->asked);
  print_text(print, " as expected\n");
  return PSP_OK;
}
