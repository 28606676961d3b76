/* Speech at 16 kHz -> text, by Moonshine tiny (encoder.onnx, decoder.onnx, tokens.txt of its model pack). English. */
#ifndef PSP_MOONSHINE_H
#define PSP_MOONSHINE_H

#include "onnx.h"
#include "vocabulary.h"

#define MOONSHINE_RATE_HZ 16000u

typedef struct {
  const onnx_t *onnx;
  OrtSession *encoder;
  OrtSession *decoder;
  vocabulary_t tokens;
} moonshine_t;

void moonshine_open(moonshine_t *model, const onnx_t *onnx, const char *folder);
void moonshine_close(moonshine_t *model);

/* What was said, ended by a zero byte and cut at `room` bytes. `samples`: (count), -1..1. Returns its length; 0 where nothing was heard. */
size_t moonshine_hear(const moonshine_t *model, float *samples, uint32_t count, char *text, size_t room);

#endif
