/* Bundle + script of questions -> canonical lines, the same on every build. Used by the golden tests and by the self-test on a board. */
#ifndef PSP_REPLAY_H
#define PSP_REPLAY_H

#include <stdint.h>

#include "plainspoken.h"

typedef void (*psp_print_t)(const char *text, uint32_t length);

/* A script is entries one after another, each: u8 kind (0 vector and text, 1 text, 2 phrase, 3 command, 4 terms, 5 sound of the last answer,
   6 obey, 7 go to, 8 start anew in a language of the bundle, 9 Opus packets of the last answer), u8 argument (command or language), u16 dim, u16 text length, u16 phrase or number, then the vector and the text. Written by test/golden/script.ts. */
void psp_replay(const uint8_t *bundle, uint32_t bundle_size, const uint8_t *script, uint32_t script_size, psp_print_t print);

/* The same over a bundle that was opened and verified before, one a language: for the fuzzer, which plays thousands of scripts a second. */
void psp_replay_opened(const psp_bundle_t *languages, uint32_t language_count, const uint8_t *script, uint32_t script_size, psp_print_t print);

#endif
