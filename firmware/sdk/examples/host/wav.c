#include "wav.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"

static void put32(uint8_t *at, uint32_t value) {
  for (uint32_t i = 0; i < 4u; i++) at[i] = (uint8_t)(value >> (8u * i));
}

static uint32_t u32(const uint8_t *at) { return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24; }

/* The part of a RIFF file with this name; null where there is none. Parts are padded to an even size. */
static const uint8_t *part_of(const uint8_t *bytes, uint32_t size, const char *name, uint32_t *part_size) {
  if (size < 12u || memcmp(bytes, "RIFF", 4) != 0 || memcmp(bytes + 8, "WAVE", 4) != 0) return NULL;
  for (uint32_t at = 12; size - at >= 8u;) {
    const uint32_t length = u32(bytes + at + 4), left = size - at - 8u;
    *part_size = length < left ? length : left; /* a recorder that was cut short leaves the size at its most */
    if (memcmp(bytes + at, name, 4) == 0) return bytes + at + 8;
    if (length >= left) return NULL;
    at += 8u + length + (length & 1u);
    if (at > size) return NULL;
  }
  return NULL;
}

/* 1 = PCM, 1 channel; the rate; 16 bits. */
static int is_speech(const uint8_t *format, uint32_t size, uint32_t rate_hz) {
  static const uint8_t pcm_mono[4] = {1, 0, 1, 0};
  return size >= 16u && memcmp(format, pcm_mono, 4) == 0 && u32(format + 4) == rate_hz && format[14] == 16u && format[15] == 0u;
}

float *read_speech(const char *path, uint32_t rate_hz, uint32_t *count) {
  uint32_t size, format_size = 0, sound_size = 0;
  float *samples = NULL;
  uint8_t *bytes = read_file(path, &size);
  *count = 0;
  if (bytes == NULL) return NULL;
  const uint8_t *format = part_of(bytes, size, "fmt ", &format_size);
  const uint8_t *sound = part_of(bytes, size, "data", &sound_size);
  if (format != NULL && sound != NULL && is_speech(format, format_size, rate_hz)) samples = malloc((sound_size / 2u + 1u) * sizeof *samples);
  if (samples != NULL) {
    *count = sound_size / 2u;
    for (uint32_t i = 0; i < *count; i++) {
      const int32_t value = sound[2u * i] | sound[2u * i + 1u] << 8;
      samples[i] = (float)(value < 32768 ? value : value - 65536) / 32768.0f;
    }
  }
  free(bytes);
  return samples;
}

/* The header is written last, when the size is known. */
uint32_t write_answer(const char *path, const psp_session_t *session, const psp_answer_t *answer) {
  uint8_t header[44] = "RIFF....WAVEfmt \x10\0\0\0\1\0\1\0........\2\0\x10\0data....";
  int16_t samples[256];
  uint8_t bytes[512];
  uint32_t total = 0, count, rate = 0, file_rate = 0;
  psp_speech_t speech;
  FILE *file = fopen(path, "wb");
  if (file == NULL) return 0;
  (void)fwrite(header, 1, sizeof header, file);
  psp_speech_start(&speech, session, answer);
  while ((count = psp_speech_read(&speech, samples, 256u, &rate)) > 0u) {
    for (uint32_t i = 0; i < count; i++) {
      bytes[2u * i] = (uint8_t)((uint16_t)samples[i] & 0xFFu);
      bytes[2u * i + 1u] = (uint8_t)((uint16_t)samples[i] >> 8);
    }
    total += (uint32_t)fwrite(bytes, 2, count, file);
    file_rate = rate;
  }
  put32(header + 4, 36u + 2u * total);
  put32(header + 24, file_rate);
  put32(header + 28, 2u * file_rate);
  put32(header + 40, 2u * total);
  rewind(file);
  (void)fwrite(header, 1, sizeof header, file);
  (void)fclose(file);
  return total;
}
