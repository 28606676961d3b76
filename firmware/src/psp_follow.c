/* Commands -> what is said now: moving in the answer, replying to an offer, choosing a step, and the volume. */
#include "psp_bytes.h"
#include "psp_command.h"
#include "psp_session.h"

/* Where the part before `first` begins: after the pause before the last one. */
static uint32_t part_before(const psp_session_t *session) {
  const psp_bundle_t *bundle = session->bundle;
  const uint8_t *topic = psp_record(&bundle->topics, session->topic);
  const uint32_t start = psp_u32le(topic + PSP_TOPIC_FIRST_UTTERANCE);
  uint32_t at = session->first == 0u ? 0u : session->first - 1u;
  while (at > 0u) {
    const uint8_t *utterance = psp_record(&bundle->utterances, start + at - 1u);
    if ((utterance[PSP_UTTERANCE_FLAGS] & PSP_UTTERANCE_FLAG_IS_PAUSE_AFTER) != 0u) break;
    at--;
  }
  return at;
}

static void stop(psp_session_t *session, psp_answer_t *answer) {
  session->topic = PSP_NONE;
  session->offer = PSP_NONE;
  session->choice_count = 0;
  session->last.said_count = 0;
  psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_STOPPED);
}

static void move(psp_session_t *session, psp_command_t command, psp_answer_t *answer) {
  if (command == PSP_REPEAT && session->last.said_count > 0u) {
    *answer = session->last;
    return;
  }
  if (session->topic == PSP_NONE) {
    psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_NOTHING_TO_SAY);
    return;
  }
  const uint8_t *topic = psp_record(&session->bundle->topics, session->topic);
  if (command == PSP_NEXT && session->next >= psp_u16le(topic + PSP_TOPIC_UTTERANCE_COUNT)) {
    psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_END_OF_STEPS);
    return;
  }
  psp_begin_answer(answer, PSP_ANSWER);
  psp_say_from(session, command == PSP_NEXT ? session->next : part_before(session), answer);
  session->last = *answer;
}

/* A hazard of the part that was said last was not heard to its end. */
static int owes_hazard(const psp_session_t *session) { return session->topic != PSP_NONE && session->next == session->first; }

void psp_session_cut_short(psp_session_t *session, uint32_t said) {
  if (session == NULL || session->topic == PSP_NONE || session->last.topic != session->topic) return;
  for (uint32_t i = said; i < session->last.utterance_count; i++) {
    const uint8_t *utterance = psp_record(&session->bundle->utterances, session->last.first_utterance + i);
    if (utterance != NULL && utterance[PSP_UTTERANCE_ROLE] == PSP_ROLE_IS_HAZARD) session->next = session->first;
  }
}

static void begin_topic(psp_session_t *session, uint32_t topic, psp_answer_t *answer) {
  session->topic = topic;
  session->choice_count = 0;
  psp_begin_answer(answer, PSP_ANSWER);
  psp_say_from(session, 0, answer);
  session->last = *answer;
}

/* Yes or no. "Yes" to "A or B?" says nothing: the question is asked again. */
static void reply_to_offer(psp_session_t *session, psp_command_t command, psp_answer_t *answer) {
  if (command == PSP_YES && session->offer != PSP_NONE) {
    begin_topic(session, psp_u16le(psp_record(&session->bundle->offers, session->offer) + PSP_OFFER_LEADS_TO), answer);
  } else if (command == PSP_YES && session->choice_count > 0u) {
    *answer = session->last;
  } else if (session->offer != PSP_NONE) {
    psp_begin_answer(answer, PSP_ANSWER);
    psp_ask_offer(session, psp_next_offer(session, session->offer), answer);
    if (answer->offer == PSP_NONE) psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_STOPPED);
    else answer->topic = session->topic;
  } else {
    session->choice_count = 0;
    psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_NOTHING_TO_SAY);
  }
}

/* The first utterance that says step `number`; PSP_NONE where no one does. */
static uint32_t utterance_of_step(const psp_session_t *session, uint32_t number) {
  const uint8_t *topic = psp_record(&session->bundle->topics, session->topic);
  const uint32_t start = psp_u32le(topic + PSP_TOPIC_FIRST_UTTERANCE);
  for (uint32_t i = 0; i < psp_u16le(topic + PSP_TOPIC_UTTERANCE_COUNT); i++)
    if (psp_u16le(psp_record(&session->bundle->utterances, start + i) + PSP_UTTERANCE_STEP) == number) return i;
  return PSP_NONE;
}

int psp_session_go_to(psp_session_t *session, uint32_t number, psp_answer_t *answer) {
  if (session == NULL || answer == NULL) return PSP_ERR_ARGUMENT;
  if (session->choice_count > 0u && number >= 1u && number <= session->choice_count) {
    begin_topic(session, session->last.alternatives[number - 1u].topic, answer);
  } else if (session->topic == PSP_NONE) {
    psp_say_prompt(answer, PSP_END, session->choice_count > 0u ? PSP_PROMPT_IS_NO_SUCH_STEP : PSP_PROMPT_IS_NOTHING_TO_SAY);
  } else {
    const uint32_t from = number == 0u ? PSP_NONE : utterance_of_step(session, number);
    psp_begin_answer(answer, PSP_ANSWER);
    if (from == PSP_NONE) psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_NO_SUCH_STEP);
    else psp_say_from(session, owes_hazard(session) ? session->first : number == 1u ? 0u : from, answer); /* step 1 is said with its hazards */
    if (from != PSP_NONE) session->last = *answer;
  }
  answer->command = PSP_GO_TO;
  return PSP_OK;
}

static void change_volume(psp_session_t *session, psp_command_t command, psp_answer_t *answer) {
  const uint32_t limit = command == PSP_LOUDER ? PSP_MAX_VOLUME : 1u;
  const int is_at_limit = session->volume == limit && session->is_muted == 0u;
  if (!is_at_limit && session->volume != limit) session->volume += command == PSP_LOUDER ? 1u : 0xFFFFFFFFu;
  session->is_muted = 0;
  if (is_at_limit) psp_say_prompt(answer, PSP_END, command == PSP_LOUDER ? PSP_PROMPT_IS_LOUDEST : PSP_PROMPT_IS_QUIETEST);
  else psp_say_prompt(answer, PSP_END, command == PSP_LOUDER ? PSP_PROMPT_IS_LOUDER : PSP_PROMPT_IS_QUIETER);
}

static void set_mute(psp_session_t *session, uint32_t is_muted, psp_answer_t *answer) {
  session->is_muted = is_muted;
  if (is_muted != 0u) psp_begin_answer(answer, PSP_END);
  else psp_say_prompt(answer, PSP_END, PSP_PROMPT_IS_STOPPED);
}

int psp_session_command(psp_session_t *session, psp_command_t command, psp_answer_t *answer) {
  if (session == NULL || answer == NULL) return PSP_ERR_ARGUMENT;
  switch (command) {
    case PSP_NEXT:
    case PSP_BACK:
    case PSP_REPEAT: move(session, command, answer); break;
    case PSP_STOP: stop(session, answer); break;
    case PSP_LOUDER:
    case PSP_QUIETER: change_volume(session, command, answer); break;
    case PSP_MUTE: set_mute(session, 1, answer); break;
    case PSP_UNMUTE: set_mute(session, 0, answer); break;
    case PSP_YES:
    case PSP_NO: reply_to_offer(session, command, answer); break;
    default: return PSP_ERR_ARGUMENT;
  }
  answer->command = (uint32_t)command;
  return PSP_OK;
}

/* "Yes" and "step two" are questions like any other where nothing was offered and no answer is being said. */
static int is_awaited(const psp_session_t *session, psp_command_t command) {
  if (command == PSP_YES || command == PSP_NO) return session->offer != PSP_NONE || session->choice_count > 0u;
  return command != PSP_GO_TO || session->topic != PSP_NONE || session->choice_count > 0u;
}

int psp_session_obey(psp_session_t *session, const char *text, size_t length, psp_answer_t *answer) {
  psp_order_t order;
  if (session == NULL || text == NULL || answer == NULL) return PSP_ERR_ARGUMENT;
  if (length > PSP_MAX_QUESTION_BYTES) return PSP_ERR_QUESTION_TOO_LONG;
  if (!psp_order_find(session->bundle, text, length, &order) || !is_awaited(session, order.command)) return 0;
  const int status =
      order.command == PSP_GO_TO ? psp_session_go_to(session, order.number, answer) : psp_session_command(session, order.command, answer);
  return status == PSP_OK ? 1 : status;
}

uint32_t psp_session_volume(const psp_session_t *session) { return session->is_muted != 0u ? 0u : session->volume; }

void psp_session_set_volume(psp_session_t *session, uint32_t volume) {
  session->is_muted = volume == 0u;
  if (volume > 0u) session->volume = volume > PSP_MAX_VOLUME ? PSP_MAX_VOLUME : volume;
}
