// sign: a signature for a bundle that is already there, or the digest that somebody else signs.

import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { signBundle } from '../../../shared/format/bundleBytes.ts'
import { writeFileWhole } from '../../worker/files/writeWhole.ts'
import { named, openRuntime } from '../bundleFile.ts'
import { usage } from '../output.ts'
import type { Outcome } from '../output.ts'
import { keyOf, writeDigest } from '../signing.ts'
import type { SignOptions } from '../signing.ts'

export async function signCommand(file: string, options: SignOptions & { out?: string }): Promise<Outcome> {
  const { runtime, bytes } = await openRuntime(file)
  await named(file, async () => Promise.resolve(runtime.verify())) // a damaged bundle must not get a good signature
  const key = await keyOf(options)
  if (options.digestOut !== undefined) {
    await writeDigest(bytes, options.digestOut)
    return { json: { digest: options.digestOut }, text: `${options.digestOut}: 32 bytes to sign with Ed25519` }
  }
  if (!key) throw usage('Give --sign key.pem, --signature-in signature.bin or --digest-out digest.bin')
  if (key.isDevelopment && !runtime.describe().isDevelopment) throw new AppError('bundle-development-key')
  const out = options.out ?? file
  await writeFileWhole(out, signBundle(bytes, key))
  const keyId = Buffer.from(key.keyId).toString('hex')
  return { json: { bundle: out, keyId }, text: `${basename(out)}: signed by key ${keyId}` }
}
