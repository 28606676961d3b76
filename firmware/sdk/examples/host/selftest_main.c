/* psp_selftest BUNDLE questions.tsv [LANGUAGE]: exit code 0 where every answer is as expected. */
#include <stdio.h>
#include <stdlib.h>

#include "files.h"
#include "selftest.h"

static void print(const char *text, uint32_t length) { (void)fwrite(text, 1, length, stdout); }

int main(int count, char **arguments) {
  uint32_t bundle_size, table_size;
  psp_selftest_t result;
  if (count < 3 || count > 4) return fprintf(stderr, "usage: psp_selftest BUNDLE questions.tsv [LANGUAGE]\n"), 2;
  uint8_t *bundle = read_file(arguments[1], &bundle_size);
  uint8_t *table = read_file(arguments[2], &table_size);
  if (bundle == NULL || table == NULL) return fprintf(stderr, "cannot read %s\n", arguments[bundle == NULL ? 1 : 2]), 2;
  const int status = psp_selftest(bundle, bundle_size, count == 4 ? arguments[3] : NULL, (const char *)table, table_size, print, &result);
  free(bundle);
  free(table);
  if (status != 0) return fprintf(stderr, "the bundle cannot be played: error %d, see plainspoken.h\n", status), 2;
  return result.asked == result.as_expected ? 0 : 1;
}
