/* Which of the best topics are answers to a question, and which of them a person has to choose between. */
#ifndef PSP_CHOICE_H
#define PSP_CHOICE_H

#include "psp_rank.h"

typedef struct {
  int32_t threshold;   /* best score below it: refusal */
  int32_t safety_rise; /* a topic of safety needs so much more */
  int32_t margin;      /* a score that is less than this below the best is as good; of twins, less than three times this */
  uint32_t most;       /* choices */
} psp_limits_t;

/* What the topic has to score. */
int32_t psp_needed(const psp_bundle_t *bundle, const psp_ranked_t *ranked, const psp_limits_t *limits);

/* Puts the topics to choose from at the head of the ranking; how many they are. 1: there is nothing to ask. 0: the best is not good enough, and what
   is behind it is likely to be wrong. */
uint32_t psp_gather_choices(const psp_bundle_t *bundle, const psp_query_t *query, psp_ranking_t *ranking, const psp_limits_t *limits);

#endif
