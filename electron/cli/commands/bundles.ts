// inspect, verify: what is in a bundle, and whether a device would take it. No model is needed for either.

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import {
  developmentKeyName,
  developmentPublicPem,
  isDevelopmentKey,
  readVerifyKey,
} from '../../worker/exporting/signing.ts'
import { named, openRuntime } from '../bundleFile.ts'
import { identityOf } from '../identity.ts'
import type { IdentityOptions } from '../identity.ts'
import type { Outcome } from '../output.ts'

export async function inspectCommand(file: string): Promise<Outcome> {
  const { runtime, bytes } = await openRuntime(file)
  await named(file, async () => Promise.resolve(runtime.verify())) // figures of a damaged bundle would be lies
  const found = runtime.describe()
  const sections = found.sections.map(
    (section) => `  ${section.name.padEnd(12)} ${String(section.sizeBytes).padStart(10)} bytes`,
  )
  return {
    json: { file: basename(file), sizeBytes: bytes.length, ...found },
    text: [
      `${found.product}: ${found.topicCount} topics, ${found.vectorCount} vectors (${found.encoder}, ${found.dim} dimensions), ${found.languages.join(', ')}`,
      `format ${found.formatVersion}, ${bytes.length} bytes, SHA-256 ${found.sha256}`,
      found.isSigned ? 'signed' : 'not signed',
      ...sections,
    ].join('\n'),
  }
}

export interface VerifyOptions extends IdentityOptions {
  publicKey?: string
  allowDevelopment?: boolean
}

/** The development key is accepted where it is named (--public-key development) or allowed. */
export async function verifyCommand(file: string, options: VerifyOptions): Promise<Outcome> {
  const { publicKey, allowDevelopment = publicKey === developmentKeyName } = options
  const key = publicKey === undefined ? null : readVerifyKey(await publicPem(publicKey), publicKey)
  const { runtime, bytes } = await openRuntime(file)
  const { sha256, isSigned } = await named(file, async () => Promise.resolve(runtime.verify(key)))
  const signer = runtime.signer()
  if (signer && isDevelopmentKey(signer) && !allowDevelopment) throw new AppError('bundle-development-key')
  runtime.accept(identityOf(options))
  const signature = key
    ? 'signature valid'
    : isSigned
      ? 'signed; give --public-key to check the signature'
      : 'not signed'
  return {
    json: {
      file: basename(file),
      sizeBytes: bytes.length,
      sha256,
      isSigned,
      isSignatureValid: key ? true : null,
      keyId: signer ? Buffer.from(signer).toString('hex') : null,
      verified: true,
    },
    text: `${basename(file)}: whole, SHA-256 ${sha256}, ${signature}`,
  }
}

const publicPem = async (name: string): Promise<string> =>
  name === developmentKeyName ? developmentPublicPem() : readText(name)

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new AppError('file-not-found', { file })
  })
}
