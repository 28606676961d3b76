#include "files.h"

#include <stdio.h>
#include <stdlib.h>

uint8_t *read_file(const char *path, uint32_t *size) {
  FILE *file = fopen(path, "rb");
  *size = 0;
  if (file == NULL) return NULL;
  (void)fseek(file, 0, SEEK_END);
  const long length = ftell(file);
  rewind(file);
  uint8_t *bytes = length < 0 ? NULL : malloc((size_t)length + 1u);
  if (bytes != NULL) *size = (uint32_t)fread(bytes, 1, (size_t)length, file);
  (void)fclose(file);
  return bytes;
}
