/* A model's vocabulary file, one piece a line; the number of the line from 0 is the token. */
#ifndef PSP_VOCABULARY_H
#define PSP_VOCABULARY_H

#include <stdint.h>

typedef struct {
  char *text;        /* the file, its line ends made zero bytes */
  const char **lines; /* (count) */
  uint32_t count;
} vocabulary_t;

/* Ends the program with a message where the file is not there. */
void vocabulary_read(vocabulary_t *vocabulary, const char *folder, const char *file);
void vocabulary_free(vocabulary_t *vocabulary);

#endif
