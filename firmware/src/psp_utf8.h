/* UTF-8 -> code points. */
#ifndef PSP_UTF8_H
#define PSP_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Next code point; bytes that are no UTF-8 are read as a space. Moves *at, which is below length. */
uint32_t psp_next_code(const char *text, size_t length, size_t *at);

/* Writes `code` as 1 to 4 bytes and returns how many. */
uint32_t psp_utf8_of(uint32_t code, char bytes[4]);

#endif
