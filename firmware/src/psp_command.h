/* What was said -> which command of the bundle it is. What the command does is in psp_session.c. */
#ifndef PSP_COMMAND_H
#define PSP_COMMAND_H

#include "plainspoken.h"

typedef struct {
  psp_command_t command;
  uint32_t number; /* of GO_TO; 0 elsewhere */
} psp_order_t;

/* Returns 1 where the whole text is a command, 0 where it is not. */
int psp_order_find(const psp_bundle_t *bundle, const char *text, size_t length, psp_order_t *order);

#endif
