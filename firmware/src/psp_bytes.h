/* Little-endian numbers out of bytes at any address. Never cast a struct onto flash. */
#ifndef PSP_BYTES_H
#define PSP_BYTES_H

#include <stdint.h>

static inline uint32_t psp_u16le(const uint8_t *p) { return (uint32_t)p[0] | ((uint32_t)p[1] << 8); }

static inline uint32_t psp_u32le(const uint8_t *p) {
  return (uint32_t)p[0] | ((uint32_t)p[1] << 8) | ((uint32_t)p[2] << 16) | ((uint32_t)p[3] << 24);
}

/* Two's complement without an implementation-defined conversion. */
static inline int32_t psp_i32le(const uint8_t *p) {
  const uint32_t value = psp_u32le(p);
  return value <= 0x7FFFFFFFu ? (int32_t)value : -(int32_t)(0xFFFFFFFFu - value) - 1;
}

#endif
