/* The replayer for Node: bytes are put at replay_heap(), lines are taken from replay_text(). */
#include <string.h>

#include "replay.h"

extern unsigned char __heap_base;
static char lines[65536];
static uint32_t used;

static void print(const char *text, uint32_t length) {
  if (length > sizeof lines - used) length = (uint32_t)sizeof lines - used;
  memcpy(lines + used, text, length);
  used += length;
}

__attribute__((export_name("replay_heap"))) uint32_t replay_heap(void) { return ((uint32_t)(uintptr_t)&__heap_base + 15u) / 16u * 16u; }
__attribute__((export_name("replay_text"))) const char *replay_text(void) { return lines; }
/* Returns the length of the text. */
__attribute__((export_name("replay_run"))) uint32_t replay_run(const uint8_t *bundle, uint32_t bundle_size, const uint8_t *script, uint32_t size) {
  used = 0;
  psp_replay(bundle, bundle_size, script, size, print);
  return used;
}
