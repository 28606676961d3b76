/* A whole file in memory; null where it cannot be read. The caller frees it. */
#ifndef PSP_FILES_H
#define PSP_FILES_H

#include <stdint.h>

uint8_t *read_file(const char *path, uint32_t *size);

#endif
