/* Questions -> what is said now. Commands are in psp_follow.c. */
#include <string.h>

#include "psp_asked.h"
#include "psp_bytes.h"
#include "psp_choice.h"
#include "psp_session.h"

#define FIRST_VOLUME 3u

typedef char psp_room_is_enough[sizeof(psp_session_t) <= PSP_SESSION_ROOM ? 1 : -1];

size_t psp_session_size(void) { return sizeof(psp_session_t); }

int psp_session_init(void *memory, size_t size, const psp_bundle_t *bundle, psp_session_t **session) {
  if (memory == NULL || session == NULL || bundle == NULL || bundle->bytes == NULL) return PSP_ERR_ARGUMENT;
  if ((uintptr_t)memory % 8u != 0u) return PSP_ERR_ARGUMENT;
  if (size < sizeof(psp_session_t)) return PSP_ERR_MEMORY;
  *session = (psp_session_t *)memory;
  (void)memset(*session, 0, sizeof **session);
  (*session)->bundle = bundle;
  (*session)->volume = FIRST_VOLUME;
  psp_session_reset(*session);
  return PSP_OK;
}

const psp_bundle_t *psp_session_bundle(const psp_session_t *session) { return session->bundle; }

void psp_session_reset(psp_session_t *session) {
  session->topic = PSP_NONE;
  session->offer = PSP_NONE;
  session->choice_count = 0;
  session->ranking.count = 0;
  (void)memset(&session->last, 0, sizeof session->last);
  session->last.kind = PSP_END;
  session->last.topic = PSP_NONE;
  session->last.offer = PSP_NONE;
  session->last.command = PSP_NONE;
}

void psp_begin_answer(psp_answer_t *answer, psp_kind_t kind) {
  (void)memset(answer, 0, sizeof *answer);
  answer->kind = (uint32_t)kind;
  answer->topic = PSP_NONE;
  answer->offer = PSP_NONE;
  answer->command = PSP_NONE;
}

static void add_piece(psp_answer_t *answer, uint32_t is_title, uint32_t id) {
  psp_piece_t *piece = &answer->pieces[answer->piece_count];
  piece->is_title = (uint16_t)is_title;
  piece->id = (uint16_t)id;
  answer->piece_count++;
  answer->said_count++;
}

/* ---------------------------------------------------------------- saying */

uint32_t psp_next_offer(const psp_session_t *session, uint32_t after) {
  const psp_section_t *offers = &session->bundle->offers;
  for (uint32_t i = after == PSP_NONE ? 0u : after + 1u; i < offers->count; i++) {
    const uint32_t topic = psp_u16le(psp_record(offers, i) + PSP_OFFER_TOPIC);
    if (topic == session->topic) return i;
    if (topic > session->topic) break;
  }
  return PSP_NONE;
}

void psp_ask_offer(psp_session_t *session, uint32_t offer, psp_answer_t *answer) {
  session->offer = offer;
  answer->offer = offer;
  if (offer != PSP_NONE) answer->said_count++;
}

void psp_say_from(psp_session_t *session, uint32_t from, psp_answer_t *answer) {
  const psp_bundle_t *bundle = session->bundle;
  const uint8_t *topic = psp_record(&bundle->topics, session->topic);
  const uint32_t start = psp_u32le(topic + PSP_TOPIC_FIRST_UTTERANCE);
  const uint32_t count = psp_u16le(topic + PSP_TOPIC_UTTERANCE_COUNT);
  uint32_t end = from;
  uint32_t is_paused = 0;
  while (end < count && is_paused == 0u) {
    const uint8_t *utterance = psp_record(&bundle->utterances, start + end);
    is_paused = utterance[PSP_UTTERANCE_FLAGS] & PSP_UTTERANCE_FLAG_IS_PAUSE_AFTER;
    answer->step = psp_u16le(utterance + PSP_UTTERANCE_STEP);
    end++;
  }
  answer->topic = session->topic;
  answer->first_utterance = start + from;
  answer->utterance_count = end - from;
  answer->said_count = end - from;
  answer->step_count = psp_u16le(topic + PSP_TOPIC_STEP_COUNT);
  session->first = from;
  session->next = end;
  psp_ask_offer(session, end == count ? psp_next_offer(session, PSP_NONE) : PSP_NONE, answer);
}

void psp_say_prompt(psp_answer_t *answer, psp_kind_t kind, uint32_t prompt) {
  psp_begin_answer(answer, kind);
  add_piece(answer, 0, prompt);
}

/* ---------------------------------------------------------------- deciding */

/* Topics that have nothing in common with the question are no alternatives. */
static void add_alternatives(psp_answer_t *answer, const psp_ranking_t *ranking, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end && i < ranking->count && ranking->best[i].score_q15 > 0; i++)
    answer->alternatives[answer->alternative_count++] = ranking->best[i];
}

static void decide(psp_session_t *session, psp_answer_t *answer) {
  const uint8_t *settings = session->bundle->ranking.bytes;
  psp_ranking_t *ranking = &session->ranking;
  const int is_text = session->query.vector == NULL;
  const psp_limits_t limits = {
      psp_i32le(settings + (is_text ? PSP_RANKING_TEXT_THRESHOLD : PSP_RANKING_THRESHOLD)) + (int32_t)session->query.rise_q15,
      (int32_t)psp_u16le(settings + PSP_RANKING_SAFETY_RISE),
      psp_i32le(settings + (is_text ? PSP_RANKING_TEXT_MARGIN : PSP_RANKING_MARGIN)),
      psp_u16le(settings + PSP_RANKING_CHOICES),
  };
  const int32_t second = ranking->count > 1u ? ranking->best[1].score_q15 : 0;
  const uint32_t choices = psp_gather_choices(session->bundle, &session->query, ranking, &limits);
  session->topic = PSP_NONE;
  session->offer = PSP_NONE;
  session->choice_count = choices > 1u ? choices : 0u;
  if (choices == 0u) {
    psp_say_prompt(answer, PSP_REFUSAL, PSP_PROMPT_IS_REFUSAL);
    add_alternatives(answer, ranking, 0, PSP_MAX_CHOICES);
  } else if (choices == 1u) {
    psp_begin_answer(answer, PSP_ANSWER);
    session->topic = ranking->best[0].topic;
    psp_say_from(session, 0, answer);
    add_alternatives(answer, ranking, 1, PSP_MAX_CHOICES + 1u);
  } else {
    psp_begin_answer(answer, PSP_CLARIFICATION);
    for (uint32_t i = 0; i < choices; i++) {
      add_piece(answer, 0, i == 0u ? PSP_PROMPT_IS_DID_YOU_MEAN : PSP_PROMPT_IS_OR);
      add_piece(answer, 1, ranking->best[i].topic);
    }
    add_alternatives(answer, ranking, 0, choices);
  }
  answer->score_q15 = ranking->best[0].score_q15;
  answer->margin_q15 = answer->score_q15 - second;
  answer->rise_q15 = psp_needed(session->bundle, &ranking->best[0], &limits) - psp_i32le(settings + PSP_RANKING_THRESHOLD);
  session->last = *answer;
}

/* ---------------------------------------------------------------- asking */

static int has_letter_or_digit(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    const unsigned char c = (unsigned char)text[i];
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80u) return 1;
  }
  return 0;
}

static int read_terms(psp_session_t *session, const char *text, size_t length) {
  psp_term_t term, before;
  before.length = 0;
  if (length > PSP_MAX_QUESTION_BYTES) return PSP_ERR_QUESTION_TOO_LONG;
  if (!has_letter_or_digit(text, length)) return PSP_ERR_QUESTION_EMPTY;
  psp_text_t cursor = psp_asked_part(text, length, psp_language_of(psp_bundle_text(session->bundle, PSP_METADATA_LANGUAGE)));
  while (psp_text_next(&cursor, &term)) {
    psp_query_add_term(&session->query, session->bundle, &term);
    psp_query_add_pair(&session->query, session->bundle, &before, &term);
    before = term;
  }
  return PSP_OK;
}

static void answer_query(psp_session_t *session, psp_answer_t *answer) {
  psp_rank(session->bundle, &session->query, &session->ranking);
  decide(session, answer);
  session->query.vector = NULL; /* the caller's: not kept */
}

int psp_session_ask_vector(psp_session_t *session, const int8_t *vector, uint32_t dim, const char *text, size_t length, psp_answer_t *answer) {
  int status = PSP_OK;
  if (session == NULL || vector == NULL || answer == NULL) return PSP_ERR_ARGUMENT;
  if (dim != session->bundle->dim) return PSP_ERR_DIMENSION;
  (void)memset(&session->query, 0, sizeof session->query);
  if (text != NULL) status = read_terms(session, text, length);
  if (status != PSP_OK) return status;
  session->query.vector = vector;
  answer_query(session, answer);
  return PSP_OK;
}

int psp_session_ask_text(psp_session_t *session, const char *text, size_t length, psp_answer_t *answer) {
  if (session == NULL || text == NULL || answer == NULL) return PSP_ERR_ARGUMENT;
  if (session->bundle->terms.count == 0u && session->bundle->pieces.count == 0u) return PSP_ERR_NO_TERMS;
  (void)memset(&session->query, 0, sizeof session->query);
  const int status = read_terms(session, text, length);
  if (status != PSP_OK) return status;
  if (psp_static_encode(session->bundle, text, length, &session->encoder) > 0u) session->query.vector = session->encoder.vector;
  answer_query(session, answer);
  return PSP_OK;
}

int psp_session_ask_phrase(psp_session_t *session, uint32_t phrase, psp_answer_t *answer) {
  if (session == NULL || answer == NULL) return PSP_ERR_ARGUMENT;
  const uint8_t *record = psp_record(&session->bundle->phrases, phrase);
  if (record == NULL) return PSP_ERR_RANGE;
  session->choice_count = 0;
  session->topic = psp_u16le(record + PSP_PHRASE_TOPIC);
  session->ranking.count = 1;
  session->ranking.best[0] = (psp_ranked_t){session->topic, 32768, PSP_NONE, 0, 0}; /* heard word for word */
  psp_begin_answer(answer, PSP_ANSWER);
  psp_say_from(session, 0, answer);
  answer->score_q15 = 32768;
  answer->margin_q15 = 32768;
  session->last = *answer;
  return PSP_OK;
}

const char *psp_answer_text(const psp_session_t *session, const psp_answer_t *answer, uint32_t index) {
  const psp_bundle_t *bundle = session->bundle;
  if (index < answer->piece_count) {
    const psp_piece_t *piece = &answer->pieces[index];
    if (piece->is_title == 0u) return psp_prompt_text(bundle, piece->id);
    return psp_string(bundle, psp_u32le(psp_record(&bundle->topics, piece->id) + PSP_TOPIC_TITLE));
  }
  if (index < answer->said_count && index == answer->utterance_count)
    return psp_string(bundle, psp_u32le(psp_record(&bundle->offers, answer->offer) + PSP_OFFER_TEXT));
  if (index >= answer->utterance_count) return "";
  return psp_string(bundle, psp_u32le(psp_record(&bundle->utterances, answer->first_utterance + index) + PSP_UTTERANCE_TEXT));
}

uint32_t psp_session_ranked(const psp_session_t *session, psp_ranked_t *ranked, uint32_t most) {
  const uint32_t count = session->ranking.count < most ? session->ranking.count : most;
  for (uint32_t i = 0; i < count; i++) ranked[i] = session->ranking.best[i];
  return count;
}
