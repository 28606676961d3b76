/* Bytes -> psp_bundle_t: header, directory, sections; then verify, accept and read. What the records say is checked in psp_check.c.
   Trap: every sum of two sizes is written as a subtraction from what is left, so that nothing can wrap. */
#include <string.h>

#include "plainspoken.h"
#include "psp_bytes.h"
#include "psp_check.h"
#include "psp_hash.h"

static int read_header(psp_bundle_t *bundle, const uint8_t *bytes, size_t size);
static int read_directory(psp_bundle_t *bundle, uint32_t language);
static int read_entry(psp_bundle_t *bundle, const uint8_t *entry, uint32_t language);
static int has_what_is_needed(const psp_bundle_t *bundle);

int psp_bundle_open(psp_bundle_t *bundle, const uint8_t *bytes, size_t size) { return psp_bundle_open_language(bundle, bytes, size, 0); }

int psp_bundle_open_language(psp_bundle_t *bundle, const uint8_t *bytes, size_t size, uint32_t language) {
  int status;
  if (bundle == NULL || bytes == NULL) return PSP_ERR_ARGUMENT;
  (void)memset(bundle, 0, sizeof *bundle);
  status = read_header(bundle, bytes, size);
  if (status == PSP_OK) status = read_directory(bundle, language);
  if (status == PSP_OK && language > 0u && bundle->metadata.bytes == NULL) status = PSP_ERR_RANGE;
  if (status == PSP_OK) status = has_what_is_needed(bundle);
  if (status == PSP_OK) status = psp_check_records(bundle);
  if (status != PSP_OK) memset(bundle, 0, sizeof *bundle);
  return status;
}

/* Length of the first subtag: "de" of "de-AT". */
static size_t primary_length(const char *tag) {
  size_t length = 0;
  while (tag[length] != '\0' && tag[length] != '-') length++;
  return length;
}

int psp_bundle_open_tag(psp_bundle_t *bundle, const uint8_t *bytes, size_t size, const char *tag) {
  uint32_t near = PSP_NONE;
  int status = PSP_ERR_ARGUMENT;
  if (tag == NULL) return status;
  const size_t length = strlen(tag), primary = primary_length(tag);
  for (uint32_t language = 0; (status = psp_bundle_open_language(bundle, bytes, size, language)) == PSP_OK; language++) {
    const char *own = psp_bundle_text(bundle, PSP_METADATA_LANGUAGE);
    if (strlen(own) == length && memcmp(own, tag, length) == 0) return PSP_OK;
    if (near == PSP_NONE && primary_length(own) == primary && memcmp(own, tag, primary) == 0) near = language;
  }
  return status == PSP_ERR_RANGE && near != PSP_NONE ? psp_bundle_open_language(bundle, bytes, size, near) : status;
}

static int read_header(psp_bundle_t *bundle, const uint8_t *bytes, size_t size) {
  static const uint8_t magic[] = {PSP_MAGIC_BYTES};
  if (size < sizeof magic || memcmp(bytes, magic, sizeof magic) != 0) return PSP_ERR_NOT_A_BUNDLE;
  if (size < PSP_HEADER_BYTES) return PSP_ERR_TRUNCATED;
  if (psp_u16le(bytes + PSP_HEADER_FORMAT_MAJOR) != PSP_FORMAT_MAJOR) return PSP_ERR_NEWER_VERSION;
  if (psp_crc32(bytes, PSP_HEADER_HEADER_CRC) != psp_u32le(bytes + PSP_HEADER_HEADER_CRC)) return PSP_ERR_DAMAGED;

  bundle->bytes = bytes;
  bundle->total_size = psp_u32le(bytes + PSP_HEADER_TOTAL_SIZE);
  bundle->content_size = psp_u32le(bytes + PSP_HEADER_CONTENT_SIZE);
  bundle->flags = psp_u32le(bytes + PSP_HEADER_FLAGS);
  const uint32_t is_signed = bundle->flags & PSP_HEADER_FLAG_IS_SIGNED;
  const uint32_t trailer = PSP_TRAILER_BYTES + (is_signed != 0u ? PSP_SIGNATURE_BYTES : 0u);
  if (bundle->total_size > size) return PSP_ERR_TRUNCATED;
  if (bundle->total_size < trailer || bundle->content_size != bundle->total_size - trailer) return PSP_ERR_DAMAGED;
  return PSP_OK;
}

static int read_directory(psp_bundle_t *bundle, uint32_t language) {
  const uint32_t start = psp_u16le(bundle->bytes + PSP_HEADER_HEADER_SIZE);
  const uint32_t count = psp_u16le(bundle->bytes + PSP_HEADER_SECTION_COUNT);
  const uint32_t size = count * PSP_ENTRY_BYTES; /* at most 65535 * 32 */
  if (start < PSP_HEADER_BYTES || start > bundle->content_size || size > bundle->content_size - start) return PSP_ERR_DAMAGED;
  const uint8_t *directory = bundle->bytes + start;
  if (psp_crc32(directory, size) != psp_u32le(bundle->bytes + PSP_HEADER_DIRECTORY_CRC)) return PSP_ERR_DAMAGED;
  for (uint32_t i = 0; i < count; i++) {
    const int status = read_entry(bundle, directory + i * PSP_ENTRY_BYTES, language);
    if (status != PSP_OK) return status;
  }
  return PSP_OK;
}

/* Where a section that this runtime knows goes, and the least size of its records (0: it has none; 1: dim decides). */
static psp_section_t *section_with_id(psp_bundle_t *bundle, uint32_t id, uint32_t *least) {
  *least = 0;
  switch (id) {
    case PSP_SECTION_METADATA: *least = PSP_METADATA_BYTES; return &bundle->metadata;
    case PSP_SECTION_STRINGS: return &bundle->strings;
    case PSP_SECTION_TOPICS: *least = PSP_TOPIC_BYTES; return &bundle->topics;
    case PSP_SECTION_UTTERANCES: *least = PSP_UTTERANCE_BYTES; return &bundle->utterances;
    case PSP_SECTION_SOURCES: *least = PSP_SOURCE_BYTES; return &bundle->sources;
    case PSP_SECTION_PHRASES: *least = PSP_PHRASE_BYTES; return &bundle->phrases;
    case PSP_SECTION_VECTORS: *least = 1; return &bundle->vectors;
    case PSP_SECTION_VECTOR_NORMS: *least = PSP_NORM_BYTES; return &bundle->vector_norms;
    case PSP_SECTION_VECTOR_ROLES: *least = PSP_VECTOR_ROLE_BYTES; return &bundle->vector_roles;
    case PSP_SECTION_BACKGROUND: *least = 1; return &bundle->background;
    case PSP_SECTION_BACKGROUND_NORMS: *least = PSP_NORM_BYTES; return &bundle->background_norms;
    case PSP_SECTION_TERMS: *least = PSP_TERM_BYTES; return &bundle->terms;
    case PSP_SECTION_POSTINGS: *least = PSP_POSTING_BYTES; return &bundle->postings;
    case PSP_SECTION_GLOSSARY: *least = PSP_GLOSS_BYTES; return &bundle->glossary;
    case PSP_SECTION_RANKING: *least = PSP_RANKING_BYTES; return &bundle->ranking;
    case PSP_SECTION_PROMPTS: *least = PSP_PROMPT_BYTES; return &bundle->prompts;
    case PSP_SECTION_OFFERS: *least = PSP_OFFER_BYTES; return &bundle->offers;
    case PSP_SECTION_COMMAND_PHRASES: *least = PSP_COMMAND_PHRASE_BYTES; return &bundle->command_phrases;
    case PSP_SECTION_CLIP_RUNS: *least = PSP_CLIP_RUN_BYTES; return &bundle->clip_runs;
    case PSP_SECTION_CLIPS: *least = PSP_CLIP_BYTES; return &bundle->clips;
    case PSP_SECTION_CLIP_BYTES: return &bundle->clip_bytes;
    case PSP_SECTION_PIECE_STARTS: *least = PSP_PIECE_START_BYTES; return &bundle->piece_starts;
    case PSP_SECTION_PIECES: *least = PSP_PIECE_BYTES; return &bundle->pieces;
    case PSP_SECTION_PIECE_ROWS: *least = 1; return &bundle->piece_rows;
    case PSP_SECTION_CODEBOOK: *least = 1; return &bundle->codebook;
    case PSP_SECTION_MANUALS: *least = PSP_MANUAL_BYTES; return &bundle->manuals;
    default: return NULL;
  }
}

static int read_entry(psp_bundle_t *bundle, const uint8_t *entry, uint32_t language) {
  const uint32_t offset = psp_u32le(entry + PSP_ENTRY_OFFSET);
  const uint32_t size = psp_u32le(entry + PSP_ENTRY_SIZE);
  const uint32_t count = psp_u32le(entry + PSP_ENTRY_COUNT);
  const uint32_t step = psp_u16le(entry + PSP_ENTRY_RECORD_SIZE);
  uint32_t least;
  if (offset % 16u != 0u || offset > bundle->content_size || size > bundle->content_size - offset) return PSP_ERR_DAMAGED;
  psp_section_t *section = section_with_id(bundle, psp_u32le(entry + PSP_ENTRY_ID), &least);
  if (section == NULL || psp_u16le(entry + PSP_ENTRY_LANGUAGE) != language) return PSP_OK; /* of a newer minor, or not asked for */
  if (section->bytes != NULL) return PSP_ERR_DAMAGED; /* twice */
  if (psp_u32le(entry + PSP_ENTRY_ENCODING) != 0u) return PSP_ERR_NEWER_VERSION;
  if (least == 0u ? (count != 0u || step != 0u) : (step < least || (uint64_t)count * step != size)) return PSP_ERR_DAMAGED;
  section->bytes = bundle->bytes + offset;
  section->size = size;
  section->count = count;
  section->step = step;
  return PSP_OK;
}

static int has_what_is_needed(const psp_bundle_t *bundle) {
  const psp_section_t *strings = &bundle->strings;
  if (bundle->metadata.count != 1u || bundle->ranking.count != 1u || bundle->topics.count == 0u) return PSP_ERR_DAMAGED;
  if (bundle->topics.count > 0xFFFFu) return PSP_ERR_DAMAGED; /* postings and pieces name topics in 16 bits */
  if (strings->size == 0u || strings->bytes[strings->size - 1u] != 0u) return PSP_ERR_DAMAGED;
  return PSP_OK;
}

int psp_bundle_verify(const psp_bundle_t *bundle, psp_check_signature_t check, void *context) {
  uint8_t digest[32];
  if (bundle == NULL || bundle->bytes == NULL) return PSP_ERR_ARGUMENT;
  const uint8_t *trailer = bundle->bytes + bundle->content_size;
  psp_sha256(bundle->bytes, bundle->content_size, digest);
  if (memcmp(digest, trailer + PSP_TRAILER_SHA256, sizeof digest) != 0) return PSP_ERR_HASH;
  if (check == NULL) return PSP_OK;

  if ((bundle->flags & PSP_HEADER_FLAG_IS_SIGNED) == 0u) return PSP_ERR_NOT_SIGNED;
  const uint8_t *block = trailer + PSP_TRAILER_BYTES;
  if (psp_u32le(block + PSP_SIGNATURE_ALGORITHM) != PSP_SIGNATURE_IS_ED25519) return PSP_ERR_SIGNATURE;
  const int is_bad = check(context, block + PSP_SIGNATURE_KEY_ID, digest, block + PSP_SIGNATURE_SIGNATURE);
  return is_bad ? PSP_ERR_SIGNATURE : PSP_OK;
}

int psp_bundle_accepts(const psp_bundle_t *bundle, uint32_t vendor, uint32_t product, uint32_t security_counter) {
  const uint32_t own_vendor = psp_bundle_number(bundle, PSP_METADATA_VENDOR_ID);
  const uint32_t own_product = psp_bundle_number(bundle, PSP_METADATA_PRODUCT_ID);
  if (vendor != 0u && own_vendor != 0u && vendor != own_vendor) return PSP_ERR_VENDOR;
  if (product != 0u && own_product != 0u && product != own_product) return PSP_ERR_PRODUCT;
  return psp_bundle_number(bundle, PSP_METADATA_SECURITY_COUNTER) < security_counter ? PSP_ERR_ROLLBACK : PSP_OK;
}

uint32_t psp_bundle_language_count(const psp_bundle_t *bundle) {
  const uint8_t *entry = bundle->bytes + psp_u16le(bundle->bytes + PSP_HEADER_HEADER_SIZE);
  uint32_t count = 0;
  for (uint32_t i = psp_u16le(bundle->bytes + PSP_HEADER_SECTION_COUNT); i > 0u; i--, entry += PSP_ENTRY_BYTES)
    if (psp_u32le(entry + PSP_ENTRY_ID) == PSP_SECTION_METADATA) count++;
  return count;
}

int psp_bundle_check_section(const psp_bundle_t *bundle, uint32_t index, uint32_t *section_id, uint32_t *size) {
  if (index >= psp_u16le(bundle->bytes + PSP_HEADER_SECTION_COUNT)) return PSP_ERR_RANGE;
  const uint8_t *entry = bundle->bytes + psp_u16le(bundle->bytes + PSP_HEADER_HEADER_SIZE) + index * PSP_ENTRY_BYTES;
  *section_id = psp_u32le(entry + PSP_ENTRY_ID);
  *size = psp_u32le(entry + PSP_ENTRY_SIZE);
  const uint32_t crc = psp_crc32(bundle->bytes + psp_u32le(entry + PSP_ENTRY_OFFSET), *size);
  return crc == psp_u32le(entry + PSP_ENTRY_CRC) ? PSP_OK : PSP_ERR_DAMAGED;
}

uint32_t psp_bundle_number(const psp_bundle_t *bundle, uint32_t field) {
  const uint8_t *p = bundle->metadata.bytes + field;
  switch (field) {
    case PSP_METADATA_MIN_RUNTIME_MAJOR:
    case PSP_METADATA_MIN_RUNTIME_MINOR:
    case PSP_METADATA_ENCODER:
    case PSP_METADATA_DIM: return psp_u16le(p);
    default: return field <= PSP_METADATA_BYTES - 4u ? psp_u32le(p) : 0u;
  }
}

const char *psp_bundle_text(const psp_bundle_t *bundle, uint32_t field) { return psp_string(bundle, psp_bundle_number(bundle, field)); }

static const uint8_t *prompt_record(const psp_bundle_t *bundle, uint32_t prompt) {
  for (uint32_t i = 0; i < bundle->prompts.count; i++) {
    const uint8_t *record = psp_record(&bundle->prompts, i);
    if (psp_u16le(record + PSP_PROMPT_ID) == prompt) return record;
  }
  return NULL;
}

const char *psp_prompt_text(const psp_bundle_t *bundle, uint32_t prompt) {
  const uint8_t *record = prompt_record(bundle, prompt);
  return record == NULL ? "" : psp_string(bundle, psp_u32le(record + PSP_PROMPT_TEXT));
}

uint32_t psp_prompt_clips(const psp_bundle_t *bundle, uint32_t prompt, uint32_t *first) {
  const uint8_t *record = prompt_record(bundle, prompt);
  if (record == NULL) return 0;
  *first = psp_u32le(record + PSP_PROMPT_FIRST_CLIP);
  return psp_u16le(record + PSP_PROMPT_CLIP_COUNT);
}

const uint8_t *psp_record(const psp_section_t *section, uint32_t index) {
  return index < section->count ? section->bytes + (size_t)index * section->step : NULL;
}

const char *psp_string(const psp_bundle_t *bundle, uint32_t offset) {
  return offset < bundle->strings.size ? (const char *)(bundle->strings.bytes + offset) : "";
}
