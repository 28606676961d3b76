/* Ready callbacks for psp_bundle_verify. Compile the one that fits; nothing here is part of libpsp. */
#ifndef PSP_VERIFY_H
#define PSP_VERIFY_H

#include <stddef.h>
#include <stdint.h>

/* `context` is a psa_key_id_t *: an imported public key of PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_TWISTED_EDWARDS), 255 bits. */
int psp_verify_psa(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature);

/* `context` is the public key, 32 raw bytes. */
int psp_verify_bootutil(void *context, const uint8_t *key_id, const uint8_t *digest, const uint8_t *signature);

#endif
