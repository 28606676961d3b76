#include "vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

#include "files.h"

void vocabulary_read(vocabulary_t *vocabulary, const char *folder, const char *file) {
  char path[1024];
  uint32_t size = 0, ends = 0, begin = 0;
  const int length = snprintf(path, sizeof path, "%s/%s", folder, file);
  vocabulary->text = length > 0 && (size_t)length < sizeof path ? (char *)read_file(path, &size) : NULL;
  if (size > 0u && vocabulary->text[size - 1u] != '\n') vocabulary->text[size++] = '\n'; /* read_file leaves room for it */
  for (uint32_t at = 0; at < size; at++) ends += vocabulary->text[at] == '\n';
  vocabulary->lines = malloc((ends + 1u) * sizeof *vocabulary->lines);
  if (vocabulary->text == NULL || vocabulary->lines == NULL) {
    (void)fprintf(stderr, "cannot read %s\n", path);
    exit(2);
  }
  vocabulary->count = 0;
  for (uint32_t at = 0; at < size; at++) {
    if (vocabulary->text[at] != '\n') continue;
    vocabulary->text[at] = '\0';
    vocabulary->lines[vocabulary->count++] = vocabulary->text + begin;
    begin = at + 1u;
  }
}

void vocabulary_free(vocabulary_t *vocabulary) {
  free(vocabulary->lines);
  free(vocabulary->text);
}
