/* Question vector and terms -> the best topics, in one pass over topics, without an array of scores.

     lexical(topic) = sum of weight * f / (f + 1/2) over the question's terms in it / sum of the weights of all the question's terms
     near(topic)    = 3/4 of the largest cosine of its vectors + 1/4 of the second largest
     told(topic)    = 3/4 of the largest cosine of its answer with its title + 1/4 of the largest of its phrases
     word for word  = twice what the largest cosine of its phrases has above 0.8
     order          = (near + told) / 2 + word for word + lexicalWeight * lexical          or, without a vector, lexical alone
     level          = near + lexicalWeight * lexical
     score          = order, all moved alike so that the best has the largest level - lambda * largest cosine of the background (if positive)

   A second cosine, because one of many is now and then high by chance: what is asked for agrees with more than one sentence of its topic. For the
   same reason the order asks what a topic says of itself, beside the one sentence that is nearest; but who says a phrase of a topic word for word
   means it, whatever the topic says. Whether anything is near is another question than what is nearest: the level answers it, by the sentence that
   is nearest of all.
   All Q15. Only shifts of positive numbers and divisions, so that every compiler rounds alike (toward zero). */
#include "psp_rank.h"

#include <string.h>

#include "psp_bytes.h"

static const int8_t *row_at(const psp_section_t *section, uint32_t index) { return (const int8_t *)psp_record(section, index); }

/* floor(sqrt(value)) bit by bit. */
static uint32_t square_root(uint64_t value) {
  uint64_t root = 0;
  for (uint64_t bit = (uint64_t)1 << 62; bit != 0u; bit >>= 2) {
    const uint64_t trial = root + bit;
    root >>= 1;
    if (value >= trial) {
      value -= trial;
      root += bit;
    }
  }
  return (uint32_t)root;
}

/* 2^24 / length of the question's vector; 0 for a vector of zeros. The root is taken with 8 more bits. */
static uint32_t inverse_norm(const int8_t *vector, uint32_t dim) {
  const uint32_t squared = (uint32_t)psp_dot(vector, vector, dim);
  const uint32_t norm_q8 = square_root((uint64_t)squared << 16);
  return norm_q8 == 0u ? 0u : (uint32_t)(((uint64_t)1 << (PSP_NORM_SHIFT + 8u)) / norm_q8);
}

/* dot / (|q| * |v|) in Q15. A norm from a hostile bundle can make it wrong, never overflow: |dot| <= 2^24 and both inverses are cut to 2^24. */
static int32_t cosine(int32_t dot, uint32_t inverse_q, uint32_t inverse_v) {
  const uint64_t limit = (uint64_t)1 << PSP_NORM_SHIFT;
  const uint64_t size = (uint64_t)(dot < 0 ? -dot : dot);
  const uint64_t by_v = (size * (inverse_v > limit ? limit : inverse_v)) >> 12;
  const uint64_t q15 = (by_v * (inverse_q > limit ? limit : inverse_q)) >> (2u * PSP_NORM_SHIFT - 12u - 15u);
  const int32_t cut = q15 > 32767u ? 32767 : (int32_t)q15;
  return dot < 0 ? -cut : cut;
}

#define NO_COSINE (-32768) /* less than any */
#define ALMOST_SAID 26214  /* 0.8 */

typedef struct {
  int32_t first; /* largest cosine; NO_COSINE where there are no rows */
  int32_t second;
  uint32_t at;    /* the first row that has the largest; PSP_NONE */
  int32_t phrase; /* largest of the rows of this role */
  int32_t answer; /* of the answer with its title */
} nearest_t;

static void note_role(nearest_t *best, uint32_t role, int32_t value) {
  if (role == PSP_VECTOR_ROLE_IS_PHRASE && value > best->phrase) best->phrase = value;
  if (role == PSP_VECTOR_ROLE_IS_PHRASE_AND_ANSWER && value > best->answer) best->answer = value;
}

/* Rows of a section with their inverse lengths, and what they are of where the bundle says so. */
typedef struct {
  const psp_section_t *rows, *norms, *roles;
} rows_t;

/* The largest cosines of rows [first, first + count). */
static nearest_t nearest(rows_t of, const int8_t *q, uint32_t inverse_q, uint32_t first, uint32_t count) {
  nearest_t best = {NO_COSINE, NO_COSINE, PSP_NONE, NO_COSINE, NO_COSINE};
  for (uint32_t i = first; i < first + count; i++) {
    const int32_t dot = psp_dot(q, row_at(of.rows, i), of.rows->step);
    const int32_t value = cosine(dot, inverse_q, psp_u32le(psp_record(of.norms, i) + PSP_NORM_INVERSE));
    if (of.roles != NULL) note_role(&best, psp_record(of.roles, i)[PSP_VECTOR_ROLE_ROLE], value);
    if (value <= best.second) continue;
    if (value > best.first) {
      best.second = best.first;
      best.first = value;
      best.at = i;
    } else {
      best.second = value;
    }
  }
  return best;
}

/* A topic of one vector has no second. */
static int32_t near_of(nearest_t best, uint32_t count) { return count < 2u ? best.first : (3 * best.first + best.second) / 4; }

/* Of a bundle without roles, and of a topic that lacks one of the two: what is near. */
static int32_t told_of(nearest_t best, int32_t near_q15) {
  return best.answer == NO_COSINE || best.phrase == NO_COSINE ? near_q15 : (3 * best.answer + best.phrase) / 4;
}

static int32_t order_of(nearest_t best, int32_t near_q15, int32_t told_q15) {
  const int32_t word_for_word = best.phrase <= ALMOST_SAID ? 0 : 2 * (best.phrase - ALMOST_SAID);
  return (near_q15 + told_q15) / 2 + word_for_word;
}

static const uint8_t *find_term(const psp_bundle_t *bundle, const psp_term_t *term) {
  uint32_t low = 0, high = bundle->terms.count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2u;
    const uint8_t *record = psp_record(&bundle->terms, middle);
    const int order = strncmp(psp_string(bundle, psp_u32le(record + PSP_TERM_TERM)), term->bytes, PSP_MAX_TERM_BYTES);
    if (order == 0) return record;
    if (order < 0) low = middle + 1u;
    else high = middle;
  }
  return NULL;
}

/* A term that no topic has is a name of something else: its weight is a rise of the threshold. */
static int is_foreign(const uint8_t *record) { return record != NULL && psp_u32le(record + PSP_TERM_POSTING_COUNT) == 0u; }

static void raise_threshold(psp_query_t *query, const uint8_t *record) {
  const uint32_t rise = psp_u32le(record + PSP_TERM_WEIGHT);
  if (rise > query->rise_q15) query->rise_q15 = rise > PSP_MAX_RISE_Q15 ? PSP_MAX_RISE_Q15 : rise;
}

void psp_query_add_term(psp_query_t *query, const psp_bundle_t *bundle, const psp_term_t *term) {
  const uint8_t *record = find_term(bundle, term);
  if (is_foreign(record)) raise_threshold(query, record);
  if (record == NULL || is_foreign(record)) {
    query->total_weight += psp_u32le(bundle->ranking.bytes + PSP_RANKING_UNKNOWN_WEIGHT);
    return;
  }
  const uint32_t first = psp_u32le(record + PSP_TERM_FIRST_POSTING);
  const uint32_t count = psp_u32le(record + PSP_TERM_POSTING_COUNT);
  for (uint32_t i = 0; i < query->evidence_count; i++)
    if (query->evidence[i].next == first && query->evidence[i].end == first + count) return; /* said twice */
  if (query->evidence_count == PSP_MAX_TERMS) return;
  const psp_evidence_t found = {psp_u32le(record + PSP_TERM_WEIGHT), first, first + count};
  query->evidence[query->evidence_count++] = found;
  query->total_weight += found.weight;
}

void psp_query_add_pair(psp_query_t *query, const psp_bundle_t *bundle, const psp_term_t *left, const psp_term_t *right) {
  psp_term_t pair = *left;
  if (left->length == 0u || left->length + 1u + right->length >= PSP_MAX_TERM_BYTES) return;
  pair.bytes[left->length] = ' ';
  (void)memcpy(pair.bytes + left->length + 1u, right->bytes, right->length + 1u);
  pair.length = left->length + 1u + right->length;
  const uint8_t *record = find_term(bundle, &pair);
  if (is_foreign(record)) raise_threshold(query, record);
}

/* No two terms have the same postings, and where a term's end stays when they are passed. */
int psp_query_has(const psp_query_t *query, const psp_bundle_t *bundle, const psp_term_t *term) {
  const uint8_t *record = find_term(bundle, term);
  if (record == NULL || psp_u32le(record + PSP_TERM_POSTING_COUNT) == 0u) return 0;
  const uint32_t end = psp_u32le(record + PSP_TERM_FIRST_POSTING) + psp_u32le(record + PSP_TERM_POSTING_COUNT);
  for (uint32_t i = 0; i < query->evidence_count; i++)
    if (query->evidence[i].end == end) return 1;
  return 0;
}

/* Topics come in rising order, and so do the postings of a term: each is passed once. */
static int32_t lexical(const psp_bundle_t *bundle, psp_query_t *query, uint32_t topic) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < query->evidence_count; i++) {
    psp_evidence_t *evidence = &query->evidence[i];
    if (evidence->next == evidence->end) continue;
    const uint8_t *posting = psp_record(&bundle->postings, evidence->next);
    if (psp_u16le(posting + PSP_POSTING_TOPIC) != topic) continue;
    const uint32_t twice = 2u * psp_u16le(posting + PSP_POSTING_FREQUENCY);
    sum += ((uint64_t)evidence->weight * twice << 15) / (twice + 1u);
    evidence->next++;
  }
  return query->total_weight == 0u ? 0 : (int32_t)(sum / query->total_weight);
}

static int32_t share(int32_t value_q15, int32_t weight_q15) { return (int32_t)((int64_t)value_q15 * weight_q15 / 32768); }

static void keep(psp_ranking_t *ranking, const psp_ranked_t *ranked) {
  uint32_t place = ranking->count;
  if (ranking->count < PSP_MAX_RANKED) ranking->count++;
  else if (ranked->score_q15 <= ranking->best[place - 1u].score_q15) return;
  else place--;
  while (place > 0u && ranking->best[place - 1u].score_q15 < ranked->score_q15) {
    ranking->best[place] = ranking->best[place - 1u];
    place--;
  }
  ranking->best[place] = *ranked;
}

/* What a sentence from outside the manual takes from every score. */
static int32_t penalty_of(const psp_bundle_t *bundle, const int8_t *q, uint32_t inverse_q) {
  const rows_t background = {&bundle->background, &bundle->background_norms, NULL};
  const int32_t outside = nearest(background, q, inverse_q, 0, bundle->background.count).first;
  return share(outside > 0 ? outside : 0, psp_i32le(bundle->ranking.bytes + PSP_RANKING_BACKGROUND_WEIGHT));
}

void psp_rank(const psp_bundle_t *bundle, psp_query_t *query, psp_ranking_t *ranking) {
  const psp_section_t *roles = bundle->vector_roles.count > 0u ? &bundle->vector_roles : NULL;
  const rows_t rows = {&bundle->vectors, &bundle->vector_norms, roles};
  const int8_t *q = query->vector;
  const int32_t lexical_weight = q == NULL ? 32768 : psp_i32le(bundle->ranking.bytes + PSP_RANKING_LEXICAL_WEIGHT);
  const uint32_t inverse_q = q == NULL ? 0u : inverse_norm(q, bundle->dim);
  int32_t level = INT32_MIN;
  ranking->count = 0;
  for (uint32_t topic = 0; topic < bundle->topics.count; topic++) {
    const uint8_t *record = psp_record(&bundle->topics, topic);
    const uint32_t vectors = psp_u16le(record + PSP_TOPIC_VECTOR_COUNT);
    const int32_t words = share(lexical(bundle, query, topic), lexical_weight);
    nearest_t best = {0, 0, PSP_NONE, NO_COSINE, NO_COSINE};
    if (q != NULL && vectors > 0u) best = nearest(rows, q, inverse_q, psp_u32le(record + PSP_TOPIC_FIRST_VECTOR), vectors);
    const int32_t near_q15 = near_of(best, vectors);
    const int32_t told_q15 = told_of(best, near_q15);
    if (near_q15 + words > level) level = near_q15 + words;
    const psp_ranked_t ranked = {topic, order_of(best, near_q15, told_q15) + words, best.at, near_q15, told_q15};
    keep(ranking, &ranked);
  }
  const int32_t move = level - ranking->best[0].score_q15 - (q == NULL ? 0 : penalty_of(bundle, q, inverse_q));
  for (uint32_t i = 0; i < ranking->count; i++) ranking->best[i].score_q15 += move;
}
