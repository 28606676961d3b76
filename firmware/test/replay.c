/* One line an entry: number, kind, topic, score, margin, step, what is said, alternatives; or an error. Integers only; no stdio. */
#include "replay.h"

#include <string.h>

#include "plainspoken.h"
#include "psp_bytes.h"

enum { ENTRY_BYTES = 8, ASK_VECTOR = 0, ASK_TEXT = 1, ASK_PHRASE = 2, COMMAND = 3, TERMS = 4, SPEECH = 5 };

static void print_text(psp_print_t print, const char *text) { print(text, (uint32_t)strlen(text)); }

static void print_number(psp_print_t print, int32_t value) {
  char digits[12];
  uint32_t at = sizeof digits;
  uint32_t rest = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
  do {
    digits[--at] = (char)('0' + rest % 10u);
    rest /= 10u;
  } while (rest > 0u);
  if (value < 0) digits[--at] = '-';
  print(digits + at, (uint32_t)sizeof digits - at);
}

static void print_topic(psp_print_t print, const psp_bundle_t *bundle, uint32_t topic) {
  const uint8_t *record = psp_record(&bundle->topics, topic);
  print_text(print, record == NULL ? "-" : psp_string(bundle, psp_u32le(record + PSP_TOPIC_ID)));
}

static void print_answer(psp_print_t print, const psp_session_t *session, const psp_bundle_t *bundle, const psp_answer_t *answer) {
  static const char *const kinds[] = {"answer", "clarification", "refusal", "end"};
  print_text(print, kinds[answer->kind]);
  print_text(print, " ");
  print_topic(print, bundle, answer->topic);
  print_text(print, " score ");
  print_number(print, answer->score_q15);
  print_text(print, " margin ");
  print_number(print, answer->margin_q15);
  print_text(print, " step ");
  print_number(print, (int32_t)answer->step);
  print_text(print, "/");
  print_number(print, (int32_t)answer->step_count);
  for (uint32_t i = 0; i < answer->said_count; i++) {
    print_text(print, " | ");
    print_text(print, psp_answer_text(session, answer, i));
  }
  for (uint32_t i = 0; i < answer->alternative_count; i++) {
    print_text(print, i == 0u ? " ~ " : ", ");
    print_topic(print, bundle, answer->alternatives[i].topic);
    print_text(print, " ");
    print_number(print, answer->alternatives[i].score_q15);
  }
}

static void print_terms(psp_print_t print, const char *text, uint32_t length, psp_language_t language) {
  psp_text_t cursor;
  psp_term_t term;
  print_text(print, "terms");
  psp_text_start(&cursor, text, length, language);
  while (psp_text_next(&cursor, &term)) {
    print_text(print, " ");
    print_text(print, term.bytes);
  }
}

/* Read in odd portions, as no audio task does: the sum must not depend on them. FNV-1a over the samples. */
static void print_speech(psp_print_t print, const psp_session_t *session, const psp_answer_t *answer) {
  psp_speech_t speech;
  int16_t samples[37];
  uint32_t sum = 2166136261u, total = 0, rate = 0, count;
  psp_speech_start(&speech, session, answer);
  while ((count = psp_speech_read(&speech, samples, 1u + total % 37u, &rate)) > 0u) {
    for (uint32_t i = 0; i < count; i++) sum = (sum ^ (uint32_t)(uint16_t)samples[i]) * 16777619u;
    total += count;
  }
  print_text(print, "speech samples ");
  print_number(print, (int32_t)total);
  print_text(print, " rate ");
  print_number(print, (int32_t)rate);
  print_text(print, " sum ");
  print_number(print, (int32_t)(sum & 0x7FFFFFFFu));
}

static int run_entry(psp_session_t *session, const uint8_t *entry, psp_answer_t *answer) {
  const uint32_t dim = psp_u16le(entry + 2);
  const uint32_t length = psp_u16le(entry + 4);
  const int8_t *vector = (const int8_t *)(entry + ENTRY_BYTES);
  const char *text = (const char *)(entry + ENTRY_BYTES + dim);
  switch (entry[0]) {
    case ASK_VECTOR: return psp_session_ask_vector(session, vector, dim, text, length, answer);
    case ASK_TEXT: return psp_session_ask_text(session, text, length, answer);
    case ASK_PHRASE: return psp_session_ask_phrase(session, psp_u16le(entry + 6), answer);
    default: return psp_session_command(session, (psp_command_t)entry[1], answer);
  }
}

void psp_replay(const uint8_t *bundle_bytes, uint32_t bundle_size, const uint8_t *script, uint32_t script_size, psp_print_t print) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  psp_bundle_t bundle;
  psp_session_t *session = NULL;
  psp_answer_t answer = {0};
  int status = psp_bundle_open(&bundle, bundle_bytes, bundle_size);
  if (status == PSP_OK) status = psp_bundle_verify(&bundle, NULL, NULL);
  if (status == PSP_OK) status = psp_session_init(room, sizeof room, &bundle, &session);
  print_text(print, "open ");
  print_number(print, status);
  print_text(print, "\n");
  if (status != PSP_OK) return;

  uint32_t at = 0;
  for (int32_t number = 1; script_size - at >= ENTRY_BYTES; number++) {
    const uint8_t *entry = script + at;
    const uint32_t size = ENTRY_BYTES + psp_u16le(entry + 2) + psp_u16le(entry + 4);
    if (size > script_size - at) return;
    print_number(print, number);
    print_text(print, " ");
    if (entry[0] == TERMS) print_terms(print, (const char *)entry + ENTRY_BYTES, psp_u16le(entry + 4), (psp_language_t)entry[1]);
    else if (entry[0] == SPEECH) print_speech(print, session, &answer);
    else if ((status = run_entry(session, entry, &answer)) == PSP_OK) print_answer(print, session, &bundle, &answer);
    else {
      print_text(print, "error ");
      print_number(print, status);
    }
    print_text(print, "\n");
    at += size;
  }
}
