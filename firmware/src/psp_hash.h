/* Checksums over a bundle: SHA-256 (FIPS 180-4) against change, CRC-32 (as in zip) against damage. */
#ifndef PSP_HASH_H
#define PSP_HASH_H

#include <stdint.h>

void psp_sha256(const uint8_t *bytes, uint32_t size, uint8_t digest[32]);
uint32_t psp_crc32(const uint8_t *bytes, uint32_t size);

#endif
