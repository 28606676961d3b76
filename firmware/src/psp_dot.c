/* Two int8 rows -> their dot product. Most of the time of a question is spent here; a port may replace this file (CMSIS-NN, NEON): the sum is
   exact, so every version gives the same number. PSP_MAX_DIM * 128 * 128 is 2^24: no overflow. */
#include "psp_rank.h"

int32_t psp_dot(const int8_t *a, const int8_t *b, uint32_t dim) {
  int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  uint32_t i = 0;
  for (; i + 4u <= dim; i += 4u) { /* four sums: no chain from one multiplication to the next */
    s0 += (int32_t)a[i] * b[i];
    s1 += (int32_t)a[i + 1u] * b[i + 1u];
    s2 += (int32_t)a[i + 2u] * b[i + 2u];
    s3 += (int32_t)a[i + 3u] * b[i + 3u];
  }
  for (; i < dim; i++) s0 += (int32_t)a[i] * b[i];
  return s0 + s1 + s2 + s3;
}
