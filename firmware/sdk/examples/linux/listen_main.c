/* psp_listen MODELS BUNDLE question.wav [answer.wav]: hears a question (16 kHz, mono, 16 bits), prints it and what the appliance says, and
   writes how that sounds where the bundle has clips. MODELS has the folders moonshine-tiny-en and, for a bundle without an encoder, minilm.
   Example: arecord -f S16_LE -r 16000 -c 1 -d 4 question.wav && psp_listen models BUNDLE.psb question.wav answer.wav && aplay answer.wav
   Left to the board: when somebody begins and ends to speak (the pack silero-vad, or a button). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "minilm.h"
#include "moonshine.h"
#include "wav.h"

static uint64_t room[PSP_SESSION_ROOM / 8u];
static psp_bundle_t bundle;

/* "" where there is no speech in it. */
static int hear(const onnx_t *onnx, const char *models, const char *path, char *text, size_t most) {
  char folder[1024];
  moonshine_t ears;
  uint32_t count = 0;
  float *samples = read_speech(path, MOONSHINE_RATE_HZ, &count);
  if (samples == NULL || count < MOONSHINE_RATE_HZ / 10u) {
    free(samples);
    return fprintf(stderr, "%s is no WAV of 16 kHz, one channel and 16 bits, or shorter than 0.1 s\n", path), 0;
  }
  (void)snprintf(folder, sizeof folder, "%s/moonshine-tiny-en", models);
  moonshine_open(&ears, onnx, folder);
  (void)moonshine_hear(&ears, samples, count, text, most);
  moonshine_close(&ears);
  free(samples);
  return 1;
}

/* A command of the bundle's language ("next"), or a question: by its vector where the bundle has none of its own making. */
static int ask(const onnx_t *onnx, const char *models, psp_session_t *session, const char *text, psp_answer_t *answer) {
  char folder[1024];
  int8_t vector[MINILM_DIM];
  minilm_t encoder;
  const size_t length = strlen(text);
  const int obeyed = psp_session_obey(session, text, length, answer);
  if (obeyed != 0) return obeyed < 0 ? obeyed : PSP_OK;
  if (bundle.pieces.count > 0u) return psp_session_ask_text(session, text, length, answer);
  (void)snprintf(folder, sizeof folder, "%s/minilm", models);
  minilm_open(&encoder, onnx, folder);
  minilm_encode(&encoder, &bundle, text, length, vector);
  minilm_close(&encoder);
  return psp_session_ask_vector(session, vector, MINILM_DIM, text, length, answer);
}

int main(int count, char **arguments) {
  char question[PSP_MAX_QUESTION_BYTES];
  psp_session_t *session;
  psp_answer_t answer;
  uint32_t size;
  onnx_t onnx;
  if (count < 4 || count > 5) return fprintf(stderr, "usage: psp_listen MODELS BUNDLE question.wav [answer.wav]\n"), 2;
  uint8_t *bytes = read_file(arguments[2], &size);
  if (bytes == NULL) return fprintf(stderr, "cannot read %s\n", arguments[2]), 2;
  int status = psp_bundle_open(&bundle, bytes, size);
  if (status == PSP_OK) status = psp_bundle_verify(&bundle, NULL, NULL); /* an example: give it your Ed25519, see psp_check_signature_t */
  if (status == PSP_OK) status = psp_session_init(room, sizeof room, &bundle, &session);
  if (status != PSP_OK) return fprintf(stderr, "error %d, see plainspoken.h\n", status), 2;
  onnx_start(&onnx);
  if (!hear(&onnx, arguments[1], arguments[3], question, sizeof question)) return 2;
  (void)printf("heard: %s\n", question);
  status = ask(&onnx, arguments[1], session, question, &answer);
  onnx_stop(&onnx);
  if (status != PSP_OK) return fprintf(stderr, "error %d, see plainspoken.h\n", status), 2;
  for (uint32_t i = 0; i < answer.said_count; i++) (void)printf("%s\n", psp_answer_text(session, &answer, i));
  if (count == 5) (void)printf("%s: %u samples\n", arguments[4], (unsigned)write_answer(arguments[4], session, &answer));
  free(bytes);
  return 0;
}
