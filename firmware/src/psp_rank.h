/* A question -> its best topics. All of the ranking is in psp_rank.c, so that it can be read and changed in one place. */
#ifndef PSP_RANK_H
#define PSP_RANK_H

#include "plainspoken.h"

/* More than any score: a hostile bundle can make the device refuse, no sum overflows. */
#define PSP_MAX_RISE_Q15 65536u

/* A term of the question that topics have: where its postings go on. */
typedef struct {
  uint32_t weight;
  uint32_t next; /* posting to look at next */
  uint32_t end;
} psp_evidence_t;

typedef struct {
  const int8_t *vector; /* (dim), null: terms alone decide */
  psp_evidence_t evidence[PSP_MAX_TERMS];
  uint32_t evidence_count;
  uint64_t total_weight; /* of all terms of the question, known or not */
  uint32_t rise_q15;     /* of the threshold: the question names what the manual never prints */
} psp_query_t;

typedef struct {
  uint32_t count;
  psp_ranked_t best[PSP_MAX_RANKED]; /* best first; equal scores in topic order */
} psp_ranking_t;

/* Adds a term of the question; the same term counts once. Unknown terms weigh in the total. */
void psp_query_add_term(psp_query_t *query, const psp_bundle_t *bundle, const psp_term_t *term);

/* Two neighbours of the question's terms: a name of two words ("coffee machine") is one term of the bundle, with a space. */
void psp_query_add_pair(psp_query_t *query, const psp_bundle_t *bundle, const psp_term_t *left, const psp_term_t *right);

/* Is the term, of a topic's title, one of the question's? Also after psp_rank. */
int psp_query_has(const psp_query_t *query, const psp_bundle_t *bundle, const psp_term_t *term);

/* Uses up the query's evidence. */
void psp_rank(const psp_bundle_t *bundle, psp_query_t *query, psp_ranking_t *ranking);

/* Dot product of two int8 rows; exact. */
int32_t psp_dot(const int8_t *a, const int8_t *b, uint32_t dim);

#endif
