/* ONNX Runtime's C API, as little of it as the two models need. An example: what fails is said on stderr and ends the program. */
#ifndef PSP_ONNX_H
#define PSP_ONNX_H

#include <onnxruntime_c_api.h>

typedef struct {
  const OrtApi *api;
  OrtEnv *environment;
  OrtSessionOptions *options;
  OrtMemoryInfo *memory;
} onnx_t;

void onnx_start(onnx_t *onnx);
void onnx_stop(onnx_t *onnx);

/* The model `file` of `folder`. */
OrtSession *onnx_open(const onnx_t *onnx, const char *folder, const char *file);

/* A tensor over the caller's numbers, which must outlive it. `shape`: (rank). */
OrtValue *onnx_floats(const onnx_t *onnx, float *numbers, const int64_t *shape, size_t rank);
OrtValue *onnx_integers(const onnx_t *onnx, int64_t *numbers, const int64_t *shape, size_t rank);
OrtValue *onnx_flag(const onnx_t *onnx, bool *flag);

/* The numbers of an output and how many there are; they live as long as it. */
const float *onnx_numbers(const onnx_t *onnx, OrtValue *value, size_t *count);

typedef struct {
  const char *const *names; /* (count) */
  OrtValue **values;        /* (count): given as inputs; made by the run as outputs, where they are the caller's to release */
  size_t count;
} onnx_values_t;

void onnx_run(const onnx_t *onnx, OrtSession *session, const onnx_values_t *inputs, const onnx_values_t *outputs);
void onnx_release(const onnx_t *onnx, OrtValue **values, size_t count);

#endif
