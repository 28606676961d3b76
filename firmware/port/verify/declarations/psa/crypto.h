/* Only what psp_verify_psa.c names, as the PSA Crypto API 1.1 declares it: the adapters are compiled against this where no PSA is installed. */
#ifndef PSA_CRYPTO_H
#define PSA_CRYPTO_H

#include <stddef.h>
#include <stdint.h>

typedef int32_t psa_status_t;
typedef uint32_t psa_key_id_t;
typedef uint32_t psa_algorithm_t;
#define PSA_SUCCESS ((psa_status_t)0)
#define PSA_ALG_PURE_EDDSA ((psa_algorithm_t)0x06000800)

psa_status_t psa_verify_message(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input, size_t input_length, const uint8_t *signature,
                                size_t signature_length);

#endif
