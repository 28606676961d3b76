/* Two int8 rows -> their dot product. Most of the time of a question is spent here, so cores with vector or DSP instructions have a loop of their
   own. The sum is exact, so every version gives the same number. PSP_MAX_DIM * 128 * 128 is 2^24: no overflow.
   Example: 128 bytes on Cortex-M55 are 8 turns of 16 bytes. A port may replace this file (CMSIS-NN, NEON). */
#include "psp_rank.h"

#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1)
#include <arm_mve.h>

/* Helium: 16 bytes a turn; the predicate cuts the last one, and what it cuts is read as 0. */
int32_t psp_dot(const int8_t *a, const int8_t *b, uint32_t dim) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < dim; i += 16u) {
    const mve_pred16_t is_in = vctp8q(dim - i);
    sum = vmladavaq_s8(sum, vldrbq_z_s8(a + i, is_in), vldrbq_z_s8(b + i, is_in));
  }
  return sum;
}

#elif defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_SIMD32)
#include <arm_acle.h>
#include <string.h>

/* DSP: 4 bytes a turn, as two pairs of 16-bit numbers: bytes 0 and 2, then 1 and 3. */
int32_t psp_dot(const int8_t *a, const int8_t *b, uint32_t dim) {
  int32_t sum = 0;
  uint32_t i = 0;
  for (; i + 4u <= dim; i += 4u) {
    uint32_t x, y;
    (void)memcpy(&x, a + i, sizeof x); /* one load: rows lie at any address */
    (void)memcpy(&y, b + i, sizeof y);
    sum = __smlad(__sxtb16((int8x4_t)x), __sxtb16((int8x4_t)y), sum);
    sum = __smlad(__sxtb16((int8x4_t)(x >> 8)), __sxtb16((int8x4_t)(y >> 8)), sum); /* takes bytes 0 and 2: now 1 and 3 */
  }
  for (; i < dim; i++) sum += (int32_t)a[i] * b[i];
  return sum;
}

#else

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

#endif
