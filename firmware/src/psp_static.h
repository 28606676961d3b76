/* A question -> its vector, by the token table of the bundle: the encoder of microcontrollers. Integers only. */
#ifndef PSP_STATIC_H
#define PSP_STATIC_H

#include "plainspoken.h"

#define PSP_MAX_STATIC_DIM 256u

typedef struct {
  int32_t sums[PSP_MAX_STATIC_DIM]; /* (dim) while pieces are added */
  int8_t vector[PSP_MAX_STATIC_DIM]; /* (dim), largest component +-127 */
} psp_static_t;

/* Are the sections of the table sound and of the bundle's dim? A bundle without a table is. PSP_OK or PSP_ERR_DAMAGED. */
int psp_check_static(const psp_bundle_t *bundle);

/* Fills `room->vector` and returns how many pieces of the text the table knows; with 0 there is no vector. */
uint32_t psp_static_encode(const psp_bundle_t *bundle, const char *text, size_t length, psp_static_t *room);

#endif
