/* psp_unit BUNDLE: behaviour of the C API that no other language sees: memory, errors, callbacks, arithmetic. Run under ASan and UBSan. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plainspoken.h"
#include "psp_bytes.h"
#include "psp_hash.h"
#include "psp_rank.h"

int checks_passed, checks_failed;

static uint8_t *golden;
static uint32_t golden_size;

static void test_numbers(void) {
  const uint8_t bytes[] = {0xFE, 0xFF, 0xFF, 0xFF};
  CHECK(psp_u16le(bytes) == 0xFFFEu);
  CHECK(psp_u32le(bytes) == 0xFFFFFFFEu);
  CHECK(psp_i32le(bytes) == -2);
}

/* FIPS 180-4 examples, and the check value of CRC-32. */
static void test_hashes(void) {
  static const uint8_t abc[] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea};
  static const uint8_t two_blocks[] = {0x24, 0x8d, 0x6a, 0x61, 0xd2, 0x06, 0x38, 0xb8};
  uint8_t digest[32];
  psp_sha256((const uint8_t *)"abc", 3, digest);
  CHECK(memcmp(digest, abc, sizeof abc) == 0);
  psp_sha256((const uint8_t *)"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, digest);
  CHECK(memcmp(digest, two_blocks, sizeof two_blocks) == 0);
  CHECK(psp_crc32((const uint8_t *)"123456789", 9) == 0xCBF43926u);
}

static void test_dot_is_exact(void) {
  int8_t a[PSP_MAX_DIM], b[PSP_MAX_DIM];
  for (uint32_t dim = 0; dim <= PSP_MAX_DIM; dim += 61u) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < dim; i++) {
      a[i] = (int8_t)((int)(i * 37u % 256u) - 128);
      b[i] = (int8_t)((int)(i * 101u % 256u) - 128);
      sum += a[i] * b[i];
    }
    CHECK(psp_dot(a, b, dim) == sum);
  }
  memset(a, -128, sizeof a);
  CHECK(psp_dot(a, a, PSP_MAX_DIM) == 1 << 24);
}

static void test_open_refuses(void) {
  psp_bundle_t bundle;
  CHECK(psp_bundle_open(NULL, golden, golden_size) == PSP_ERR_ARGUMENT);
  CHECK(psp_bundle_open(&bundle, NULL, 4) == PSP_ERR_ARGUMENT);
  CHECK(psp_bundle_open(&bundle, golden, 0) == PSP_ERR_NOT_A_BUNDLE);
  CHECK(psp_bundle_open(&bundle, (const uint8_t *)"%PDF-1.7 and more", 17) == PSP_ERR_NOT_A_BUNDLE);
  CHECK(psp_bundle_open(&bundle, golden, golden_size - 1u) == PSP_ERR_TRUNCATED);
}

/* Each length in memory of exactly that size: a read past the end is an error of ASan. */
static void test_truncation_at_every_length(void) {
  psp_bundle_t bundle;
  int opened = 0;
  for (uint32_t size = 0; size < golden_size; size++) {
    uint8_t *copy = malloc(size == 0u ? 1u : size);
    if (copy == NULL) continue;
    memcpy(copy, golden, size);
    if (psp_bundle_open(&bundle, copy, size) == PSP_OK) opened++;
    free(copy);
  }
  CHECK(opened == 0);
}

static void test_every_flipped_byte_is_found(void) {
  psp_bundle_t bundle;
  int missed = 0;
  for (uint32_t at = 0; at < golden_size; at++) {
    golden[at] ^= 0x40u;
    if (psp_bundle_open(&bundle, golden, golden_size) == PSP_OK && psp_bundle_verify(&bundle, NULL, NULL) == PSP_OK) missed++;
    golden[at] ^= 0x40u;
  }
  CHECK(missed == 0);
}

static void test_partition_larger_than_bundle(void) {
  psp_bundle_t bundle;
  uint8_t *partition = calloc(1, golden_size + 4096u);
  if (partition == NULL) return;
  memcpy(partition, golden, golden_size);
  CHECK(psp_bundle_open(&bundle, partition, golden_size + 4096u) == PSP_OK);
  CHECK(psp_bundle_verify(&bundle, NULL, NULL) == PSP_OK);
  free(partition);
}

static void test_accepts(const psp_bundle_t *bundle) {
  CHECK(psp_bundle_accepts(bundle, 7, 1700, 3) == PSP_OK);
  CHECK(psp_bundle_accepts(bundle, 0, 0, 0) == PSP_OK);
  CHECK(psp_bundle_accepts(bundle, 8, 1700, 3) == PSP_ERR_VENDOR);
  CHECK(psp_bundle_accepts(bundle, 7, 1701, 3) == PSP_ERR_PRODUCT);
  CHECK(psp_bundle_accepts(bundle, 7, 1700, 4) == PSP_ERR_ROLLBACK);
}

static int never(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature) {
  (void)context, (void)key_id, (void)digest, (void)signature;
  return -1;
}

static void test_session_memory(const psp_bundle_t *bundle) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  psp_session_t *session;
  psp_bundle_t closed;
  memset(&closed, 0, sizeof closed);
  CHECK(psp_session_size() <= PSP_SESSION_ROOM);
  CHECK(psp_session_init(room, psp_session_size() - 1u, bundle, &session) == PSP_ERR_MEMORY);
  CHECK(psp_session_init((char *)room + 4, sizeof room - 4u, bundle, &session) == PSP_ERR_ARGUMENT);
  CHECK(psp_session_init(room, sizeof room, &closed, &session) == PSP_ERR_ARGUMENT);
  CHECK(psp_session_init(room, sizeof room, bundle, &session) == PSP_OK);
}

static void test_prompts_are_read_alone(const psp_session_t *session) {
  psp_speech_t speech;
  int16_t samples[64];
  uint32_t rate = 0;
  CHECK(psp_speech_start_prompt(&speech, session, PSP_PROMPT_IS_OR) == 2u);
  CHECK(psp_speech_read(&speech, samples, 64, &rate) > 0u && rate > 0u);
  CHECK(psp_speech_start_prompt(&speech, session, PSP_PROMPT_IS_EARCON_LISTENING) == 0u); /* the golden bundle has no earcons */
  CHECK(psp_speech_read(&speech, samples, 64, &rate) == 0u);
}

static void test_questions(const psp_bundle_t *bundle) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  static char text[PSP_MAX_QUESTION_BYTES + 1u];
  int8_t vector[PSP_MAX_DIM];
  psp_session_t *session;
  psp_answer_t answer;
  if (psp_session_init(room, sizeof room, bundle, &session) != PSP_OK) return;
  memset(vector, 0, sizeof vector);
  memset(text, 'x', sizeof text);
  CHECK(psp_session_ask_text(session, " ?", 2, &answer) == PSP_ERR_QUESTION_EMPTY);
  CHECK(psp_session_ask_text(session, text, sizeof text, &answer) == PSP_ERR_QUESTION_TOO_LONG);
  CHECK(psp_session_ask_vector(session, vector, bundle->dim + 1u, "door", 4, &answer) == PSP_ERR_DIMENSION);
  CHECK(psp_session_ask_phrase(session, bundle->phrases.count, &answer) == PSP_ERR_RANGE);
  CHECK(psp_session_ask_vector(session, vector, bundle->dim, NULL, 0, &answer) == PSP_OK && answer.kind == PSP_REFUSAL);
  CHECK(psp_session_ask_phrase(session, 0, &answer) == PSP_OK && answer.kind == PSP_ANSWER);
  CHECK(strcmp(psp_answer_text(session, &answer, 99), "") == 0);
  test_prompts_are_read_alone(session);
}

static int read_golden(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return 0;
  golden = malloc(1u << 20);
  if (golden != NULL) golden_size = (uint32_t)fread(golden, 1, 1u << 20, file);
  (void)fclose(file);
  return golden_size > 0u;
}

int main(int count, char **arguments) {
  psp_bundle_t bundle;
  if (count != 2 || !read_golden(arguments[1])) return (void)fprintf(stderr, "usage: psp_unit golden.psb\n"), 2;
  test_numbers();
  test_hashes();
  test_dot_is_exact();
  test_text();
  test_open_refuses();
  test_truncation_at_every_length();
  test_every_flipped_byte_is_found();
  test_partition_larger_than_bundle();
  CHECK(psp_bundle_open(&bundle, golden, golden_size) == PSP_OK);
  CHECK(psp_bundle_verify(&bundle, never, NULL) == PSP_ERR_NOT_SIGNED);
  test_accepts(&bundle);
  test_session_memory(&bundle);
  test_questions(&bundle);
  free(golden);
  (void)printf("%d passed, %d failed\n", checks_passed, checks_failed);
  return checks_failed > 0 ? 1 : 0;
}
