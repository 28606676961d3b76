/* psp_check_signature_t by PSA Crypto: for TF-M, and for every PSA implementation that has PSA_ALG_PURE_EDDSA.
   Trap: Mbed TLS 3 declares this algorithm but computes it only where a driver brings it:
   PSA_ERROR_NOT_SUPPORTED refuses the bundle. Take the adapter of bootutil there. */
#include <psa/crypto.h>

#include "psp_verify.h"

int psp_verify_psa(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature) {
  const psa_key_id_t *key = context;
  (void)key_id; /* one key; a product with several picks it here */
  return psa_verify_message(*key, PSA_ALG_PURE_EDDSA, digest, 32, signature, 64) == PSA_SUCCESS ? 0 : -1;
}
