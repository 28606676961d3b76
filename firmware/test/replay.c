/* One line an entry: number, kind, topic, score, margin, rise where there is one, step, what is said, alternatives; or an error. Integers only; no stdio. */
#include "replay.h"

#include <string.h>

#include "psp_bytes.h"

enum { ENTRY_BYTES = 8, ASK_VECTOR = 0, ASK_TEXT = 1, ASK_PHRASE = 2, COMMAND = 3, TERMS = 4, SPEECH = 5, OBEY = 6, GO_TO = 7, LANGUAGE = 8, PACKETS = 9 };

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
  if (answer->command != PSP_NONE) {
    print_text(print, "command ");
    print_number(print, (int32_t)answer->command);
    print_text(print, " volume ");
    print_number(print, (int32_t)psp_session_volume(session));
    print_text(print, " ");
  }
  print_text(print, kinds[answer->kind]);
  print_text(print, " ");
  print_topic(print, bundle, answer->topic);
  print_text(print, " score ");
  print_number(print, answer->score_q15);
  print_text(print, " margin ");
  print_number(print, answer->margin_q15);
  if (answer->rise_q15 != 0) {
    print_text(print, " rise ");
    print_number(print, answer->rise_q15);
  }
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

static uint32_t added(uint32_t sum, uint32_t value) { return (sum ^ value) * 16777619u; }

/* What a vendor's libopus would get, packet by packet: bytes, samples, what is skipped; silence has no bytes. FNV-1a over all of it. */
static void print_packets(psp_print_t print, const psp_session_t *session, const psp_answer_t *answer) {
  psp_speech_t speech;
  psp_packet_t packet;
  uint32_t sum = 2166136261u, count = 0, total = 0;
  psp_speech_start(&speech, session, answer);
  for (; psp_speech_packet(&speech, &packet); count++) {
    for (uint32_t i = 0; i < packet.size; i++) sum = added(sum, packet.bytes[i]);
    sum = added(added(added(sum, packet.skip), packet.samples), packet.is_first);
    total += packet.samples;
  }
  print_text(print, "packets ");
  print_number(print, (int32_t)count);
  print_text(print, " samples ");
  print_number(print, (int32_t)total);
  print_text(print, " sum ");
  print_number(print, (int32_t)(sum & 0x7FFFFFFFu));
}

/* "question" where it is no command. */
static int print_obeyed(psp_print_t print, psp_session_t *session, const uint8_t *entry, psp_answer_t *answer) {
  const int status = psp_session_obey(session, (const char *)entry + ENTRY_BYTES, psp_u16le(entry + 4), answer);
  if (status < 0) return status;
  if (status == 0) {
    print_text(print, "question");
    return PSP_OK;
  }
  print_answer(print, session, psp_session_bundle(session), answer);
  return PSP_OK;
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
    case GO_TO: return psp_session_go_to(session, psp_u16le(entry + 6), answer);
    default: return psp_session_command(session, (psp_command_t)entry[1], answer);
  }
}

typedef struct {
  const uint8_t *bytes;
  uint32_t size;
  const psp_bundle_t *opened; /* one a language; null: open them from the bytes */
  uint32_t opened_count;
  psp_bundle_t bundle;
  psp_session_t *session;
  psp_answer_t answer;
} device_t;

static int open_language(device_t *device, uint32_t language) {
  if (device->opened != NULL) {
    if (language >= device->opened_count) return PSP_ERR_RANGE;
    device->bundle = device->opened[language];
    return PSP_OK;
  }
  const int status = psp_bundle_open_language(&device->bundle, device->bytes, device->size, language);
  return status == PSP_OK ? psp_bundle_verify(&device->bundle, NULL, NULL) : status;
}

static int open_device(device_t *device, uint32_t language, psp_print_t print) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  int status = open_language(device, language);
  if (status == PSP_OK) status = psp_session_init(room, sizeof room, &device->bundle, &device->session);
  print_text(print, "open ");
  print_number(print, status);
  return status;
}

static int play_entry(device_t *device, const uint8_t *entry, psp_print_t print) {
  const psp_language_t language = (psp_language_t)entry[1];
  int status;
  switch (entry[0]) {
    case LANGUAGE: return open_device(device, entry[1], print);
    case TERMS: print_terms(print, (const char *)entry + ENTRY_BYTES, psp_u16le(entry + 4), language); return PSP_OK;
    case SPEECH: print_speech(print, device->session, &device->answer); return PSP_OK;
    case PACKETS: print_packets(print, device->session, &device->answer); return PSP_OK;
    case OBEY: status = print_obeyed(print, device->session, entry, &device->answer); break;
    default:
      status = run_entry(device->session, entry, &device->answer);
      if (status == PSP_OK) print_answer(print, device->session, &device->bundle, &device->answer);
  }
  if (status == PSP_OK) return PSP_OK;
  print_text(print, "error ");
  print_number(print, status);
  return PSP_OK;
}

static void play(device_t *device, const uint8_t *script, uint32_t script_size, psp_print_t print) {
  uint32_t at = 0;
  int status = open_device(device, 0, print);
  print_text(print, "\n");
  for (int32_t number = 1; status == PSP_OK && script_size - at >= ENTRY_BYTES; number++) {
    const uint8_t *entry = script + at;
    const uint32_t size = ENTRY_BYTES + psp_u16le(entry + 2) + psp_u16le(entry + 4);
    if (size > script_size - at) return;
    print_number(print, number);
    print_text(print, " ");
    status = play_entry(device, entry, print);
    print_text(print, "\n");
    at += size;
  }
}

void psp_replay(const uint8_t *bundle_bytes, uint32_t bundle_size, const uint8_t *script, uint32_t script_size, psp_print_t print) {
  device_t device = {.bytes = bundle_bytes, .size = bundle_size};
  play(&device, script, script_size, print);
}

void psp_replay_opened(const psp_bundle_t *languages, uint32_t language_count, const uint8_t *script, uint32_t script_size, psp_print_t print) {
  device_t device = {.opened = languages, .opened_count = language_count};
  play(&device, script, script_size, print);
}
