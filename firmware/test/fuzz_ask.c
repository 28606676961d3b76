/* libFuzzer: any bytes as the script of a conversation (replay.h) with the golden bundle: questions, vectors, commands, listening. */
#include <stdio.h>
#include <stdlib.h>

#include "replay.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static uint8_t *golden;
static uint32_t golden_size;

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  FILE *file = fopen(PSP_GOLDEN_FILE, "rb");
  (void)count, (void)arguments;
  golden = malloc(1u << 20);
  if (file == NULL || golden == NULL) return (void)fprintf(stderr, "no %s\n", PSP_GOLDEN_FILE), 1;
  golden_size = (uint32_t)fread(golden, 1, 1u << 20, file);
  (void)fclose(file);
  return 0;
}

static volatile uint32_t printed;
static void count_only(const char *text, uint32_t length) { printed = printed + length + (uint32_t)(text[0] != 0); }

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  psp_replay(golden, golden_size, bytes, (uint32_t)size, count_only);
  return 0;
}
