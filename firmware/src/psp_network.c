/* Two convolutions over the rows of word pieces, then one layer over their mean and maximum:

     a[t]   = relu(rows[t-1 .. t+1] * first + bias)
     b[t]   = relu(a[t-1 .. t+1] * second + bias + a[t])
     vector = mean of rows + (mean of b, maximum of b) * last + bias

   It tells apart what a sum of words can't: "does not open when it is hot", "is not hot when it opens". A layer needs its row and both neighbours,
   so rows are read one by one: a[t] is made when row t+1 is there, b[t] when a[t+1] is. Beyond both ends there are zeros.
   The section: the record NETWORK, then for first, second and last: biases as i32, weights as signed bytes, outputs first, so that a layer is one dot
   product for each output. scripts/encoder/network.py trains it with the same rounding. */
#include "psp_network.h"

#include <string.h>

#include "psp_bytes.h"
#include "psp_rank.h"

enum { NEAR = 3 }; /* a row with its neighbours */

typedef struct {
  const uint8_t *biases;
  const int8_t *weights; /* (outputs, inputs) */
  uint32_t outputs, inputs;
} layer_t;

static uint32_t hidden_of(const psp_bundle_t *bundle) { return psp_u16le(bundle->network.bytes + PSP_NETWORK_HIDDEN); }

static uint32_t shift_of(const psp_bundle_t *bundle, uint32_t field) { return bundle->network.bytes[field]; }

/* 0: first, 1: second, 2: last. */
static layer_t layer_at(const psp_bundle_t *bundle, uint32_t index) {
  const uint32_t dim = bundle->dim, hidden = hidden_of(bundle);
  const uint32_t outputs[] = {hidden, hidden, dim};
  const uint32_t inputs[] = {NEAR * dim, NEAR * hidden, 2u * hidden};
  const uint8_t *at = bundle->network.bytes + PSP_NETWORK_BYTES;
  for (uint32_t i = 0; i < index; i++) at += outputs[i] * (4u + inputs[i]);
  const layer_t layer = {at, (const int8_t *)(at + 4u * outputs[index]), outputs[index], inputs[index]};
  return layer;
}

/* Shifts and biases so small that no sum leaves 32 bits: |weights * inputs| < 2^28, |bias| <= 2^28. */
int psp_check_network(const psp_bundle_t *bundle) {
  if (bundle->network.bytes == NULL) return PSP_OK;
  if (bundle->network.size < PSP_NETWORK_BYTES || bundle->pieces.count == 0u || bundle->dim > PSP_MAX_STATIC_DIM) return PSP_ERR_DAMAGED;
  const uint32_t dim = bundle->dim, hidden = hidden_of(bundle);
  if (hidden == 0u || hidden > PSP_MAX_HIDDEN) return PSP_ERR_DAMAGED;
  if (bundle->network.size != PSP_NETWORK_BYTES + hidden * (4u + NEAR * dim) + hidden * (4u + NEAR * hidden) + dim * (4u + 2u * hidden))
    return PSP_ERR_DAMAGED;
  static const uint8_t shifts[] = {PSP_NETWORK_ROW_SHIFT, PSP_NETWORK_FIRST_SHIFT, PSP_NETWORK_ADDED_SHIFT, PSP_NETWORK_SECOND_SHIFT, PSP_NETWORK_SUM_SHIFT};
  for (uint32_t i = 0; i < sizeof shifts; i++)
    if (shift_of(bundle, shifts[i]) == 0u || shift_of(bundle, shifts[i]) > 12u) return PSP_ERR_DAMAGED;
  if (shift_of(bundle, PSP_NETWORK_POOL_SHIFT) > 4u) return PSP_ERR_DAMAGED;
  for (uint32_t i = 0; i < 3u; i++) {
    const layer_t layer = layer_at(bundle, i);
    for (uint32_t output = 0; output < layer.outputs; output++) {
      const int32_t bias = psp_i32le(layer.biases + 4u * output);
      if (bias < -(1 << 28) || bias > 1 << 28) return PSP_ERR_DAMAGED;
    }
  }
  return PSP_OK;
}

static uint32_t rounded(uint32_t size, uint32_t shift) { return (size + (1u << (shift - 1u))) >> shift; }

int8_t psp_network_row_value(const psp_bundle_t *bundle, int32_t value) {
  const uint32_t size = rounded((uint32_t)(value < 0 ? -value : value), shift_of(bundle, PSP_NETWORK_ROW_SHIFT));
  const int32_t cut = size > 127u ? 127 : (int32_t)size;
  return (int8_t)(value < 0 ? -cut : cut);
}

static uint32_t relu(int32_t value, uint32_t shift) {
  const uint32_t size = value <= 0 ? 0u : rounded((uint32_t)value, shift);
  return size > 127u ? 127u : size;
}

static int32_t output_of(const layer_t *layer, uint32_t output, const int8_t *inputs) {
  return psp_i32le(layer->biases + 4u * output) + psp_dot(layer->weights + output * layer->inputs, inputs, layer->inputs);
}

/* The oldest of three rows goes, zeros come: returns where they are. */
static int8_t *shift_in(int8_t *rows, uint32_t size) {
  memcpy(rows, rows + size, size);
  memcpy(rows + size, rows + 2u * size, size);
  memset(rows + 2u * size, 0, size);
  return rows + 2u * size;
}

/* The middle row of the second layer goes into its mean and maximum. */
static void pool(const psp_bundle_t *bundle, psp_network_t *room) {
  const layer_t layer = layer_at(bundle, 1);
  for (uint32_t i = 0; i < layer.outputs; i++) {
    const int32_t added = (int32_t)room->first[layer.outputs + i] * (1 << shift_of(bundle, PSP_NETWORK_ADDED_SHIFT));
    const uint32_t value = relu(output_of(&layer, i, room->first) + added, shift_of(bundle, PSP_NETWORK_SECOND_SHIFT));
    room->sums[i] += value;
    if (value > room->most[i]) room->most[i] = (uint8_t)value;
  }
}

void psp_network_start(psp_network_t *room) { memset(room, 0, sizeof *room); }

int8_t *psp_network_next(const psp_bundle_t *bundle, psp_network_t *room) { return shift_in(room->rows, bundle->dim); }

void psp_network_read(const psp_bundle_t *bundle, psp_network_t *room, uint32_t place) {
  const layer_t layer = layer_at(bundle, 0);
  if (place == 0u) return; /* the row before it is none */
  int8_t *made = shift_in(room->first, layer.outputs);
  for (uint32_t i = 0; i < layer.outputs; i++) made[i] = (int8_t)relu(output_of(&layer, i, room->rows), shift_of(bundle, PSP_NETWORK_FIRST_SHIFT));
  if (place > 1u) pool(bundle, room);
}

void psp_network_end(const psp_bundle_t *bundle, psp_network_t *room, uint32_t count, int32_t *sums) {
  const layer_t last = layer_at(bundle, 2);
  const uint32_t hidden = hidden_of(bundle), pool_shift = shift_of(bundle, PSP_NETWORK_POOL_SHIFT);
  (void)psp_network_next(bundle, room);
  psp_network_read(bundle, room, count);
  (void)shift_in(room->first, hidden);
  pool(bundle, room);
  for (uint32_t i = 0; i < hidden; i++) room->sums[i] = ((room->sums[i] << pool_shift) + count / 2u) / count; /* now the mean */
  for (uint32_t output = 0; output < last.outputs; output++) {
    const int8_t *weights = last.weights + output * last.inputs;
    int32_t sum = psp_i32le(last.biases + 4u * output);
    for (uint32_t i = 0; i < hidden; i++)
      sum += weights[i] * (int32_t)room->sums[i] + weights[hidden + i] * (int32_t)((uint32_t)room->most[i] << pool_shift);
    sums[output] = sums[output] / (int32_t)count * (1 << shift_of(bundle, PSP_NETWORK_SUM_SHIFT)) + sum;
  }
}
