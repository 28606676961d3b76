/* psp_replay BUNDLE SCRIPT: prints one canonical line for each entry of the script. */
#include <stdio.h>
#include <stdlib.h>

#include "../../sdk/examples/host/files.h"
#include "replay.h"

static void print(const char *text, uint32_t length) { (void)fwrite(text, 1, length, stdout); }

int main(int count, char **arguments) {
  uint32_t bundle_size, script_size;
  if (count != 3) return fprintf(stderr, "usage: psp_replay BUNDLE SCRIPT\n"), 2;
  uint8_t *bundle = read_file(arguments[1], &bundle_size);
  uint8_t *script = read_file(arguments[2], &script_size);
  if (bundle == NULL || script == NULL) return fprintf(stderr, "cannot read %s\n", bundle == NULL ? arguments[1] : arguments[2]), 2;
  psp_replay(bundle, bundle_size, script, script_size, print);
  free(bundle);
  free(script);
  return 0;
}
