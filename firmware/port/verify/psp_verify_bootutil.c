/* psp_check_signature_t by MCUboot's bootutil, which carries an Ed25519 of its own (ext/fiat, boot/bootutil/src/image_ed25519.c), also beside Mbed TLS. */
#include "psp_verify.h"

/* As image_ed25519.c declares it: 1 where the signature is good. */
int ED25519_verify(const uint8_t *message, size_t message_len, const uint8_t signature[64], const uint8_t public_key[32]);

int psp_verify_bootutil(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature) {
  const uint8_t *public_key = context; /* 32 raw bytes: the last 32 of the DER of public.pem */
  (void)key_id;
  return ED25519_verify(digest, 32, signature, public_key) == 1 ? 0 : -1;
}
