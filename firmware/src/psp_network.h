/* The rows of a question's word pieces, one after another -> its vector, by the small net of the bundle. Integers only, memory for three rows. */
#ifndef PSP_NETWORK_H
#define PSP_NETWORK_H

#include "plainspoken.h"

#define PSP_MAX_STATIC_DIM 256u
#define PSP_MAX_HIDDEN 256u

typedef struct {
  int8_t rows[3u * PSP_MAX_STATIC_DIM]; /* (3, dim): the last three */
  int8_t first[3u * PSP_MAX_HIDDEN];    /* (3, hidden): the last three of the first layer */
  uint32_t sums[PSP_MAX_HIDDEN];        /* (hidden): of the second layer */
  uint8_t most[PSP_MAX_HIDDEN];         /* (hidden): of the second layer */
} psp_network_t;

/* Is the section NETWORK sound? A bundle without it is. PSP_OK or PSP_ERR_DAMAGED. */
int psp_check_network(const psp_bundle_t *bundle);

/* Start; for each row, fill what `next` returns (dim, by psp_network_row_value) and have it read, `place` from 0; end. At the end `sums` (dim), the
   sums of all rows before rounding, become those of the vector. `count` rows, at least 1. */
void psp_network_start(psp_network_t *room);
int8_t *psp_network_next(const psp_bundle_t *bundle, psp_network_t *room);
void psp_network_read(const psp_bundle_t *bundle, psp_network_t *room, uint32_t place);
void psp_network_end(const psp_bundle_t *bundle, psp_network_t *room, uint32_t count, int32_t *sums);

/* value / 2^shift, halves away from zero, cut to +-127. */
int8_t psp_network_row_value(const psp_bundle_t *bundle, int32_t value);

#endif
