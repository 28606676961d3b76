/* Bytes -> SHA-256 and CRC-32. One pass, no state kept: a bundle lies in memory as a whole. */
#include "psp_hash.h"

#include <string.h>

static const uint32_t round_constants[64] = {
    0x428a2f98u, 0x71374491u, 0xb5c0fbcfu, 0xe9b5dba5u, 0x3956c25bu, 0x59f111f1u, 0x923f82a4u, 0xab1c5ed5u, 0xd807aa98u, 0x12835b01u, 0x243185beu,
    0x550c7dc3u, 0x72be5d74u, 0x80deb1feu, 0x9bdc06a7u, 0xc19bf174u, 0xe49b69c1u, 0xefbe4786u, 0x0fc19dc6u, 0x240ca1ccu, 0x2de92c6fu, 0x4a7484aau,
    0x5cb0a9dcu, 0x76f988dau, 0x983e5152u, 0xa831c66du, 0xb00327c8u, 0xbf597fc7u, 0xc6e00bf3u, 0xd5a79147u, 0x06ca6351u, 0x14292967u, 0x27b70a85u,
    0x2e1b2138u, 0x4d2c6dfcu, 0x53380d13u, 0x650a7354u, 0x766a0abbu, 0x81c2c92eu, 0x92722c85u, 0xa2bfe8a1u, 0xa81a664bu, 0xc24b8b70u, 0xc76c51a3u,
    0xd192e819u, 0xd6990624u, 0xf40e3585u, 0x106aa070u, 0x19a4c116u, 0x1e376c08u, 0x2748774cu, 0x34b0bcb5u, 0x391c0cb3u, 0x4ed8aa4au, 0x5b9cca4fu,
    0x682e6ff3u, 0x748f82eeu, 0x78a5636fu, 0x84c87814u, 0x8cc70208u, 0x90befffau, 0xa4506cebu, 0xbef9a3f7u, 0xc67178f2u};

static uint32_t rotated(uint32_t value, unsigned by) { return (value >> by) | (value << (32u - by)); }

static uint32_t u32be(const uint8_t *p) {
  return ((uint32_t)p[0] << 24) | ((uint32_t)p[1] << 16) | ((uint32_t)p[2] << 8) | (uint32_t)p[3];
}

static void hash_block(uint32_t state[8], const uint8_t block[64]) {
  uint32_t w[64];
  for (unsigned i = 0; i < 16u; i++) w[i] = u32be(block + 4u * i);
  for (unsigned i = 16; i < 64u; i++) {
    const uint32_t s0 = rotated(w[i - 15u], 7) ^ rotated(w[i - 15u], 18) ^ (w[i - 15u] >> 3);
    const uint32_t s1 = rotated(w[i - 2u], 17) ^ rotated(w[i - 2u], 19) ^ (w[i - 2u] >> 10);
    w[i] = w[i - 16u] + s0 + w[i - 7u] + s1;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (unsigned i = 0; i < 64u; i++) {
    const uint32_t s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + round_constants[i] + w[i];
    const uint32_t s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

void psp_sha256(const uint8_t *bytes, uint32_t size, uint8_t digest[32]) {
  uint32_t state[8] = {0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au, 0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};
  uint32_t done = 0;
  for (; size - done >= 64u; done += 64u) hash_block(state, bytes + done);

  uint8_t last[128];
  const uint32_t rest = size - done;
  const uint32_t padded = rest < 56u ? 64u : 128u;
  const uint64_t bits = (uint64_t)size * 8u;
  (void)memset(last, 0, sizeof last);
  if (rest > 0u) memcpy(last, bytes + done, rest);
  last[rest] = 0x80u;
  for (unsigned i = 0; i < 8u; i++) last[padded - 1u - i] = (uint8_t)(bits >> (8u * i));
  for (uint32_t at = 0; at < padded; at += 64u) hash_block(state, last + at);

  for (unsigned i = 0; i < 32u; i++) digest[i] = (uint8_t)(state[i / 4u] >> (24u - 8u * (i % 4u)));
}

/* Half a byte at a time: a table of 64 bytes instead of 1 KB; only header, directory and damaged bundles are checked with it. */
static const uint32_t crc_nibbles[16] = {0x00000000u, 0x1db71064u, 0x3b6e20c8u, 0x26d930acu, 0x76dc4190u, 0x6b6b51f4u, 0x4db26158u, 0x5005713cu,
                                         0xedb88320u, 0xf00f9344u, 0xd6d6a3e8u, 0xcb61b38cu, 0x9b64c2b0u, 0x86d3d2d4u, 0xa00ae278u, 0xbdbdf21cu};

uint32_t psp_crc32(const uint8_t *bytes, uint32_t size) {
  uint32_t crc = 0xFFFFFFFFu;
  for (uint32_t i = 0; i < size; i++) {
    crc = (crc >> 4) ^ crc_nibbles[(crc ^ bytes[i]) & 15u];
    crc = (crc >> 4) ^ crc_nibbles[(crc ^ ((uint32_t)bytes[i] >> 4)) & 15u];
  }
  return crc ^ 0xFFFFFFFFu;
}
