/* How many samples coded blocks hold: the check at open and the decoder agree on it. */
#ifndef PSP_SPEECH_H
#define PSP_SPEECH_H

#include <stdint.h>

/* Each block begins with one sample of 16 bits in 4 bytes; every byte behind them is two samples. The last block may be shorter. */
static inline uint32_t psp_adpcm_samples(uint32_t size, uint32_t block) {
  const uint32_t rest = size % block;
  const uint64_t whole = (uint64_t)(size / block) * (1u + 2u * (block - 4u));
  const uint64_t all = whole + (rest >= 4u ? 1u + 2u * (rest - 4u) : 0u);
  return all > 0xFFFFFFFFu ? 0xFFFFFFFFu : (uint32_t)all;
}

/* Samples of an Opus packet, which lasts 20 ms, and those at the start of a clip that are the encoder's look-ahead: 6.5 ms. */
static inline uint32_t psp_opus_frame(uint32_t rate) { return rate / 50u; }
static inline uint32_t psp_opus_delay(uint32_t rate) { return rate * 13u / 2000u; }

#endif
