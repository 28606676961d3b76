/* One device for the simulator: the public API with its structs kept here and its results as numbers, so that JavaScript knows no offsets of C.
   The caller writes bytes into memory from device_heap() on and passes addresses. Strings are returned as addresses of zero-terminated UTF-8. */
#include <string.h>

#include "plainspoken.h"
#include "psp_bytes.h"
#include "psp_static.h"

static psp_bundle_t bundle;
static uint64_t room[PSP_SESSION_ROOM / 8u];
static psp_session_t *session;
static psp_answer_t answer;
static psp_ranked_t ranked[PSP_MAX_RANKED];
static psp_text_t cursor;
static psp_term_t term;
static psp_static_t encoder;
static psp_bundle_t lexicon; /* a glossary without a bundle round it */
static psp_gloss_t gloss;
static uint32_t section_id, section_size;
static psp_speech_t speech;
static psp_packet_t packet;
static int16_t samples[1024];
static uint32_t sample_rate;
static uint8_t signed_digest[32], signature[64], signer[8];

extern unsigned char __heap_base;

#define EXPORT(name) __attribute__((export_name(#name))) name

uint32_t EXPORT(device_heap)(void) { return (uint32_t)(uintptr_t)&__heap_base; }

/* ---------------------------------------------------------------- bundle */

static int start(int status) { return status == PSP_OK ? psp_session_init(room, sizeof room, &bundle, &session) : status; }

int EXPORT(device_open)(const uint8_t *bytes, uint32_t size, uint32_t language) {
  return start(psp_bundle_open_language(&bundle, bytes, size, language));
}
int EXPORT(device_open_tag)(const uint8_t *bytes, uint32_t size, const char *tag) { return start(psp_bundle_open_tag(&bundle, bytes, size, tag)); }

/* A module without imports can't call out for Ed25519: digest and signature are kept, and the caller checks them after this returned 0. */
static int keep_signature(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *bytes) {
  (void)context;
  memcpy(signer, key_id, sizeof signer);
  memcpy(signed_digest, digest, sizeof signed_digest);
  memcpy(signature, bytes, sizeof signature);
  return 0;
}
int EXPORT(device_verify)(uint32_t has_key) { return psp_bundle_verify(&bundle, has_key ? keep_signature : NULL, NULL); }
const uint8_t *EXPORT(device_digest)(void) { return signed_digest; }
const uint8_t *EXPORT(device_signature)(void) { return signature; }
const uint8_t *EXPORT(device_signer)(void) { return signer; }
int EXPORT(device_accepts)(uint32_t vendor, uint32_t product, uint32_t counter) { return psp_bundle_accepts(&bundle, vendor, product, counter); }

uint32_t EXPORT(device_language_count)(void) { return psp_bundle_language_count(&bundle); }
/* Tag of language `index` of the same bytes. */
const char *EXPORT(device_language)(uint32_t index) {
  static psp_bundle_t other;
  return psp_bundle_open_language(&other, bundle.bytes, bundle.total_size, index) == PSP_OK ? psp_bundle_text(&other, PSP_METADATA_LANGUAGE) : "";
}
uint32_t EXPORT(device_flags)(void) { return bundle.flags; }
uint32_t EXPORT(device_format)(void) {
  return (psp_u16le(bundle.bytes + PSP_HEADER_FORMAT_MAJOR) << 16) | psp_u16le(bundle.bytes + PSP_HEADER_FORMAT_MINOR);
}
uint32_t EXPORT(device_session_size)(void) { return (uint32_t)psp_session_size(); }
uint32_t EXPORT(device_number)(uint32_t field) { return psp_bundle_number(&bundle, field); }
const char *EXPORT(device_text)(uint32_t field) { return psp_bundle_text(&bundle, field); }
const char *EXPORT(device_prompt)(uint32_t prompt) { return psp_prompt_text(&bundle, prompt); }

/* Checks section `index` and keeps its id and size for the two functions below. */
int EXPORT(device_section)(uint32_t index) { return psp_bundle_check_section(&bundle, index, &section_id, &section_size); }
uint32_t EXPORT(device_section_id)(void) { return section_id; }
uint32_t EXPORT(device_section_size)(void) { return section_size; }

/* ---------------------------------------------------------------- records: one number or text of one record */

static const psp_section_t *section_of(uint32_t id) {
  switch (id) {
    case PSP_SECTION_TOPICS: return &bundle.topics;
    case PSP_SECTION_UTTERANCES: return &bundle.utterances;
    case PSP_SECTION_SOURCES: return &bundle.sources;
    case PSP_SECTION_PHRASES: return &bundle.phrases;
    case PSP_SECTION_BACKGROUND: return &bundle.background;
    case PSP_SECTION_TERMS: return &bundle.terms;
    case PSP_SECTION_MANUALS: return &bundle.manuals;
    case PSP_SECTION_RANKING: return &bundle.ranking;
    default: return &bundle.metadata;
  }
}
uint32_t EXPORT(device_count)(uint32_t section) { return section_of(section)->count; }
uint32_t EXPORT(device_u8)(uint32_t section, uint32_t index, uint32_t field) {
  const uint8_t *record = psp_record(section_of(section), index);
  return record == NULL ? 0u : record[field];
}
uint32_t EXPORT(device_u16)(uint32_t section, uint32_t index, uint32_t field) {
  const uint8_t *record = psp_record(section_of(section), index);
  return record == NULL ? 0u : psp_u16le(record + field);
}
uint32_t EXPORT(device_u32)(uint32_t section, uint32_t index, uint32_t field) {
  const uint8_t *record = psp_record(section_of(section), index);
  return record == NULL ? 0u : psp_u32le(record + field);
}
const char *EXPORT(device_string)(uint32_t offset) { return psp_string(&bundle, offset); }

/* ---------------------------------------------------------------- conversation */

int EXPORT(device_ask_vector)(const int8_t *vector, uint32_t dim, const char *text, uint32_t length) {
  return psp_session_ask_vector(session, vector, dim, text, length, &answer);
}
int EXPORT(device_ask_text)(const char *text, uint32_t length) { return psp_session_ask_text(session, text, length, &answer); }
int EXPORT(device_ask_phrase)(uint32_t phrase) { return psp_session_ask_phrase(session, phrase, &answer); }
int EXPORT(device_command)(uint32_t command) { return psp_session_command(session, (psp_command_t)command, &answer); }
int EXPORT(device_go_to)(uint32_t number) { return psp_session_go_to(session, number, &answer); }
/* 1: it was a command, and the answer is there. */
int EXPORT(device_obey)(const char *text, uint32_t length) { return psp_session_obey(session, text, length, &answer); }
uint32_t EXPORT(device_volume)(void) { return psp_session_volume(session); }
void EXPORT(device_set_volume)(uint32_t volume) { psp_session_set_volume(session, volume); }
void EXPORT(device_cut_short)(uint32_t said) { psp_session_cut_short(session, said); }
void EXPORT(device_reset)(void) { psp_session_reset(session); }

uint32_t EXPORT(answer_kind)(void) { return answer.kind; }
uint32_t EXPORT(answer_topic)(void) { return answer.topic; }
int32_t EXPORT(answer_score)(void) { return answer.score_q15; }
int32_t EXPORT(answer_margin)(void) { return answer.margin_q15; }
int32_t EXPORT(answer_rise)(void) { return answer.rise_q15; }
uint32_t EXPORT(answer_first_utterance)(void) { return answer.first_utterance; }
uint32_t EXPORT(answer_utterance_count)(void) { return answer.utterance_count; }
uint32_t EXPORT(answer_piece_count)(void) { return answer.piece_count; }
const char *EXPORT(answer_text)(uint32_t index) { return psp_answer_text(session, &answer, index); }
uint32_t EXPORT(answer_said_count)(void) { return answer.said_count; }
uint32_t EXPORT(answer_command)(void) { return answer.command; }
/* The topic that "yes" leads to; PSP_NONE where nothing is offered. */
uint32_t EXPORT(answer_offer)(void) {
  const uint8_t *record = psp_record(&bundle.offers, answer.offer);
  return record == NULL ? PSP_NONE : psp_u16le(record + PSP_OFFER_LEADS_TO);
}
uint32_t EXPORT(answer_step)(void) { return answer.step; }
uint32_t EXPORT(answer_step_count)(void) { return answer.step_count; }
uint32_t EXPORT(answer_alternative_count)(void) { return answer.alternative_count; }
uint32_t EXPORT(answer_alternative_topic)(uint32_t index) { return answer.alternatives[index % PSP_MAX_CHOICES].topic; }
int32_t EXPORT(answer_alternative_score)(uint32_t index) { return answer.alternatives[index % PSP_MAX_CHOICES].score_q15; }

/* Begins reading the sound of `count` of the answer's texts from text `first` on. */
void EXPORT(speech_start)(uint32_t first, uint32_t count) {
  psp_speech_start(&speech, session, &answer);
  speech.said = first;
  if (speech.answer.said_count - first > count) speech.answer.said_count = first + count;
}
uint32_t EXPORT(speech_start_prompt)(uint32_t prompt) { return psp_speech_start_prompt(&speech, session, prompt); }
/* How many samples lie at speech_samples() now; 0 at the end. */
uint32_t EXPORT(speech_read)(void) { return psp_speech_read(&speech, samples, sizeof samples / sizeof samples[0], &sample_rate); }
const int16_t *EXPORT(speech_samples)(void) { return samples; }
uint32_t EXPORT(speech_rate)(void) { return sample_rate; }
/* 1: a packet for libopus is there, or silence where its size is 0. */
int EXPORT(speech_packet)(void) { return psp_speech_packet(&speech, &packet); }
const uint8_t *EXPORT(packet_bytes)(void) { return packet.bytes; }
uint32_t EXPORT(packet_size)(void) { return packet.size; }
uint32_t EXPORT(packet_skip)(void) { return packet.skip; }
uint32_t EXPORT(packet_samples)(void) { return packet.samples; }
uint32_t EXPORT(packet_rate)(void) { return packet.sample_rate; }
uint32_t EXPORT(packet_is_first)(void) { return packet.is_first; }

/* Fills the list of the best topics of the last question and returns how many there are. */
uint32_t EXPORT(device_rank)(void) { return psp_session_ranked(session, ranked, PSP_MAX_RANKED); }
uint32_t EXPORT(ranked_vector)(uint32_t index) { return ranked[index % PSP_MAX_RANKED].vector; }
uint32_t EXPORT(ranked_topic)(uint32_t index) { return ranked[index % PSP_MAX_RANKED].topic; }
int32_t EXPORT(ranked_score)(uint32_t index) { return ranked[index % PSP_MAX_RANKED].score_q15; }
int32_t EXPORT(ranked_near)(uint32_t index) { return ranked[index % PSP_MAX_RANKED].near_q15; }
int32_t EXPORT(ranked_told)(uint32_t index) { return ranked[index % PSP_MAX_RANKED].told_q15; }

/* The vector (dim) of a text by the bundle's own encoder; 0 where there is none. Says nothing and leaves the session as it is. */
const int8_t *EXPORT(device_vector)(const char *text, uint32_t length) {
  return psp_static_encode(&bundle, text, length, &encoder) > 0u ? encoder.vector : NULL;
}

/* ---------------------------------------------------------------- words */

void EXPORT(text_start)(const char *text, uint32_t length, const char *language) { psp_text_start(&cursor, text, length, psp_language_of(language)); }
/* Address of the next term, 0 at the end. */
const char *EXPORT(text_next)(void) { return psp_text_next(&cursor, &term) ? term.bytes : NULL; }

/* Words for the encoder. A glossary of its own (`count` records that name strings) comes before the bundle that will carry it: topics are read by it
   when that is made. Without one (count 0) the open bundle's is meant. */
void EXPORT(gloss_use)(const uint8_t *records, uint32_t count, const uint8_t *strings, uint32_t size) {
  static const uint8_t nothing_said[PSP_METADATA_BYTES];
  lexicon.metadata = (psp_section_t){nothing_said, PSP_METADATA_BYTES, 1, PSP_METADATA_BYTES};
  lexicon.glossary = (psp_section_t){records, count * PSP_GLOSS_BYTES, count, PSP_GLOSS_BYTES};
  lexicon.strings = (psp_section_t){strings, size, 0, 0};
}
void EXPORT(gloss_start)(const char *text, uint32_t length, const char *language) {
  psp_gloss_start(&gloss, lexicon.glossary.count > 0u ? &lexicon : &bundle, text, length);
  gloss.text.language = psp_language_of(language);
}
/* Address of the next words, 0 at the end; how long they are is kept in section_size. */
const char *EXPORT(gloss_next)(void) {
  size_t length = 0;
  const char *words = psp_gloss_next(&gloss, &length);
  section_size = (uint32_t)length;
  return words;
}
uint32_t EXPORT(gloss_size)(void) { return section_size; }
