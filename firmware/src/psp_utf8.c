/* UTF-8 bytes <-> code points, for the analyser of terms and for WordPiece. */
#include "psp_utf8.h"

uint32_t psp_next_code(const char *text, size_t length, size_t *at) {
  const unsigned char first = (unsigned char)text[(*at)++];
  uint32_t extra = first < 0x80u ? 0u : first < 0xC2u ? 9u : first < 0xE0u ? 1u : first < 0xF0u ? 2u : first < 0xF5u ? 3u : 9u;
  if (extra == 0u) return first;
  if (extra == 9u || length - *at < extra) return ' ';
  uint32_t code = first & (0x3Fu >> extra);
  for (uint32_t i = 0; i < extra; i++) {
    const unsigned char next = (unsigned char)text[*at + i];
    if ((next & 0xC0u) != 0x80u) return ' ';
    code = (code << 6) | (next & 0x3Fu);
  }
  *at += extra;
  if ((extra == 2u && code < 0x800u) || (extra == 3u && code < 0x10000u) || code > 0x10FFFFu) return ' '; /* written too long */
  return code >= 0xD800u && code <= 0xDFFFu ? ' ' : code;
}

uint32_t psp_utf8_of(uint32_t code, char bytes[4]) {
  if (code < 0x80u) {
    bytes[0] = (char)code;
    return 1;
  }
  const uint32_t extra = code < 0x800u ? 1u : code < 0x10000u ? 2u : 3u;
  const uint32_t lead = extra == 1u ? 0xC0u : extra == 2u ? 0xE0u : 0xF0u;
  bytes[0] = (char)(lead | (code >> (6u * extra)));
  for (uint32_t i = 1; i <= extra; i++) bytes[i] = (char)(0x80u | ((code >> (6u * (extra - i))) & 0x3Fu));
  return extra + 1u;
}
