#include "onnx.h"

#include <stdio.h>
#include <stdlib.h>

static void must(const onnx_t *onnx, OrtStatus *status) {
  if (status == NULL) return;
  (void)fprintf(stderr, "ONNX Runtime: %s\n", onnx->api->GetErrorMessage(status));
  exit(1);
}

void onnx_start(onnx_t *onnx) {
  onnx->api = OrtGetApiBase()->GetApi(ORT_API_VERSION);
  if (onnx->api == NULL) {
    (void)fprintf(stderr, "libonnxruntime %s is older than its header, which is of API %d\n", OrtGetApiBase()->GetVersionString(), ORT_API_VERSION);
    exit(1);
  }
  must(onnx, onnx->api->CreateEnv(ORT_LOGGING_LEVEL_ERROR, "plainspoken", &onnx->environment));
  must(onnx, onnx->api->CreateSessionOptions(&onnx->options));
  must(onnx, onnx->api->SetIntraOpNumThreads(onnx->options, 2));
  must(onnx, onnx->api->AddSessionConfigEntry(onnx->options, "session.intra_op.allow_spinning", "0")); /* the audio task wants the core */
  must(onnx, onnx->api->CreateCpuMemoryInfo(OrtArenaAllocator, OrtMemTypeDefault, &onnx->memory));
}

void onnx_stop(onnx_t *onnx) {
  onnx->api->ReleaseMemoryInfo(onnx->memory);
  onnx->api->ReleaseSessionOptions(onnx->options);
  onnx->api->ReleaseEnv(onnx->environment);
}

OrtSession *onnx_open(const onnx_t *onnx, const char *folder, const char *file) {
  char path[1024];
  OrtSession *session = NULL;
  if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, file) >= sizeof path) {
    (void)fprintf(stderr, "the name of the folder is too long: %s\n", folder);
    exit(2);
  }
  must(onnx, onnx->api->CreateSession(onnx->environment, path, onnx->options, &session));
  return session;
}

static OrtValue *tensor(const onnx_t *onnx, void *numbers, size_t size, const int64_t *shape, size_t rank, ONNXTensorElementDataType type) {
  size_t bytes = size;
  OrtValue *value = NULL;
  for (size_t i = 0; i < rank; i++) bytes *= (size_t)shape[i];
  must(onnx, onnx->api->CreateTensorWithDataAsOrtValue(onnx->memory, numbers, bytes, shape, rank, type, &value));
  return value;
}

OrtValue *onnx_floats(const onnx_t *onnx, float *numbers, const int64_t *shape, size_t rank) {
  return tensor(onnx, numbers, sizeof *numbers, shape, rank, ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT);
}

OrtValue *onnx_integers(const onnx_t *onnx, int64_t *numbers, const int64_t *shape, size_t rank) {
  return tensor(onnx, numbers, sizeof *numbers, shape, rank, ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64);
}

OrtValue *onnx_flag(const onnx_t *onnx, bool *flag) {
  static const int64_t one[1] = {1};
  return tensor(onnx, flag, sizeof *flag, one, 1, ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL);
}

const float *onnx_numbers(const onnx_t *onnx, OrtValue *value, size_t *count) {
  OrtTensorTypeAndShapeInfo *shape = NULL;
  void *numbers = NULL;
  must(onnx, onnx->api->GetTensorTypeAndShape(value, &shape));
  must(onnx, onnx->api->GetTensorShapeElementCount(shape, count));
  onnx->api->ReleaseTensorTypeAndShapeInfo(shape);
  must(onnx, onnx->api->GetTensorMutableData(value, &numbers));
  return numbers;
}

void onnx_run(const onnx_t *onnx, OrtSession *session, const onnx_values_t *inputs, const onnx_values_t *outputs) {
  must(onnx, onnx->api->Run(session, NULL, inputs->names, (const OrtValue *const *)inputs->values, inputs->count, outputs->names, outputs->count,
                            outputs->values));
}

void onnx_release(const onnx_t *onnx, OrtValue **values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (values[i] != NULL) onnx->api->ReleaseValue(values[i]);
    values[i] = NULL;
  }
}
