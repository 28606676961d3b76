/* libFuzzer: any bytes -> open, verify, ask, hear and walk; nothing may be read out of bounds or overflow.
   Checksums would stop nearly every mutation at the door, so they are mended first: the fuzzer then reaches what the records say. */
#include <stdlib.h>
#include <string.h>

#include "plainspoken.h"
#include "../src/psp_bytes.h"
#include "../src/psp_hash.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void put_u32(uint8_t *p, uint32_t value) {
  for (unsigned i = 0; i < 4u; i++) p[i] = (uint8_t)(value >> (8u * i));
}

static void mend_checksums(uint8_t *bytes, size_t size) {
  if (size < PSP_HEADER_BYTES) return;
  const uint32_t start = psp_u16le(bytes + PSP_HEADER_HEADER_SIZE);
  const uint32_t directory = psp_u16le(bytes + PSP_HEADER_SECTION_COUNT) * PSP_ENTRY_BYTES;
  if (start <= size && directory <= size - start) put_u32(bytes + PSP_HEADER_DIRECTORY_CRC, psp_crc32(bytes + start, directory));
  put_u32(bytes + PSP_HEADER_HEADER_CRC, psp_crc32(bytes, PSP_HEADER_HEADER_CRC));
}

static volatile size_t said; /* so that the compiler does not drop the reading */

static void walk(psp_session_t *session, const psp_answer_t *answer) {
  psp_speech_t speech;
  int16_t samples[61];
  uint32_t rate = 0;
  for (uint32_t i = 0; i < answer->said_count; i++) said = said + strlen(psp_answer_text(session, answer, i));
  psp_speech_start(&speech, session, answer);
  for (uint32_t i = 0; i < 6u && psp_speech_read(&speech, samples, 61u, &rate) > 0u; i++) said = said + (size_t)(samples[0] & 1);
}

static void converse(const psp_bundle_t *bundle, const uint8_t *bytes, size_t size) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  static const psp_command_t commands[] = {PSP_REPEAT, PSP_NEXT, PSP_NEXT, PSP_BACK, PSP_BACK, PSP_STOP, PSP_REPEAT};
  int8_t vector[PSP_MAX_DIM];
  psp_session_t *session;
  psp_answer_t answer;
  if (psp_session_init(room, sizeof room, bundle, &session) != PSP_OK) abort();
  for (uint32_t i = 0; i < PSP_MAX_DIM; i++) vector[i] = (int8_t)((int)(bytes[i % size]) - 128);
  const char *text = (const char *)bytes + (size > 512u ? size - 512u : 0u);
  const size_t length = size > 512u ? 512u : size;
  for (uint32_t ask = 0; ask < 3u; ask++) {
    const int status = ask == 0u   ? psp_session_ask_vector(session, vector, bundle->dim, text, length, &answer)
                       : ask == 1u ? psp_session_ask_text(session, text, length, &answer)
                                   : psp_session_ask_phrase(session, 0, &answer);
    if (status == PSP_OK) walk(session, &answer);
    for (uint32_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
      if (psp_session_command(session, commands[i], &answer) == PSP_OK) walk(session, &answer);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  psp_bundle_t bundle;
  if (size == 0u) return 0;
  uint8_t *copy = malloc(size); /* exactly its size, so that ASan sees the first byte past the end */
  if (copy == NULL) return 0;
  memcpy(copy, bytes, size);
  mend_checksums(copy, size);
  if (psp_bundle_open_language(&bundle, copy, size, bytes[size / 3u] % 2u) == PSP_OK) {
    uint32_t id, length;
    if (bytes[size / 2u] % 16u == 0u) { /* three passes over all bytes say little that the first thousand did not */
      (void)psp_bundle_verify(&bundle, NULL, NULL);
      for (uint32_t i = 0; psp_bundle_check_section(&bundle, i, &id, &length) != PSP_ERR_RANGE; i++) (void)id;
    }
    converse(&bundle, copy, size);
  }
  free(copy);
  return 0;
}
