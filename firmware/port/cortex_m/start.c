/* Reset -> psp_program, which prints through semihosting. Everything a Cortex-M program needs and no more. */
#include "program.h"

extern const uint8_t flash_bundle[], flash_bundle_end[], flash_script[], flash_script_end[];
extern uint32_t bss_start, bss_end, stack_top;

void reset(void);

/* Semihosting: the debugger (QEMU) sees the breakpoint and acts on r0 and r1. */
static void semihost(uint32_t operation, const void *argument) {
  register uint32_t r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

static void print(const char *text, uint32_t length) {
  char part[65];
  for (uint32_t at = 0; at < length; at += 64u) {
    const uint32_t size = length - at < 64u ? length - at : 64u;
    for (uint32_t i = 0; i < size; i++) part[i] = text[at + i];
    part[size] = 0;
    semihost(0x04u, part); /* SYS_WRITE0 */
  }
}

static void stop(void) {
  semihost(0x18u, (const void *)0x20026u); /* SYS_EXIT, ADP_Stopped_ApplicationExit */
  while (1) {
  }
}

void reset(void) {
  *(volatile uint32_t *)0xE000ED88u |= 0xFu << 20; /* CPACR: the compiler may use vector registers */
  __asm__ volatile("dsb\n isb");
  for (uint32_t *word = &bss_start; word < &bss_end; word++) *word = 0;
  psp_program(flash_bundle, (uint32_t)(flash_bundle_end - flash_bundle), flash_script, (uint32_t)(flash_script_end - flash_script), print);
  stop();
}

typedef union {
  void (*function)(void);
  const void *address;
} vector_t;

/* Any fault ends the program: lines are missing then, and the comparison fails. */
static const vector_t vectors[16] __attribute__((section(".vectors"), used)) = {{.address = &stack_top}, {.function = reset}, {.function = stop},
                                                                                 {.function = stop},      {.function = stop},  {.function = stop},
                                                                                 {.function = stop},      {.function = stop}};
