/* A bundle and one question vector -> instructions of a whole question and of the bare dot products over the same rows, of opening and verifying the
   bundle and of one SHA-256 over it, as lines for test/bench/ranking.ts.
   Stands in for replay.c behind port/cortex_m/start.c. Under `qemu -icount shift=0` an instruction takes 1 ns, so SysTick counts instructions.
   Trap: SysTick has 24 bits: a stretch of more than 2^24 ticks would wrap, and is refused. */
#include "replay.h"

#include "plainspoken.h"
#include "psp_hash.h"
#include "psp_rank.h"

static volatile uint32_t *const control = (volatile uint32_t *)0xE000E010u;
static volatile uint32_t *const reload = (volatile uint32_t *)0xE000E014u;
static volatile uint32_t *const current = (volatile uint32_t *)0xE000E018u;

static void start(void) {
  *control = 0;
  *reload = 0xFFFFFFu;
  *current = 0;
  *control = 5u; /* on, by the processor's clock, no interrupt */
  (void)*control; /* forget that it had wrapped before */
}

/* Ticks since start; 0 where the counter wrapped. */
static uint32_t ticks(void) {
  const uint32_t now = *current;
  return (*control & (1u << 16)) != 0u ? 0u : 0xFFFFFFu - now;
}

static void print_line(psp_print_t print, const char *name, uint32_t name_length, uint32_t value) {
  char digits[11];
  uint32_t at = sizeof digits;
  digits[--at] = '\n';
  do {
    digits[--at] = (char)('0' + value % 10u);
    value /= 10u;
  } while (value > 0u);
  print(name, name_length);
  print(digits + at, (uint32_t)sizeof digits - at);
}

void psp_replay(const uint8_t *bundle_bytes, uint32_t bundle_size, const uint8_t *script, uint32_t script_size, psp_print_t print) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  static psp_bundle_t bundle;
  static psp_answer_t answer;
  psp_session_t *session;
  volatile int32_t kept = 0; /* or the compiler would leave the loop out */
  const int8_t *question = (const int8_t *)script;
  if (psp_bundle_open(&bundle, bundle_bytes, bundle_size) != PSP_OK || script_size != bundle.dim) return;
  if (psp_session_init(room, sizeof room, &bundle, &session) != PSP_OK) return;

  start();
  const int status = psp_session_ask_vector(session, question, bundle.dim, NULL, 0, &answer);
  const uint32_t asked = ticks();
  if (status != PSP_OK) return;
  start();
  for (uint32_t i = 0; i < bundle.vectors.count; i++)
    kept = kept + psp_dot(question, (const int8_t *)psp_record(&bundle.vectors, i), bundle.dim);
  const uint32_t bare = ticks();
  print_line(print, "question ", 9, asked);
  print_line(print, "bare ", 5, bare);

  uint8_t digest[32];
  start();
  psp_sha256(bundle_bytes, bundle.content_size, digest);
  print_line(print, "hashed ", 7, ticks());
  start();
  if (psp_bundle_open(&bundle, bundle_bytes, bundle_size) != PSP_OK || psp_bundle_verify(&bundle, NULL, NULL) != PSP_OK) return;
  print_line(print, "opened ", 7, ticks());
}
