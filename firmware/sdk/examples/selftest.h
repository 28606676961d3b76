/* questions.tsv -> is the device what the app tested? Runs on a board too: no heap, no files, the table is read where it lies. */
#ifndef PSP_SELFTEST_H
#define PSP_SELFTEST_H

#include <stdint.h>

typedef void (*psp_print_t)(const char *text, uint32_t length);

typedef struct {
  uint32_t asked;
  uint32_t as_expected;
} psp_selftest_t;

/* Asks every question of the table and compares kind, topic and score (to the last bit). Prints a line for each that differs, and
   "N of M as expected". `tag`: which language of the bundle the table is for; null for its first one. Returns PSP_OK where the bundle could be opened and the table be read, whatever was answered. */
int psp_selftest(const uint8_t *bundle, uint32_t bundle_size, const char *tag, const char *table, uint32_t table_size, psp_print_t print, psp_selftest_t *result);

#endif
