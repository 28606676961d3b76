/* libFuzzer: any bytes as the script of a conversation (replay.h) with the golden bundle: questions, vectors, commands, listening.
   The bundle is opened and hashed once: hostile bundles are the work of fuzz.c. */
#include <stdio.h>
#include <stdlib.h>

#include "replay.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static psp_bundle_t languages[4];
static uint32_t language_count;

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  FILE *file = fopen(PSP_GOLDEN_FILE, "rb");
  (void)count, (void)arguments;
  uint8_t *golden = malloc(1u << 20); /* kept: the bundles point into it */
  if (file == NULL || golden == NULL) return (void)fprintf(stderr, "no %s\n", PSP_GOLDEN_FILE), 1;
  const size_t size = fread(golden, 1, 1u << 20, file);
  (void)fclose(file);
  while (language_count < 4u && psp_bundle_open_language(&languages[language_count], golden, size, language_count) == PSP_OK) language_count++;
  if (language_count == 0u || psp_bundle_verify(&languages[0], NULL, NULL) != PSP_OK) abort();
  return 0;
}

static volatile uint32_t printed;
static void count_only(const char *text, uint32_t length) { printed = printed + length + (uint32_t)(text[0] != 0); }

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  psp_replay_opened(languages, language_count, bytes, (uint32_t)size, count_only);
  return 0;
}
