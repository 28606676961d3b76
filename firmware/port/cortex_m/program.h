/* What start.c runs once the board is awake: bundle and script lie in flash, `print` writes to the debugger. */
#ifndef PSP_PROGRAM_H
#define PSP_PROGRAM_H

#include <stdint.h>

void psp_program(const uint8_t *bundle, uint32_t bundle_size, const uint8_t *script, uint32_t script_size,
                 void (*print)(const char *text, uint32_t length));

#endif
