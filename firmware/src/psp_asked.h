/* The part of a question that asks. */
#ifndef PSP_ASKED_H
#define PSP_ASKED_H

#include "plainspoken.h"

/* A cursor over the text without greetings, hesitation and courtesy at its ends: "hi, um, my door is stuck, what should I do" -> "my door is stuck".
   A text that has nothing else in it, or is of another language, stays whole. The text must outlive the cursor. */
psp_text_t psp_asked_part(const char *text, size_t length, psp_language_t language);

#endif
