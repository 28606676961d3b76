/* What the runtime uses of <string.h>; port/wasm/libc.c has the bodies. */
#ifndef PSP_WASM_STRING_H
#define PSP_WASM_STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *a, const void *b, size_t size);
int strncmp(const char *a, const char *b, size_t size);
size_t strlen(const char *text);

#endif
