/* Sections of a bundle -> are all indexes, runs and strings inside their sections? Also the orders that searching relies on. */
#include "psp_check.h"

#include <string.h>

#include "psp_bytes.h"
#include "psp_speech.h"
#include "psp_static.h"

static int is_string(const psp_bundle_t *bundle, const uint8_t *field) { return psp_u32le(field) < bundle->strings.size; }

static int is_run(uint32_t first, uint32_t count, uint32_t available) { return first <= available && count <= available - first; }

static int check_metadata(psp_bundle_t *bundle) {
  const uint8_t *p = bundle->metadata.bytes;
  const uint32_t major = psp_u16le(p + PSP_METADATA_MIN_RUNTIME_MAJOR);
  const uint32_t minor = psp_u16le(p + PSP_METADATA_MIN_RUNTIME_MINOR);
  if (major > PSP_FORMAT_MAJOR || (major == PSP_FORMAT_MAJOR && minor > PSP_FORMAT_MINOR)) return PSP_ERR_NEWER_VERSION;
  bundle->dim = psp_u16le(p + PSP_METADATA_DIM);
  if (bundle->dim > PSP_MAX_DIM) return PSP_ERR_DAMAGED;
  if (!is_string(bundle, p + PSP_METADATA_PRODUCT_NAME) || !is_string(bundle, p + PSP_METADATA_LANGUAGE)) return PSP_ERR_DAMAGED;
  if (!is_string(bundle, p + PSP_METADATA_TARGET)) return PSP_ERR_DAMAGED;
  if (psp_u32le(p + PSP_METADATA_TOPIC_COUNT) != bundle->topics.count) return PSP_ERR_DAMAGED;
  if (psp_u32le(p + PSP_METADATA_PHRASE_COUNT) != bundle->phrases.count) return PSP_ERR_DAMAGED;
  if (psp_u32le(p + PSP_METADATA_CLIP_COUNT) != bundle->clips.count) return PSP_ERR_DAMAGED;
  return psp_u32le(p + PSP_METADATA_VECTOR_COUNT) == bundle->vectors.count ? PSP_OK : PSP_ERR_DAMAGED;
}

static int check_vectors(const psp_bundle_t *bundle) {
  if (bundle->vectors.count > 0u && bundle->vectors.step != bundle->dim) return PSP_ERR_DAMAGED;
  if (bundle->background.count > 0u && bundle->background.step != bundle->dim) return PSP_ERR_DAMAGED;
  if (bundle->vector_norms.count != bundle->vectors.count) return PSP_ERR_DAMAGED;
  if (bundle->vector_roles.count > 0u && bundle->vector_roles.count != bundle->vectors.count) return PSP_ERR_DAMAGED;
  return bundle->background_norms.count == bundle->background.count ? PSP_OK : PSP_ERR_DAMAGED;
}

static int check_topics(const psp_bundle_t *bundle) {
  for (uint32_t i = 0; i < bundle->topics.count; i++) {
    const uint8_t *p = psp_record(&bundle->topics, i);
    const uint32_t utterances = psp_u16le(p + PSP_TOPIC_UTTERANCE_COUNT);
    if (!is_string(bundle, p + PSP_TOPIC_ID) || !is_string(bundle, p + PSP_TOPIC_TITLE)) return PSP_ERR_DAMAGED;
    if (utterances == 0u || !is_run(psp_u32le(p + PSP_TOPIC_FIRST_UTTERANCE), utterances, bundle->utterances.count)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_TOPIC_FIRST_VECTOR), psp_u16le(p + PSP_TOPIC_VECTOR_COUNT), bundle->vectors.count)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_TOPIC_FIRST_PHRASE), psp_u16le(p + PSP_TOPIC_PHRASE_COUNT), bundle->phrases.count)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_TOPIC_FIRST_TITLE_CLIP), psp_u16le(p + PSP_TOPIC_TITLE_CLIP_COUNT), bundle->clip_runs.count)) return PSP_ERR_DAMAGED;
  }
  return PSP_OK;
}

static int check_speech(const psp_bundle_t *bundle) {
  for (uint32_t i = 0; i < bundle->utterances.count; i++) {
    const uint8_t *p = psp_record(&bundle->utterances, i);
    if (!is_string(bundle, p + PSP_UTTERANCE_TEXT)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_UTTERANCE_FIRST_SOURCE), psp_u16le(p + PSP_UTTERANCE_SOURCE_COUNT), bundle->sources.count)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_UTTERANCE_FIRST_CLIP), psp_u16le(p + PSP_UTTERANCE_CLIP_COUNT), bundle->clip_runs.count)) return PSP_ERR_DAMAGED;
  }
  for (uint32_t i = 0; i < bundle->sources.count; i++)
    if (psp_u16le(psp_record(&bundle->sources, i) + PSP_SOURCE_MANUAL) >= bundle->manuals.count) return PSP_ERR_DAMAGED;
  for (uint32_t i = 0; i < bundle->prompts.count; i++) {
    const uint8_t *p = psp_record(&bundle->prompts, i);
    if (!is_string(bundle, p + PSP_PROMPT_TEXT)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_PROMPT_FIRST_CLIP), psp_u16le(p + PSP_PROMPT_CLIP_COUNT), bundle->clip_runs.count)) return PSP_ERR_DAMAGED;
  }
  for (uint32_t i = 0; i < bundle->manuals.count; i++) {
    const uint8_t *p = psp_record(&bundle->manuals, i);
    if (!is_string(bundle, p + PSP_MANUAL_ID) || !is_string(bundle, p + PSP_MANUAL_TITLE)) return PSP_ERR_DAMAGED;
    if (!is_string(bundle, p + PSP_MANUAL_FILE_NAME)) return PSP_ERR_DAMAGED;
  }
  return PSP_OK;
}

static int check_phrases(const psp_bundle_t *bundle) {
  for (uint32_t i = 0; i < bundle->phrases.count; i++) {
    const uint8_t *p = psp_record(&bundle->phrases, i);
    if (!is_string(bundle, p + PSP_PHRASE_TEXT)) return PSP_ERR_DAMAGED;
    if (psp_u16le(p + PSP_PHRASE_TOPIC) >= bundle->topics.count) return PSP_ERR_DAMAGED;
  }
  return PSP_OK;
}

/* Offers rise by topic: those of one topic lie together. */
static int check_conversation(const psp_bundle_t *bundle) {
  uint32_t least = 0;
  for (uint32_t i = 0; i < bundle->offers.count; i++) {
    const uint8_t *p = psp_record(&bundle->offers, i);
    const uint32_t topic = psp_u16le(p + PSP_OFFER_TOPIC);
    if (topic < least || topic >= bundle->topics.count || psp_u16le(p + PSP_OFFER_LEADS_TO) >= bundle->topics.count) return PSP_ERR_DAMAGED;
    if (!is_string(bundle, p + PSP_OFFER_TEXT)) return PSP_ERR_DAMAGED;
    if (!is_run(psp_u32le(p + PSP_OFFER_FIRST_CLIP), psp_u16le(p + PSP_OFFER_CLIP_COUNT), bundle->clip_runs.count)) return PSP_ERR_DAMAGED;
    least = topic;
  }
  for (uint32_t i = 0; i < bundle->command_phrases.count; i++)
    if (!is_string(bundle, psp_record(&bundle->command_phrases, i) + PSP_COMMAND_PHRASE_TEXT)) return PSP_ERR_DAMAGED;
  return PSP_OK;
}

/* The postings of one term rise by topic: ranking walks them beside the topics. */
static int check_postings(const psp_bundle_t *bundle, uint32_t first, uint32_t count) {
  uint32_t least = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t topic = psp_u16le(psp_record(&bundle->postings, first + i) + PSP_POSTING_TOPIC);
    if (topic < least || topic >= bundle->topics.count) return PSP_ERR_DAMAGED;
    least = topic + 1u;
  }
  return PSP_OK;
}

/* Runs follow one another, so the whole check is one pass over the postings however often a hostile table names them. */
static int check_terms(const psp_bundle_t *bundle) {
  uint32_t next_posting = 0;
  const char *previous = NULL;
  for (uint32_t i = 0; i < bundle->terms.count; i++) {
    const uint8_t *p = psp_record(&bundle->terms, i);
    const uint32_t count = psp_u32le(p + PSP_TERM_POSTING_COUNT);
    if (!is_string(bundle, p + PSP_TERM_TERM) || psp_u32le(p + PSP_TERM_WEIGHT) > PSP_MAX_WEIGHT) return PSP_ERR_DAMAGED;
    const char *term = psp_string(bundle, psp_u32le(p + PSP_TERM_TERM));
    if (previous != NULL && strncmp(previous, term, PSP_MAX_TERM_BYTES) >= 0) return PSP_ERR_DAMAGED;
    if (psp_u32le(p + PSP_TERM_FIRST_POSTING) != next_posting) return PSP_ERR_DAMAGED;
    if (!is_run(next_posting, count, bundle->postings.count)) return PSP_ERR_DAMAGED;
    if (check_postings(bundle, next_posting, count) != PSP_OK) return PSP_ERR_DAMAGED;
    next_posting += count;
    previous = term;
  }
  return PSP_OK;
}

/* Sorted, and short enough that a pair fits what it is looked up by. */
static int check_glossary(const psp_bundle_t *bundle) {
  const char *previous = NULL;
  for (uint32_t i = 0; i < bundle->glossary.count; i++) {
    const uint8_t *p = psp_record(&bundle->glossary, i);
    if (!is_string(bundle, p + PSP_GLOSS_WORD) || !is_string(bundle, p + PSP_GLOSS_MEANING)) return PSP_ERR_DAMAGED;
    const char *word = psp_string(bundle, psp_u32le(p + PSP_GLOSS_WORD));
    if (previous != NULL && strncmp(previous, word, 2u * PSP_MAX_TERM_BYTES) >= 0) return PSP_ERR_DAMAGED;
    previous = word;
  }
  return PSP_OK;
}

/* Whole packets, and as many as the samples and the decoder's delay need. */
static int is_opus(const uint8_t *clip, uint32_t size, uint32_t block, uint32_t samples) {
  const uint32_t rate = psp_u16le(clip + PSP_CLIP_SAMPLE_RATE);
  if (rate != 8000u && rate != 16000u && rate != 24000u && rate != 48000u) return 0;
  if (block == 0u || block > PSP_MAX_BLOCK || size % block != 0u) return 0;
  return (uint64_t)samples + psp_opus_delay(rate) <= (uint64_t)(size / block) * psp_opus_frame(rate);
}

/* So many samples must really be in so many bytes: the decoder then needs no check but the end of a clip. */
static int is_clip(const psp_bundle_t *bundle, const uint8_t *p) {
  const uint32_t size = psp_u32le(p + PSP_CLIP_SIZE);
  const uint32_t samples = psp_u32le(p + PSP_CLIP_SAMPLE_COUNT);
  const uint32_t block = psp_u16le(p + PSP_CLIP_BLOCK_SIZE);
  if (!is_run(psp_u32le(p + PSP_CLIP_OFFSET), size, bundle->clip_bytes.size) || psp_u16le(p + PSP_CLIP_SAMPLE_RATE) == 0u) return 0;
  if (samples > 0x7FFFFFFFu) return 0; /* with its pause it still is a number of 32 bits */
  switch (psp_u16le(p + PSP_CLIP_CODEC)) {
    case PSP_CODEC_IS_PCM: return size % 2u == 0u && samples == size / 2u;
    case PSP_CODEC_IS_IMA_ADPCM: return block > 4u && block <= PSP_MAX_BLOCK && samples <= psp_adpcm_samples(size, block);
    case PSP_CODEC_IS_OPUS: return is_opus(p, size, block, samples);
    default: return 0;
  }
}

int psp_check_clips(const psp_bundle_t *bundle) {
  for (uint32_t i = 0; i < bundle->clip_runs.count; i++)
    if (psp_u32le(psp_record(&bundle->clip_runs, i) + PSP_CLIP_RUN_CLIP) >= bundle->clips.count) return PSP_ERR_DAMAGED;
  for (uint32_t i = 0; i < bundle->clips.count; i++)
    if (!is_clip(bundle, psp_record(&bundle->clips, i))) return PSP_ERR_DAMAGED;
  return PSP_OK;
}

/* Limits far from any use, near enough that no sum of scores can overflow. */
static int check_ranking(const psp_bundle_t *bundle) {
  static const uint8_t settings[] = {PSP_RANKING_THRESHOLD,         PSP_RANKING_MARGIN,         PSP_RANKING_LEXICAL_WEIGHT,
                                     PSP_RANKING_BACKGROUND_WEIGHT, PSP_RANKING_TEXT_THRESHOLD, PSP_RANKING_TEXT_MARGIN};
  const uint8_t *p = bundle->ranking.bytes;
  const uint32_t choices = psp_u16le(p + PSP_RANKING_CHOICES);
  for (uint32_t i = 0; i < sizeof settings; i++) {
    const int32_t value = psp_i32le(p + settings[i]);
    if (value < -4 * 32768 || value > 4 * 32768) return PSP_ERR_DAMAGED;
  }
  if (psp_u32le(p + PSP_RANKING_UNKNOWN_WEIGHT) > PSP_MAX_WEIGHT) return PSP_ERR_DAMAGED;
  return choices >= 1u && choices <= PSP_MAX_CHOICES ? PSP_OK : PSP_ERR_DAMAGED;
}

int psp_check_records(psp_bundle_t *bundle) {
  int status = check_metadata(bundle);
  if (status == PSP_OK) status = check_ranking(bundle);
  if (status == PSP_OK) status = check_vectors(bundle);
  if (status == PSP_OK) status = psp_check_static(bundle);
  if (status == PSP_OK) status = check_topics(bundle);
  if (status == PSP_OK) status = check_speech(bundle);
  if (status == PSP_OK) status = check_phrases(bundle);
  if (status == PSP_OK) status = check_conversation(bundle);
  if (status == PSP_OK) status = check_terms(bundle);
  if (status == PSP_OK) status = check_glossary(bundle);
  if (status == PSP_OK) status = psp_check_clips(bundle);
  return status;
}
