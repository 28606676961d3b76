/* Ranking -> the topics that a person has to choose between. A question back is worth its time where the topics compete and a person hears how.

   Of the same title, or a section and its part ("Loading", "Loading: Glasses"): nobody could choose, so the better one answers.
   Twins, which differ in words that the question leaves open ("loading the basket": the upper, the lower one): asked about within three times the margin,
   since what the question leaves open is no evidence for either.
   All others: within the margin. */
#include "psp_choice.h"

#include <string.h>

#include "psp_bytes.h"

static const char *title_of(const psp_bundle_t *bundle, uint32_t topic) {
  return psp_string(bundle, psp_u32le(psp_record(&bundle->topics, topic) + PSP_TOPIC_TITLE));
}

/* Of a title that never ends only the beginning is compared: each term is looked for in the other title. */
#define MOST_COMPARED 256u

static void start(psp_text_t *cursor, const psp_bundle_t *bundle, const char *title) {
  const size_t length = strlen(title);
  psp_text_start(cursor, title, length < MOST_COMPARED ? length : MOST_COMPARED, psp_language_of(psp_bundle_text(bundle, PSP_METADATA_LANGUAGE)));
}

/* ---------------------------------------------------------------- titles */

/* "Loading" begins "Loading: Glasses", and itself. */
static int begins(const char *section, const char *title) {
  const size_t length = strlen(section);
  return strncmp(section, title, length) == 0 && (title[length] == 0 || title[length] == ':');
}

static int has_term(const psp_bundle_t *bundle, const char *title, const psp_term_t *term) {
  psp_text_t cursor;
  psp_term_t other;
  start(&cursor, bundle, title);
  while (psp_text_next(&cursor, &other))
    if (other.length == term->length && memcmp(other.bytes, term->bytes, term->length) == 0) return 1;
  return 0;
}

typedef struct {
  uint32_t shared, own;              /* terms that the other title has too, or not */
  int is_shared_asked, is_own_asked; /* one of them is in the question */
} compared_t;

static compared_t compare(const psp_bundle_t *bundle, const psp_query_t *query, const char *title, const char *other) {
  compared_t found = {0, 0, 0, 0};
  psp_text_t cursor;
  psp_term_t term;
  start(&cursor, bundle, title);
  while (psp_text_next(&cursor, &term)) {
    const int is_asked = psp_query_has(query, bundle, &term);
    if (has_term(bundle, other, &term)) {
      found.shared++;
      found.is_shared_asked |= is_asked;
    } else {
      found.own++;
      found.is_own_asked |= is_asked;
    }
  }
  return found;
}

/* The question has words that both titles share and none of those in which they differ, which are no more than the shared ones. */
static int are_twins(const psp_bundle_t *bundle, const psp_query_t *query, const char *a, const char *b) {
  const compared_t first = compare(bundle, query, a, b);
  if (!first.is_shared_asked || first.is_own_asked || first.own == 0u || first.own > first.shared) return 0;
  const compared_t second = compare(bundle, query, b, a);
  return !second.is_own_asked && second.own > 0u && second.own <= second.shared;
}

/* ---------------------------------------------------------------- choices */

#define TWINS_MARGIN 3 /* margins */

int32_t psp_needed(const psp_bundle_t *bundle, const psp_ranked_t *ranked, const psp_limits_t *limits) {
  const uint8_t *topic = psp_record(&bundle->topics, ranked->topic);
  return limits->threshold + (topic[PSP_TOPIC_KIND] == PSP_TOPIC_KIND_IS_SAFETY ? limits->safety_rise : 0);
}

/* Could a person tell the topic from those that are choices already? */
static int is_told_apart(const psp_bundle_t *bundle, const psp_ranking_t *ranking, uint32_t count, const char *title) {
  for (uint32_t i = 0; i < count; i++) {
    const char *chosen = title_of(bundle, ranking->best[i].topic);
    if (begins(chosen, title) || begins(title, chosen)) return 0;
  }
  return 1;
}

static int is_as_good(const psp_bundle_t *bundle, const psp_query_t *query, const psp_ranking_t *ranking, uint32_t place, int64_t margin) {
  const int64_t behind = (int64_t)ranking->best[0].score_q15 - ranking->best[place].score_q15;
  if (behind < margin) return 1;
  if (behind >= TWINS_MARGIN * margin) return 0;
  return are_twins(bundle, query, title_of(bundle, ranking->best[0].topic), title_of(bundle, ranking->best[place].topic));
}

uint32_t psp_gather_choices(const psp_bundle_t *bundle, const psp_query_t *query, psp_ranking_t *ranking, const psp_limits_t *limits) {
  if (ranking->count == 0u || ranking->best[0].score_q15 < psp_needed(bundle, &ranking->best[0], limits)) return 0;
  uint32_t count = 1;
  for (uint32_t i = 1; i < ranking->count && count < limits->most; i++) {
    const psp_ranked_t ranked = ranking->best[i];
    if (ranked.score_q15 < psp_needed(bundle, &ranked, limits) || !is_as_good(bundle, query, ranking, i, limits->margin)) continue;
    if (!is_told_apart(bundle, ranking, count, title_of(bundle, ranked.topic))) continue;
    for (uint32_t place = i; place > count; place--) ranking->best[place] = ranking->best[place - 1u];
    ranking->best[count++] = ranked;
  }
  return count;
}
