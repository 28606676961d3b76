/* Answer -> PCM, a buffer at a time: the clips of what is said, one after another. IMA ADPCM (as in WAV files, mono) and PCM, integers only; Opus is handed out in packets.
   Trap: a clip's place, size and sample count were checked at open (psp_check.c), so nothing is checked here but the end of a clip. */
#include "psp_speech.h"

#include <string.h>

#include "plainspoken.h"
#include "psp_bytes.h"

static const uint16_t steps[89] = {
    7,    8,    9,    10,   11,   12,   13,   14,   16,   17,   19,   21,   23,   25,   28,   31,    34,    37,    41,    45,    50,    55,   60,
    66,   73,   80,   88,   97,   107,  118,  130,  143,  157,  173,  190,  209,  230,  253,  279,   307,   337,   371,   408,   449,   494,  544,
    598,  658,  724,  796,  876,  963,  1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,  2749,  3024,  3327,  3660,  4026,  4428, 4871,
    5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};
static const int8_t index_changes[8] = {-1, -1, -1, -1, 2, 4, 6, 8};

static int32_t clamped(int32_t value, int32_t least, int32_t most) { return value < least ? least : (value > most ? most : value); }

void psp_speech_start(psp_speech_t *speech, const psp_session_t *session, const psp_answer_t *answer) {
  (void)memset(speech, 0, sizeof *speech);
  speech->session = session;
  speech->answer = *answer;
}

uint32_t psp_speech_start_prompt(psp_speech_t *speech, const psp_session_t *session, uint32_t prompt) {
  uint32_t first = 0;
  (void)memset(speech, 0, sizeof *speech);
  speech->session = session;
  speech->answer.said_count = 1u;
  speech->answer.piece_count = 1u;
  speech->answer.pieces[0].id = (uint16_t)prompt;
  return psp_prompt_clips(psp_session_bundle(session), prompt, &first);
}

static int16_t next_pcm(psp_speech_t *speech, const uint8_t *bytes) {
  const uint32_t value = psp_u16le(bytes + 2u * (size_t)speech->sample);
  return (int16_t)(value < 0x8000u ? (int32_t)value : (int32_t)value - 0x10000);
}

static void start_block(psp_speech_t *speech, const uint8_t *head) {
  const int32_t value = (int32_t)psp_u16le(head);
  speech->predictor = value < 0x8000 ? value : value - 0x10000;
  speech->index = clamped((int32_t)head[2], 0, 88);
}

static void decode_nibble(psp_speech_t *speech, uint32_t nibble) {
  const int32_t step = (int32_t)steps[speech->index];
  int32_t difference = step >> 3;
  if ((nibble & 4u) != 0u) difference += step;
  if ((nibble & 2u) != 0u) difference += step >> 1;
  if ((nibble & 1u) != 0u) difference += step >> 2;
  speech->predictor = clamped(speech->predictor + ((nibble & 8u) != 0u ? -difference : difference), -32768, 32767);
  speech->index = clamped(speech->index + index_changes[nibble & 7u], 0, 88);
}

static int16_t next_adpcm(psp_speech_t *speech, const uint8_t *bytes, uint32_t block_size) {
  const uint32_t in_block = 1u + 2u * (block_size - 4u);
  const uint32_t at = speech->sample % in_block;
  const uint8_t *block = bytes + (size_t)(speech->sample / in_block) * block_size;
  if (at == 0u) start_block(speech, block);
  else decode_nibble(speech, (uint32_t)(block[4u + (at - 1u) / 2u] >> (4u * ((at - 1u) % 2u))) & 15u);
  return (int16_t)speech->predictor;
}

static uint32_t length_of(const uint8_t *clip) { return psp_u32le(clip + PSP_CLIP_SAMPLE_COUNT) + psp_u16le(clip + PSP_CLIP_PAUSE); }

static uint32_t read_clip(psp_speech_t *speech, const uint8_t *clip, int16_t *samples, uint32_t room) {
  const uint8_t *bytes = psp_session_bundle(speech->session)->clip_bytes.bytes + psp_u32le(clip + PSP_CLIP_OFFSET);
  const uint32_t sounding = psp_u32le(clip + PSP_CLIP_SAMPLE_COUNT);
  const uint32_t left = length_of(clip) - speech->sample;
  const uint32_t block_size = psp_u16le(clip + PSP_CLIP_BLOCK_SIZE);
  const uint32_t count = left < room ? left : room;
  const int is_pcm = psp_u16le(clip + PSP_CLIP_CODEC) == PSP_CODEC_IS_PCM;
  for (uint32_t i = 0; i < count; i++, speech->sample++) {
    if (speech->sample >= sounding) samples[i] = 0;
    else samples[i] = is_pcm ? next_pcm(speech, bytes) : next_adpcm(speech, bytes, block_size);
  }
  return count;
}

/* The run of clips that says text `index` of the answer. */
static uint32_t run_of(const psp_speech_t *speech, uint32_t *first) {
  const psp_bundle_t *bundle = psp_session_bundle(speech->session);
  const psp_answer_t *answer = &speech->answer;
  const uint8_t *p;
  if (speech->said >= answer->piece_count + answer->utterance_count) {
    p = psp_record(&bundle->offers, answer->offer);
    if (p == NULL) return 0;
    *first = psp_u32le(p + PSP_OFFER_FIRST_CLIP);
    return psp_u16le(p + PSP_OFFER_CLIP_COUNT);
  }
  if (speech->said >= answer->piece_count) {
    p = psp_record(&bundle->utterances, answer->first_utterance + speech->said - answer->piece_count);
    if (p == NULL) return 0;
    *first = psp_u32le(p + PSP_UTTERANCE_FIRST_CLIP);
    return psp_u16le(p + PSP_UTTERANCE_CLIP_COUNT);
  }
  const psp_piece_t *piece = &answer->pieces[speech->said];
  if (piece->is_title == 0u) return psp_prompt_clips(bundle, piece->id, first);
  p = psp_record(&bundle->topics, piece->id);
  if (p == NULL) return 0;
  *first = psp_u32le(p + PSP_TOPIC_FIRST_TITLE_CLIP);
  return psp_u16le(p + PSP_TOPIC_TITLE_CLIP_COUNT);
}

/* The clip that is being read; null at the end. Steps over clips and texts that are done. */
static const uint8_t *clip_of(psp_speech_t *speech) {
  const psp_bundle_t *bundle = psp_session_bundle(speech->session);
  for (; speech->said < speech->answer.said_count; speech->said++, speech->run = 0) {
    uint32_t first = 0;
    const uint32_t count = run_of(speech, &first);
    for (; speech->run < count; speech->run++, speech->sample = 0) {
      const uint8_t *clip = psp_record(&bundle->clips, psp_u32le(psp_record(&bundle->clip_runs, first + speech->run) + PSP_CLIP_RUN_CLIP));
      if (speech->sample < length_of(clip)) return clip;
    }
  }
  return NULL;
}

static int is_opus(const uint8_t *clip) { return psp_u16le(clip + PSP_CLIP_CODEC) == PSP_CODEC_IS_OPUS; }

uint32_t psp_speech_read(psp_speech_t *speech, int16_t *samples, uint32_t room, uint32_t *sample_rate) {
  uint32_t count = 0;
  const uint8_t *clip;
  while (count < room && (clip = clip_of(speech)) != NULL && !is_opus(clip)) {
    const uint32_t rate = psp_u16le(clip + PSP_CLIP_SAMPLE_RATE);
    if (count > 0u && rate != *sample_rate) break;
    *sample_rate = rate;
    count += read_clip(speech, clip, samples + count, room - count);
  }
  return count;
}

int psp_speech_packet(psp_speech_t *speech, psp_packet_t *packet) {
  const uint8_t *clip = clip_of(speech);
  if (clip == NULL || !is_opus(clip)) return 0;
  const uint32_t rate = psp_u16le(clip + PSP_CLIP_SAMPLE_RATE);
  const uint32_t sounding = psp_u32le(clip + PSP_CLIP_SAMPLE_COUNT);
  (void)memset(packet, 0, sizeof *packet);
  packet->sample_rate = rate;
  packet->samples = length_of(clip) - speech->sample; /* of the silence */
  if (speech->sample < sounding) {
    const uint32_t frame = psp_opus_frame(rate);
    const uint32_t decoded = speech->sample + psp_opus_delay(rate); /* where the sample is in all that comes out of the decoder */
    const uint32_t block = psp_u16le(clip + PSP_CLIP_BLOCK_SIZE);
    const uint32_t left = sounding - speech->sample;
    packet->is_first = speech->sample == 0u ? 1u : 0u;
    packet->size = block;
    packet->bytes = psp_session_bundle(speech->session)->clip_bytes.bytes + psp_u32le(clip + PSP_CLIP_OFFSET) + (size_t)(decoded / frame) * block;
    packet->skip = decoded % frame;
    packet->samples = left < frame - packet->skip ? left : frame - packet->skip;
  }
  speech->sample += packet->samples;
  return 1;
}
