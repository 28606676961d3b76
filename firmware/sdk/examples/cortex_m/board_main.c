/* What start.c runs on the board: the script in flash is questions.tsv. */
#include "program.h"
#include "selftest.h"

#include <stddef.h>

void psp_program(const uint8_t *bundle, uint32_t bundle_size, const uint8_t *script, uint32_t script_size, psp_print_t print) {
  psp_selftest_t result;
  const int status = psp_selftest(bundle, bundle_size, NULL, (const char *)script, script_size, print, &result);
  if (status != 0) print("the bundle cannot be played\n", 28);
}
