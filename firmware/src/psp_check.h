/* The one walk over all records at open, after which every index and string offset in them can be trusted. */
#ifndef PSP_CHECK_H
#define PSP_CHECK_H

#include "plainspoken.h"

/* PSP_OK, PSP_ERR_DAMAGED or PSP_ERR_NEWER_VERSION. Sets bundle->dim. */
int psp_check_records(psp_bundle_t *bundle);

/* A part of it alone, for the fuzzer of clips. PSP_OK or PSP_ERR_DAMAGED. */
int psp_check_clips(const psp_bundle_t *bundle);

#endif
