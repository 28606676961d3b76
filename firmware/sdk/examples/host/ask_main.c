/* psp_ask [-l LANGUAGE] BUNDLE "question" [answer.wav]: prints what the appliance says and, where the bundle has clips, writes how it sounds.
   A bundle for a transformer encoder is asked by its words alone here: codes and names of parts find their topic, other words may not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "plainspoken.h"
#include "wav.h"

int main(int count, char **arguments) {
  static uint64_t room[PSP_SESSION_ROOM / 8u];
  static psp_bundle_t bundle;
  psp_session_t *session;
  psp_answer_t answer;
  uint32_t size;
  const char *tag = NULL;
  if (count > 2 && strcmp(arguments[1], "-l") == 0) {
    tag = arguments[2];
    count -= 2;
    arguments += 2;
  }
  if (count < 3 || count > 4) return fprintf(stderr, "usage: psp_ask [-l LANGUAGE] BUNDLE \"question\" [answer.wav]\n"), 2;
  uint8_t *bytes = read_file(arguments[1], &size);
  if (bytes == NULL) return fprintf(stderr, "cannot read %s\n", arguments[1]), 2;
  int status = tag == NULL ? psp_bundle_open(&bundle, bytes, size) : psp_bundle_open_tag(&bundle, bytes, size, tag);
  if (status == PSP_OK) status = psp_bundle_verify(&bundle, NULL, NULL);
  if (status == PSP_OK) status = psp_session_init(room, sizeof room, &bundle, &session);
  if (status == PSP_OK) status = psp_session_ask_text(session, arguments[2], strlen(arguments[2]), &answer);
  if (status != PSP_OK) return fprintf(stderr, "error %d, see plainspoken.h\n", status), 2;
  for (uint32_t i = 0; i < answer.said_count; i++) (void)printf("%s\n", psp_answer_text(session, &answer, i));
  if (count == 4) (void)printf("%s: %u samples\n", arguments[3], (unsigned)write_answer(arguments[3], session, &answer));
  free(bytes);
  return 0;
}
