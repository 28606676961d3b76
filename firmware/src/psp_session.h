/* A session from inside: the place in an answer, the ranking of the last question, and the last thing said. */
#ifndef PSP_SESSION_H
#define PSP_SESSION_H

#include "plainspoken.h"
#include "psp_rank.h"
#include "psp_static.h"

struct psp_session {
  const psp_bundle_t *bundle;
  psp_query_t query;   /* scratch of one question */
  psp_static_t encoder; /* as that, where the bundle has the encoder */
  psp_ranking_t ranking;
  psp_answer_t last;     /* for "repeat" */
  uint32_t topic;        /* that is being said, PSP_NONE outside an answer */
  uint32_t first;        /* utterance of the topic that was said first, counted from its own first */
  uint32_t next;         /* utterance of the topic that comes next */
  uint32_t offer;        /* index into OFFERS of what was asked last, PSP_NONE where yes and no have nothing to answer */
  uint32_t choice_count; /* of a clarification that waits for an answer: its choices are last.alternatives */
  uint32_t volume;       /* 1 to PSP_MAX_VOLUME */
  uint32_t is_muted;
};

/* An answer that says nothing yet. */
void psp_begin_answer(psp_answer_t *answer, psp_kind_t kind);
/* An answer that is one text of the device. */
void psp_say_prompt(psp_answer_t *answer, psp_kind_t kind, uint32_t prompt);

/* From utterance `from` of the topic up to and with the next pause; behind the last one, the topic's first offer. */
void psp_say_from(psp_session_t *session, uint32_t from, psp_answer_t *answer);

/* The first offer of the topic behind `after`; PSP_NONE where there is none. */
uint32_t psp_next_offer(const psp_session_t *session, uint32_t after);
/* Says it last, and lets yes and no answer it; PSP_NONE offers nothing. */
void psp_ask_offer(psp_session_t *session, uint32_t offer, psp_answer_t *answer);

#endif
