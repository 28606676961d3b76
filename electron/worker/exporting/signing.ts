// PEM keys -> Ed25519 signatures over a bundle's SHA-256. The algorithm is node:crypto's; only the shape of the keys is checked here.
// Example: const key = readSigningKey(pem, 'key.pem'); key.sign(digest) -> 64 bytes.

import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

export interface SigningKey {
  /** The one that everybody has: a bundle that it signed is never for release. */
  isDevelopment: boolean
  /** First 8 bytes of SHA-256 of the raw public key: lets a device with several keys pick the right one. */
  keyId: Uint8Array
  sign: (digest: Uint8Array) => Uint8Array
}

/** Errors: file-not-found, key-invalid. */
export async function signingKeyIn(file: string): Promise<SigningKey> {
  const pem = await readFile(file, 'utf8').catch(() => {
    throw new AppError('file-not-found', { file })
  })
  return readSigningKey(pem, basename(file))
}

/** PKCS#8 PEM of an Ed25519 private key. Errors: key-invalid. */
export function readSigningKey(pem: string, file: string): SigningKey {
  const key = parsed(() => createPrivateKey(pem), file)
  return signingKey(key)
}

/** PKCS#8 around a seed that is no secret: it proves nothing but that a device checks signatures at all. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const developmentPrivateKey = createPrivateKey({
  key: Buffer.concat([pkcs8Head, createHash('sha256').update('Plainspoken development key').digest()]),
  format: 'der',
  type: 'pkcs8',
})
export const developmentKeyName = 'development'
export const developmentKey = (): SigningKey => signingKey(developmentPrivateKey)
export const developmentKeyId = keyIdOf(createPublicKey(developmentPrivateKey))
/** SPKI PEM, for the firmware of a board on a desk. */
export const developmentPublicPem = (): string =>
  createPublicKey(developmentPrivateKey).export({ type: 'spki', format: 'pem' }).toString()

/** A signature made elsewhere over the bytes of `digestToSign`, as 64 raw bytes: production keys stay where they are.
    Its `sign` throws bundle-signature-invalid where the signature is not one of this bundle by this key. Errors: key-invalid, signature-unreadable. */
export function externalSignature(
  signature: Uint8Array,
  publicPem: string,
  names: { key: string; file: string },
): SigningKey {
  if (signature.length !== 64) throw new AppError('signature-unreadable', { file: names.file, count: signature.length })
  const isGood = readVerifyKey(publicPem, names.key)
  const keyId = publicKeyId(publicPem, names.key)
  return {
    keyId,
    isDevelopment: isDevelopmentKey(keyId),
    sign: (digest) => {
      if (!isGood(digest, signature)) throw new AppError('bundle-signature-invalid')
      return signature
    },
  }
}

/** By which a bundle names the key. Errors: key-invalid. */
export const publicKeyId = (pem: string, file: string): Uint8Array => keyIdOf(parsed(() => createPublicKey(pem), file))

export const isDevelopmentKey = (keyId: Uint8Array): boolean => Buffer.compare(keyId, developmentKeyId) === 0

function signingKey(key: KeyObject): SigningKey {
  const keyId = keyIdOf(createPublicKey(key))
  return { keyId, isDevelopment: isDevelopmentKey(keyId), sign: (digest) => new Uint8Array(sign(null, digest, key)) }
}

/** SPKI PEM of the public key (a private key's PEM works too). Errors: key-invalid. */
export function readVerifyKey(pem: string, file: string): (digest: Uint8Array, signature: Uint8Array) => boolean {
  const key = parsed(() => createPublicKey(pem), file)
  return (digest, signature) => verify(null, digest, key, signature)
}

function parsed(read: () => KeyObject, file: string): KeyObject {
  const key = tried(read)
  if (key?.asymmetricKeyType !== 'ed25519') throw new AppError('key-invalid', { file })
  return key
}

/** OpenSSL's reasons help nobody: what matters is that it is no key. */
function tried(read: () => KeyObject): KeyObject | null {
  try {
    return read()
  } catch {
    return null
  }
}

function keyIdOf(key: KeyObject): Uint8Array {
  const raw = key.export({ type: 'spki', format: 'der' }).subarray(-32)
  return new Uint8Array(createHash('sha256').update(raw).digest().subarray(0, 8))
}
