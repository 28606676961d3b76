/* The whole test framework: CHECK counts, and says where and what did not hold. */
#ifndef PSP_TEST_CHECK_H
#define PSP_TEST_CHECK_H

#include <stdio.h>

extern int checks_passed, checks_failed;

#define CHECK(holds)                                                    \
  do {                                                                  \
    if (holds) {                                                        \
      checks_passed++;                                                  \
    } else {                                                            \
      checks_failed++;                                                  \
      (void)printf("%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds); \
    }                                                                   \
  } while (0)

void test_text(void);

#endif
