/* WAV files of 16 bits, mono: a question in, an answer out. */
#ifndef PSP_WAV_H
#define PSP_WAV_H

#include "plainspoken.h"

/* Samples of a PCM WAV at `rate_hz`, one channel, as -1..1; null where the file is something else. The caller frees them. */
float *read_speech(const char *path, uint32_t rate_hz, uint32_t *count);

/* How the answer sounds, where the bundle has clips. Returns how many samples were written; 0 where it has none or the file cannot be made. */
uint32_t write_answer(const char *path, const psp_session_t *session, const psp_answer_t *answer);

#endif
