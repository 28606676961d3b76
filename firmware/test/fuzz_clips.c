/* libFuzzer: any bytes as clips: a CLIP record, then its sound. What the check at open lets through must decode to the end within its bytes. */
#include <stdlib.h>
#include <string.h>

#include "plainspoken.h"
#include "../src/psp_bytes.h"
#include "../src/psp_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static psp_section_t section(const uint8_t *bytes, uint32_t size, uint32_t count, uint32_t step) {
  const psp_section_t made = {bytes, size, count, step};
  return made;
}

/* Twice what the longest input decodes to; only a pause can be longer, and it is zeros. */
#define MOST_SAMPLES 4096u
#define MOST_PACKETS 256u

/* Its length by two ways of reading: in one portion a time as large as the room, and in odd ones. */
static uint32_t heard(const psp_session_t *session, uint32_t room, uint32_t *sum) {
  static int16_t samples[512];
  const psp_answer_t answer = {.kind = PSP_ANSWER, .utterance_count = 1, .said_count = 1};
  psp_speech_t speech;
  uint32_t rate, count, total = 0;
  psp_speech_start(&speech, session, &answer);
  while (total < MOST_SAMPLES && (count = psp_speech_read(&speech, samples, room, &rate)) > 0u) {
    if (count > room) abort();
    for (uint32_t i = 0; i < count && total + i < MOST_SAMPLES; i++) *sum = *sum * 31u + (uint32_t)(uint16_t)samples[i];
    total += count;
  }
  return total;
}

/* Packets of Opus must lie within the sound, and play as many samples as the clip says. */
static void hand_out(const psp_session_t *session, const uint8_t *clip) {
  const psp_answer_t answer = {.kind = PSP_ANSWER, .utterance_count = 1, .said_count = 1};
  const psp_section_t *sound = &psp_session_bundle(session)->clip_bytes;
  psp_speech_t speech;
  psp_packet_t packet;
  uint32_t count = 0;
  uint64_t total = 0;
  psp_speech_start(&speech, session, &answer);
  while (count < MOST_PACKETS && psp_speech_packet(&speech, &packet)) {
    if (packet.bytes != NULL && (packet.bytes < sound->bytes || packet.size > sound->size - (uint32_t)(packet.bytes - sound->bytes))) abort();
    if (packet.samples == 0u || (packet.bytes != NULL && packet.skip + packet.samples > packet.sample_rate / 50u)) abort();
    total += packet.samples;
    count++;
  }
  const uint32_t length = psp_u32le(clip + PSP_CLIP_SAMPLE_COUNT) + psp_u16le(clip + PSP_CLIP_PAUSE);
  if (count > 0u && count < MOST_PACKETS && total != length) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static const uint8_t utterance[PSP_UTTERANCE_BYTES] = {[PSP_UTTERANCE_CLIP_COUNT] = 1};
  static const uint8_t run[PSP_CLIP_RUN_BYTES];
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  psp_bundle_t bundle;
  psp_session_t *session;
  if (size < PSP_CLIP_BYTES) return 0;
  uint8_t *sound = malloc(size - PSP_CLIP_BYTES + 1u);
  if (sound == NULL) return 0;
  memcpy(sound, bytes + PSP_CLIP_BYTES, size - PSP_CLIP_BYTES);
  uint8_t *exact = realloc(sound, size > PSP_CLIP_BYTES ? size - PSP_CLIP_BYTES : 1u); /* so that ASan sees the first byte past the end */
  if (exact == NULL) exact = sound;
  memset(&bundle, 0, sizeof bundle);
  bundle.bytes = bytes;
  bundle.utterances = section(utterance, sizeof utterance, 1, sizeof utterance);
  bundle.clip_runs = section(run, sizeof run, 1, sizeof run);
  bundle.clips = section(bytes, PSP_CLIP_BYTES, 1, PSP_CLIP_BYTES);
  bundle.clip_bytes = section(exact, (uint32_t)(size - PSP_CLIP_BYTES), 0, 0);
  if (psp_check_clips(&bundle) == PSP_OK && psp_session_init(room, sizeof room, &bundle, &session) == PSP_OK) {
    uint32_t whole = 0, odd = 0;
    const uint32_t length = heard(session, 512, &whole);
    hand_out(session, bytes);
    if (length < MOST_SAMPLES && (heard(session, 7, &odd) != length || odd != whole)) abort();
  }
  free(exact);
  return 0;
}
