// --sign, --signature-in, --digest-out -> who signs: a key in a file, the development key, or a service that only ever sees 32 bytes.
// Example with OpenSSL as that service:   plainspoken sign d60.psb --digest-out d60.digest
//   openssl pkeyutl -sign -rawin -inkey key.pem -in d60.digest -out d60.sig
//   plainspoken sign d60.psb --signature-in d60.sig --public-key public.pem

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { digestToSign } from '../../shared/format/bundleBytes.ts'
import { developmentKey, developmentKeyName, externalSignature, signingKeyIn } from '../worker/exporting/signing.ts'
import type { SigningKey } from '../worker/exporting/signing.ts'
import { writeFileWhole } from '../worker/files/writeWhole.ts'
import { usage } from './output.ts'

export interface SignOptions {
  sign?: string
  signatureIn?: string
  publicKey?: string
  digestOut?: string
}

/** Null where nobody signs now. Errors: usage, file-not-found, key-invalid, signature-unreadable. */
export async function keyOf({ sign, signatureIn, publicKey, digestOut }: SignOptions): Promise<SigningKey | null> {
  const ways = [sign, signatureIn, digestOut].filter((way) => way !== undefined)
  if (ways.length > 1) throw usage('Give one of --sign, --signature-in and --digest-out')
  if (sign === developmentKeyName) return developmentKey()
  if (sign !== undefined) return signingKeyIn(sign)
  if (signatureIn === undefined) return null
  if (publicKey === undefined)
    throw usage('--signature-in needs --public-key, to check the signature and to name its key')
  const names = { key: basename(publicKey), file: basename(signatureIn) }
  const signature = await bytesOf(signatureIn)
  return externalSignature(signature, new TextDecoder().decode(await bytesOf(publicKey)), names)
}

/** 32 raw bytes: the message that Ed25519 signs. Errors: file-not-writable, disk-full. */
export async function writeDigest(bundle: Uint8Array, file: string): Promise<void> {
  await writeFileWhole(file, digestToSign(bundle))
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch(() => {
    throw new AppError('file-not-found', { file })
  })
  return new Uint8Array(bytes)
}
