/* The encoder once, then the merged decoder token by token: it keeps keys and values in tensors that go from one run into the next.
   Example: 2 s of "how do I descale it" -> "How do I descale it?"
   Trap: keys and values of the encoder come out whole at the first run only and are empty later: the first ones are kept.
   The app reads with up to four beams and a prior of the manual's words; this takes the likeliest token each time. */
#include "moonshine.h"

#include <stdio.h>
#include <string.h>

enum { LAYERS = 6, HEADS = 8, HEAD_SIZE = 36, PAST = 4 * LAYERS, NAME = 40, START_TOKEN = 1, END_TOKEN = 2 };
/* Tokens of the text and, first, the three other inputs. */
enum { TOKENS = 0, HIDDEN = 1, IS_GOING_ON = 2, FIRST_PAST = 3, INPUTS = FIRST_PAST + PAST, OUTPUTS = 1 + PAST };

typedef struct {
  char past[PAST][NAME];    /* past_key_values.0.decoder.key, … */
  char present[PAST][NAME]; /* the same as outputs */
  const char *inputs[INPUTS];
  const char *outputs[OUTPUTS];
} names_t;

static void write_names(names_t *names) {
  static const char *const parts[4] = {"decoder.key", "decoder.value", "encoder.key", "encoder.value"};
  names->inputs[TOKENS] = "input_ids";
  names->inputs[HIDDEN] = "encoder_hidden_states";
  names->inputs[IS_GOING_ON] = "use_cache_branch";
  names->outputs[0] = "logits";
  for (int i = 0; i < PAST; i++) {
    (void)snprintf(names->past[i], NAME, "past_key_values.%d.%s", i / 4, parts[i % 4]);
    (void)snprintf(names->present[i], NAME, "present.%d.%s", i / 4, parts[i % 4]);
    names->inputs[FIRST_PAST + i] = names->past[i];
    names->outputs[1 + i] = names->present[i];
  }
}

static int is_of_encoder(int past) { return past % 4 >= 2; }

void moonshine_open(moonshine_t *model, const onnx_t *onnx, const char *folder) {
  model->onnx = onnx;
  model->encoder = onnx_open(onnx, folder, "encoder.onnx");
  model->decoder = onnx_open(onnx, folder, "decoder.onnx");
  vocabulary_read(&model->tokens, folder, "tokens.txt");
}

void moonshine_close(moonshine_t *model) {
  model->onnx->api->ReleaseSession(model->encoder);
  model->onnx->api->ReleaseSession(model->decoder);
  vocabulary_free(&model->tokens);
}

/* (1, frames, 288) */
static OrtValue *encoded(const moonshine_t *model, float *samples, uint32_t count) {
  static const char *const inputs[1] = {"input_values"}, *const outputs[1] = {"last_hidden_state"};
  const int64_t shape[2] = {1, count};
  OrtValue *sound = onnx_floats(model->onnx, samples, shape, 2), *hidden = NULL;
  onnx_run(model->onnx, model->encoder, &(onnx_values_t){inputs, &sound, 1}, &(onnx_values_t){outputs, &hidden, 1});
  onnx_release(model->onnx, &sound, 1);
  return hidden;
}

/* Of the last row of logits (1, n, vocabulary). */
static int64_t likeliest(const float *logits, size_t count, int may_end) {
  int64_t best = -1;
  for (size_t token = 0; token < count; token++)
    if ((best < 0 || logits[token] > logits[best]) && (may_end || token != END_TOKEN)) best = (int64_t)token;
  return best;
}

/* One run: `values` are the inputs, whose past becomes what came out. Returns the next token. */
static int64_t step(const moonshine_t *model, const names_t *names, OrtValue *values[INPUTS], int is_first) {
  OrtValue *made[OUTPUTS] = {NULL};
  size_t count = 0;
  onnx_run(model->onnx, model->decoder, &(onnx_values_t){names->inputs, values, INPUTS}, &(onnx_values_t){names->outputs, made, OUTPUTS});
  const float *logits = onnx_numbers(model->onnx, made[0], &count);
  const int64_t token = likeliest(logits, count, !is_first); /* silence is a likely end for a confused model: somebody spoke */
  for (int i = 0; i < PAST; i++) {
    if (is_of_encoder(i) && !is_first) continue;
    onnx_release(model->onnx, &values[FIRST_PAST + i], 1);
    values[FIRST_PAST + i] = made[1 + i];
    made[1 + i] = NULL;
  }
  onnx_release(model->onnx, made, OUTPUTS);
  return token;
}

/* A piece of a Llama vocabulary: U+2581 is a space, <0x41> a byte. Returns how many bytes were written, at most `room`. */
static size_t write_piece(const char *piece, char *text, size_t room) {
  unsigned byte = 0;
  size_t length = 0;
  if (sscanf(piece, "<0x%2X>", &byte) == 1 && strlen(piece) == 6u) {
    if (room == 0u) return 0;
    text[0] = (char)byte;
    return 1;
  }
  while (*piece != '\0' && length < room) {
    const int is_space = strncmp(piece, "\xE2\x96\x81", 3) == 0;
    text[length++] = is_space ? ' ' : *piece;
    piece += is_space ? 3 : 1;
  }
  return length;
}

size_t moonshine_hear(const moonshine_t *model, float *samples, uint32_t count, char *text, size_t room) {
  static const int64_t one[2] = {1, 1}, empty[4] = {1, HEADS, 0, HEAD_SIZE};
  static float nothing[1];
  names_t names;
  OrtValue *values[INPUTS] = {NULL};
  size_t length = 0;
  int64_t token = START_TOKEN;
  bool is_going_on = false;
  /* Nobody speaks faster than 6.5 tokens a second; the decoder of a confused model does. */
  const uint32_t most = 6u + count * 13u / (2u * MOONSHINE_RATE_HZ);
  if (room == 0u) return 0;
  write_names(&names);
  values[HIDDEN] = encoded(model, samples, count);
  values[TOKENS] = onnx_integers(model->onnx, &token, one, 2);
  values[IS_GOING_ON] = onnx_flag(model->onnx, &is_going_on);
  for (int i = 0; i < PAST; i++) values[FIRST_PAST + i] = onnx_floats(model->onnx, nothing, empty, 4);
  for (uint32_t i = 0; i < most; i++, is_going_on = true) {
    token = step(model, &names, values, i == 0u); /* the tensor of the next run is over `token` itself */
    if (token == END_TOKEN) break;
    if (token > END_TOKEN && token < (int64_t)model->tokens.count) length += write_piece(model->tokens.lines[token], text + length, room - 1u - length);
  }
  onnx_release(model->onnx, values, INPUTS);
  text[length] = '\0';
  const size_t blank = strspn(text, " ");
  memmove(text, text + blank, length - blank + 1u);
  return length - blank;
}
