/* Plainspoken device runtime: a bundle's bytes + a question -> what the appliance says. This header is its manual.

   Purpose   Answers questions about an appliance out of one bundle, in place, in integers: the same answer to the last bit on every machine.
   Memory    The caller owns all of it. No malloc, no globals, no stdio. A bundle is never copied: keep its bytes (flash or RAM) as long as
             anything here is used. A session needs psp_session_size() bytes, aligned to 8. Stack: below 1 KB.
   Threads   A psp_bundle_t is constant after open and may be shared. A session belongs to one thread at a time.
   Errors    Every function that can fail returns PSP_OK (0) or a negative PSP_ERR_...; a refusal is an answer, not an error.
             Any bytes at all may be handed to psp_bundle_open: hostile ones give an error code, never a bad access.
   Units     Scores and weights are Q15: 32768 is a cosine of 1.0. Boxes are in 1/16 of a PDF point from the top left of the page.
   Texts     UTF-8, ended by a zero byte, pointing into the bundle.

   A worked example:

       static psp_bundle_t bundle;
       static uint64_t room[PSP_SESSION_ROOM / 8u];
       psp_session_t *session;
       psp_answer_t answer;
       int status;

       if (psp_bundle_open(&bundle, flash, flash_size) != PSP_OK) return fault();
       if (psp_bundle_verify(&bundle, my_ed25519, &my_key) != PSP_OK) return fault();
       if (psp_bundle_accepts(&bundle, MY_VENDOR, MY_PRODUCT, my_counter) != PSP_OK) return fault();
       if (psp_session_init(room, sizeof room, &bundle, &session) != PSP_OK) return fault();

       ... what somebody said is a command ("next", "louder", "yes") or a question:
       status = psp_session_obey(session, text, strlen(text), &answer);
       if (status == 0) status = psp_session_ask_text(session, text, strlen(text), &answer);
       if (status >= 0)
           for (uint32_t i = 0; i < answer.said_count; i++) speak(psp_answer_text(session, &answer, i), psp_session_volume(session));
       ... the user presses the button for the next step:
       psp_session_command(session, PSP_NEXT, &answer);
*/
#ifndef PLAINSPOKEN_H
#define PLAINSPOKEN_H

#include <stddef.h>
#include <stdint.h>

#include "psp_layout.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------- status */

enum {
  PSP_OK = 0,
  PSP_ERR_ARGUMENT = -1,          /* a null pointer, or memory that is not aligned */
  PSP_ERR_NOT_A_BUNDLE = -2,      /* the first bytes are something else */
  PSP_ERR_NEWER_VERSION = -3,     /* made for a newer runtime: update the firmware first */
  PSP_ERR_TRUNCATED = -4,         /* fewer bytes than the header says */
  PSP_ERR_DAMAGED = -5,           /* an offset, count, index or checksum is wrong */
  PSP_ERR_HASH = -6,              /* the bytes are not those that were written */
  PSP_ERR_NOT_SIGNED = -7,        /* a signature is asked for and there is none */
  PSP_ERR_SIGNATURE = -8,         /* not signed by this key */
  PSP_ERR_PRODUCT = -9,           /* made for another product of this vendor */
  PSP_ERR_ROLLBACK = -10,         /* older than what this device has accepted */
  PSP_ERR_MEMORY = -11,           /* the caller's buffer is too small */
  PSP_ERR_QUESTION_EMPTY = -12,   /* no letter and no digit in it */
  PSP_ERR_QUESTION_TOO_LONG = -13, /* more than PSP_MAX_QUESTION_BYTES */
  PSP_ERR_DIMENSION = -14,        /* a vector of another encoder than the bundle's */
  PSP_ERR_NO_TERMS = -15,         /* the bundle has no words to compare a text with */
  PSP_ERR_RANGE = -16,            /* no such index, no such language */
  PSP_ERR_VENDOR = -17            /* made for another vendor */
};

/* ---------------------------------------------------------------- bundle */

/* One section as it was found and checked: `count` records, `step` bytes apart. */
typedef struct {
  const uint8_t *bytes;
  uint32_t size;
  uint32_t count;
  uint32_t step;
} psp_section_t;

/* An opened bundle. Read it through the functions below; the fields are here so that it can be static. */
typedef struct {
  const uint8_t *bytes;
  uint32_t total_size;
  uint32_t content_size;
  uint32_t flags;
  uint32_t dim;
  psp_section_t metadata, strings, topics, utterances, sources, phrases;
  psp_section_t vectors, vector_norms, vector_roles, background, background_norms;
  psp_section_t terms, postings, glossary, ranking, prompts, offers, command_phrases, manuals;
  psp_section_t clip_runs, clips, clip_bytes;
  psp_section_t piece_starts, pieces, piece_rows, codebook; /* the static encoder; empty where the host has the encoder */
} psp_bundle_t;

/* Checks structure: version, checksums of header and directory, every offset, count and index. Reads each record once and no vector.
   `size` may be larger than the bundle (a flash partition). Says nothing about who wrote it: see psp_bundle_verify. */
int psp_bundle_open(psp_bundle_t *bundle, const uint8_t *bytes, size_t size);

/* As above for one language of several, from 0: each is a bundle of its own over the same bytes, and shares what is the same in both.
   Its tag is psp_bundle_text(bundle, PSP_METADATA_LANGUAGE). PSP_ERR_RANGE past the last one. */
int psp_bundle_open_language(psp_bundle_t *bundle, const uint8_t *bytes, size_t size, uint32_t language);
/* As above by BCP 47 tag ("de-AT"): that language, or else the first whose main language is the same ("de"). PSP_ERR_RANGE where there is neither.
   Opens one language after the other, so it takes as long as opening all of them: call it when the user has chosen, not at each question. */
int psp_bundle_open_tag(psp_bundle_t *bundle, const uint8_t *bytes, size_t size, const char *tag);
uint32_t psp_bundle_language_count(const psp_bundle_t *bundle);

/* Ed25519 by the integrator (PSA Crypto, Mbed TLS, MCUboot's bootutil). Returns 0 where `signature` (64 bytes) over `digest` (32 bytes) is good.
   `key_id` (8 bytes) names the key; `context` is what psp_bundle_verify was given. */
typedef int (*psp_check_signature_t)(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature);

/* One pass of SHA-256 over all bytes, then the signature. With a null `check` the signature is not looked at: integrity only.
   PSP_ERR_HASH, PSP_ERR_NOT_SIGNED, PSP_ERR_SIGNATURE. */
int psp_bundle_verify(const psp_bundle_t *bundle, psp_check_signature_t check, void *context);

/* Is this bundle for this product, and not older than what was accepted before? 0 in the bundle or in the argument means any.
   PSP_ERR_VENDOR, PSP_ERR_PRODUCT, PSP_ERR_ROLLBACK. */
int psp_bundle_accepts(const psp_bundle_t *bundle, uint32_t vendor, uint32_t product, uint32_t security_counter);

/* Where damage is: compares the CRC-32 of the section at `index` of the directory. PSP_ERR_RANGE past the last one. */
int psp_bundle_check_section(const psp_bundle_t *bundle, uint32_t index, uint32_t *section_id, uint32_t *size);

/* A number of the METADATA record: `field` is PSP_METADATA_...; a text where the field is a string. */
uint32_t psp_bundle_number(const psp_bundle_t *bundle, uint32_t field);
const char *psp_bundle_text(const psp_bundle_t *bundle, uint32_t field);

/* The text of a prompt (PSP_PROMPT_IS_...); "" where the bundle has none. */
const char *psp_prompt_text(const psp_bundle_t *bundle, uint32_t prompt);
/* How many clips say it, and the first of them in CLIP_RUNS. */
uint32_t psp_prompt_clips(const psp_bundle_t *bundle, uint32_t prompt, uint32_t *first);

/* The record at `index` of a section of the bundle, or null. Its fields: PSP_TOPIC_..., PSP_UTTERANCE_... with psp_u16le, psp_u32le. */
const uint8_t *psp_record(const psp_section_t *section, uint32_t index);
/* The text that a string field (an offset into STRINGS) names; "" where it is out of range. */
const char *psp_string(const psp_bundle_t *bundle, uint32_t offset);

/* ---------------------------------------------------------------- session */

#define PSP_NONE 0xFFFFFFFFu
#define PSP_MAX_QUESTION_BYTES 1024u
#define PSP_MAX_TERMS 32u   /* different words of a question that count */
#define PSP_MAX_RANKED 10u  /* best topics kept of each question */
#define PSP_MAX_PIECES (2u * PSP_MAX_CHOICES)
#define PSP_MAX_VOLUME 5u
#define PSP_SESSION_ROOM 4096u /* enough for psp_session_size() */

typedef enum { PSP_ANSWER = 0, PSP_CLARIFICATION = 1, PSP_REFUSAL = 2, PSP_END = 3 } psp_kind_t;
typedef enum {
  PSP_NEXT = PSP_COMMAND_IS_NEXT,
  PSP_BACK = PSP_COMMAND_IS_BACK,
  PSP_REPEAT = PSP_COMMAND_IS_REPEAT,
  PSP_STOP = PSP_COMMAND_IS_STOP,
  PSP_LOUDER = PSP_COMMAND_IS_LOUDER,
  PSP_QUIETER = PSP_COMMAND_IS_QUIETER,
  PSP_MUTE = PSP_COMMAND_IS_MUTE,
  PSP_UNMUTE = PSP_COMMAND_IS_UNMUTE,
  PSP_YES = PSP_COMMAND_IS_YES,
  PSP_NO = PSP_COMMAND_IS_NO,
  PSP_GO_TO = PSP_COMMAND_IS_GO_TO
} psp_command_t;

/* One piece of a prompt: a text of the device itself, or the title of a topic. A product with clips has one for each. */
typedef struct {
  uint16_t is_title; /* 1: `id` is a topic; 0: a PSP_PROMPT_IS_... */
  uint16_t id;
} psp_piece_t;

typedef struct {
  uint32_t topic;
  int32_t score_q15;
  uint32_t vector; /* of the topic's, the nearest to the question: an index into VECTORS; PSP_NONE where words alone decided */
  int32_t near_q15; /* by its nearest sentences, and by what it says of itself: half of each puts topics in order (psp_rank.c); 0 by words alone */
  int32_t told_q15;
} psp_ranked_t;

/* What to say now. Utterances come from the topic; pieces from the device. Never both; the question of an offer comes last. */
typedef struct {
  uint32_t kind;            /* psp_kind_t */
  uint32_t topic;           /* PSP_NONE outside an answer */
  int32_t score_q15;        /* of the best topic; 0 after a command */
  int32_t margin_q15;       /* best - second */
  int32_t rise_q15;         /* what the best topic needed more than the threshold of the bundle: it is of the kind SAFETY, the question names
                               what the manual never prints, or words alone decided. A refusal, where score - rise is below the threshold */
  uint32_t first_utterance; /* index into UTTERANCES */
  uint32_t utterance_count;
  uint32_t piece_count;
  psp_piece_t pieces[PSP_MAX_PIECES];
  uint32_t said_count;      /* utterances, pieces and the offer: what psp_answer_text counts; 0: nothing is said */
  uint32_t step;            /* step that is said last, from 1; 0 outside an answer */
  uint32_t step_count;
  uint32_t alternative_count;
  psp_ranked_t alternatives[PSP_MAX_CHOICES]; /* a clarification: its choices; otherwise the next best topics */
  uint32_t offer;           /* index into OFFERS of the question that is asked last; PSP_NONE: none. Yes and no answer it */
  uint32_t command;         /* psp_command_t that this follows; PSP_NONE for a question */
} psp_answer_t;

typedef struct psp_session psp_session_t;

/* Bytes that a session needs; at most PSP_SESSION_ROOM. */
size_t psp_session_size(void);

/* Makes a session in `memory` (aligned to 8). It holds the place in an answer and the ranking of the last question. */
int psp_session_init(void *memory, size_t size, const psp_bundle_t *bundle, psp_session_t **session);

/* Answers a question from its vector (int8, any scale) and its text. The vector must come from the encoder of the bundle and have its `dim`.
   `text` may be null: then the vector alone decides. PSP_ERR_DIMENSION, PSP_ERR_QUESTION_EMPTY, PSP_ERR_QUESTION_TOO_LONG. */
int psp_session_ask_vector(psp_session_t *session, const int8_t *vector, uint32_t dim, const char *text, size_t length, psp_answer_t *answer);

/* Answers a question from its text. Where the bundle carries the static encoder, its vector is made here. Without one its words alone decide:
   good for error codes, numbers and names of parts; a question in other words than the manual's is refused. PSP_ERR_NO_TERMS where the bundle
   has neither, PSP_ERR_QUESTION_EMPTY, PSP_ERR_QUESTION_TOO_LONG. */
int psp_session_ask_text(psp_session_t *session, const char *text, size_t length, psp_answer_t *answer);

/* Answers phrase `phrase` (index into PHRASES), as a recogniser of closed phrases heard it. PSP_ERR_RANGE. */
int psp_session_ask_phrase(psp_session_t *session, uint32_t phrase, psp_answer_t *answer);

/* Follows a command, as a key gives it.
   NEXT says the next step, or that there is none; BACK the one before (the first again at the start); REPEAT the same again; STOP ends it.
   LOUDER, QUIETER, MUTE, UNMUTE change the volume and leave the place in the answer; LOUDER ends MUTE. MUTE says nothing.
   YES takes what was offered: its topic is the answer now. NO declines: the next offer, if there is one. Elsewhere both are PSP_PROMPT_IS_NOTHING_TO_SAY.
   GO_TO has a number: psp_session_go_to. PSP_ERR_ARGUMENT for it and for what is no command. */
int psp_session_command(psp_session_t *session, psp_command_t command, psp_answer_t *answer);

/* Says step `number` of the answer, from 1; after a clarification, answers its choice `number`. Where there is no such step it says so. */
int psp_session_go_to(psp_session_t *session, uint32_t number, psp_answer_t *answer);

/* Follows what was said where it is a command in the language of the bundle ("next, please", "what was step two"), and returns 1.
   0: it is a question, ask it; `answer` is not touched. Only whole utterances are commands: "what happens next" is a question.
   "Yes", "no" and numbers are commands only where they have something to answer. Ask for no vector before: this is cheap. */
int psp_session_obey(psp_session_t *session, const char *text, size_t length, psp_answer_t *answer);

/* The loudspeaker was stopped before text `said` of the last answer (of said_count, from 0) had ended: barge-in, a key, the button.
   Where a hazard was still to come, NEXT and GO_TO say that part again, hazards first; a new question is not held up by it. */
void psp_session_cut_short(psp_session_t *session, uint32_t said);

/* How loud to speak: 1 to PSP_MAX_VOLUME, 0 where it is muted. A step is meant as 6 dB: 1 is 24 dB below the loudest. Starts at 3. */
uint32_t psp_session_volume(const psp_session_t *session);
/* As a knob does it, or from what was kept over a power cycle. 0 mutes and keeps the level for UNMUTE; larger than the most is the most. */
void psp_session_set_volume(psp_session_t *session, uint32_t volume);

/* Text `index` of said_count. "" out of range. */
const char *psp_answer_text(const psp_session_t *session, const psp_answer_t *answer, uint32_t index);

/* The best topics of the last question, best first; at most PSP_MAX_RANKED. Returns how many were written. */
uint32_t psp_session_ranked(const psp_session_t *session, psp_ranked_t *ranked, uint32_t most);

/* The bundle that it talks from. */
const psp_bundle_t *psp_session_bundle(const psp_session_t *session);

/* Forgets the answer that it is in. */
void psp_session_reset(psp_session_t *session);

/* ---------------------------------------------------------------- speech */

/* Where the reading of an answer's sound is: the caller owns it, one a loudspeaker. Nothing in it is for you. */
typedef struct {
  const psp_session_t *session;
  psp_answer_t answer;
  uint32_t said;     /* which of said_count is read */
  uint32_t run;      /* and which of its clips */
  uint32_t sample;   /* next sample of the clip */
  int32_t predictor; /* of IMA ADPCM */
  int32_t index;
} psp_speech_t;

/* Begins reading what an answer says: its clips one after another, each with the pause that belongs behind it. */
void psp_speech_start(psp_speech_t *speech, const psp_session_t *session, const psp_answer_t *answer);

/* The same for one prompt (PSP_PROMPT_IS_...). Returns how many clips it has; 0: there is nothing to read. PSP_PROMPT_IS_EARCON_... are sounds
   without words: LISTENING when the microphone opens, THINKING when the question is over, NOT_UNDERSTOOD where your recogniser heard none,
   END when all is said. A product may have none of them, and those bundles are silent there. */
uint32_t psp_speech_start_prompt(psp_speech_t *speech, const psp_session_t *session, uint32_t prompt);

/* Writes up to `room` samples (16-bit, mono) and returns how many; 0 at the end, or where the answer has no clips: then speak its texts.
   `sample_rate` is theirs in Hz; fewer than `room` are written where the next clip has another rate. Call it from the audio task as the
   DMA buffer empties: decoding costs a few instructions a sample and no memory. */
uint32_t psp_speech_read(psp_speech_t *speech, int16_t *samples, uint32_t room, uint32_t *sample_rate);

/* A piece of a clip that the vendor's libopus decodes, or of the silence behind one. */
typedef struct {
  const uint8_t *bytes; /* one Opus packet, 20 ms, mono; null: silence */
  uint32_t size;
  uint32_t skip;        /* decoded samples at its start that are not sound */
  uint32_t samples;     /* behind these, the ones to play; what is decoded beyond them is not sound */
  uint32_t sample_rate; /* Hz, to decode at */
  uint32_t is_first;    /* 1: a clip begins, reset the decoder (OPUS_RESET_STATE) before this packet */
} psp_packet_t;

/* Where clips are Opus (target with "codec": "opus"), psp_speech_read gives nothing and this gives their packets, in order. Returns 1; 0 at the end.
       while (psp_speech_packet(&speech, &packet)) {
         if (packet.bytes == NULL) { play_silence(packet.samples); continue; }
         if (packet.is_first) opus_decoder_ctl(decoder, OPUS_RESET_STATE);
         opus_decode(decoder, packet.bytes, (opus_int32)packet.size, pcm, 960, 0);
         play(pcm + packet.skip, packet.samples);
       } */
int psp_speech_packet(psp_speech_t *speech, psp_packet_t *packet);

/* ---------------------------------------------------------------- words */

#define PSP_MAX_TERM_BYTES 32u /* with the zero at the end */

typedef enum { PSP_LANGUAGE_OTHER = 0, PSP_LANGUAGE_EN = 1, PSP_LANGUAGE_DE = 2 } psp_language_t;

typedef struct {
  char bytes[PSP_MAX_TERM_BYTES]; /* ended by a zero */
  uint32_t length;
} psp_term_t;

/* Reads terms out of a text, one a call. Start with psp_text_start; the text must outlive it. */
typedef struct {
  const char *text;
  size_t length;
  size_t at;
  psp_language_t language;
} psp_text_t;

/* Language of a BCP 47 tag: "de-AT" is German. */
psp_language_t psp_language_of(const char *tag);

/* The words that index and question are compared by: lower case, without accents and common endings, without words such as "the";
   codes in one form: "e fifteen", "E 15", "E-15" and "e15" are all "e15". */
void psp_text_start(psp_text_t *cursor, const char *text, size_t length, psp_language_t language);
/* Returns 1 with the next term, 0 at the end. */
int psp_text_next(psp_text_t *cursor, psp_term_t *term);

#define PSP_MAX_TAKEN 8u /* particles of verbs that were read with them */

/* Reads what the encoder of the bundle is to be given for a question, a few words a call. Its fields are its own. */
typedef struct {
  const psp_bundle_t *bundle;
  psp_text_t text;
  psp_term_t word;
  uint8_t ends[PSP_MAX_TERM_BYTES]; /* of the parts of the word, where it is a compound */
  uint32_t part;                    /* where its next part begins, or PSP_NONE */
  size_t taken[PSP_MAX_TAKEN];      /* where words end that were read before their turn */
  uint32_t taken_next;
} psp_gloss_t;

/* An encoder that knows one language understands the questions of another by the glossary in the bundle: give it the words below, with spaces
   between them, in place of the text ("die Tuer klemmt" -> "door" "stuck"). psp_session_ask_text does so itself. Greetings, hesitation and courtesy at the ends of a question ("hi, um, … can you help me please") are left out
   in any bundle. The text must outlive the cursor. */
void psp_gloss_start(psp_gloss_t *cursor, const psp_bundle_t *bundle, const char *text, size_t length);
/* The next words and their length in bytes; null at the end. A bundle without a glossary gives the text itself, as far as it asks, once. The words are the bundle's,
   the text's or the cursor's: use them before the next call. */
const char *psp_gloss_next(psp_gloss_t *cursor, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
