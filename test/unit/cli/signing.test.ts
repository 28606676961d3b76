import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import { goldenContents } from '../../golden/goldenBundle.ts'
import { buildCli } from './commandLine.ts'
import type { Cli } from './commandLine.ts'

let cli: Cli
let folder = ''
const at = (name: string): string => join(folder, name)
const keys = generateKeyPairSync('ed25519')
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

beforeAll(async () => {
  cli = await buildCli('signing')
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-'))
  await writeFile(at('kettle.psb'), bundleBytes(goldenContents()))
  await writeFile(at('release.psb'), bundleBytes({ ...goldenContents(), isDevelopment: false }))
  await writeFile(at('key.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(at('public.pem'), keys.publicKey.export({ type: 'spki', format: 'pem' }))
})
afterEach(() => rm(folder, { recursive: true }))

const codeAndLine = async (...args: string[]): Promise<[number | null, string]> => {
  const { code, stderr } = await cli(args)
  return [code, stderr.trim()]
}

describe('a signature made elsewhere', () => {
  it('is made of 32 bytes, and is the same as one made here', async () => {
    expect(await codeAndLine('sign', at('kettle.psb'), '--digest-out', at('digest'))).toEqual([0, ''])
    const digest = await readFile(at('digest'))
    expect(digest).toHaveLength(32)
    await writeFile(at('signature'), sign(null, digest, keys.privateKey))
    const outside = ['--signature-in', at('signature'), '--public-key', at('public.pem'), '--out', at('outside.psb')]
    expect(await codeAndLine('sign', at('kettle.psb'), ...outside)).toEqual([0, ''])
    expect(await codeAndLine('sign', at('kettle.psb'), '--sign', at('key.pem'))).toEqual([0, ''])
    expect((await readFile(at('outside.psb'))).equals(await readFile(at('kettle.psb')))).toBe(true)
    expect(await codeAndLine('verify', at('outside.psb'), '--public-key', at('public.pem'))).toEqual([0, ''])
  })

  it.runIf(hasOpenssl)('can be made with openssl as the help says', async () => {
    await cli(['sign', at('kettle.psb'), '--digest-out', at('digest')])
    const options = [
      'pkeyutl',
      '-sign',
      '-rawin',
      '-inkey',
      at('key.pem'),
      '-in',
      at('digest'),
      '-out',
      at('signature'),
    ]
    expect(spawnSync('openssl', options).status).toBe(0)
    const outside = ['--signature-in', at('signature'), '--public-key', at('public.pem')]
    expect(await codeAndLine('sign', at('kettle.psb'), ...outside)).toEqual([0, ''])
  })

  it.each([
    ['of other bytes', Buffer.alloc(64, 1), 1, /does not match the key/],
    ['of another length', Buffer.alloc(65), 2, /has 65 bytes; an Ed25519 signature has 64/],
  ])('%s is refused, and the bundle stays as it is', async (_, signature, code, line) => {
    await writeFile(at('signature'), signature)
    const outside = ['--signature-in', at('signature'), '--public-key', at('public.pem')]
    const before = await readFile(at('kettle.psb'))
    expect(await codeAndLine('sign', at('kettle.psb'), ...outside)).toEqual([code, expect.stringMatching(line)])
    expect((await readFile(at('kettle.psb'))).equals(before)).toBe(true)
  })
})

describe('the development key', () => {
  it('signs what is for development; verify refuses it unless it is allowed or named', async () => {
    expect(await codeAndLine('sign', at('kettle.psb'), '--sign', 'development')).toEqual([0, ''])
    const refused = [1, expect.stringMatching(/development key, which everybody has/)]
    expect(await codeAndLine('verify', at('kettle.psb'))).toEqual(refused)
    expect(await codeAndLine('verify', at('kettle.psb'), '--allow-development')).toEqual([0, ''])
    expect(await codeAndLine('verify', at('kettle.psb'), '--public-key', 'development')).toEqual([0, ''])
  })

  it('does not sign what is for release', async () => {
    const refused = [1, expect.stringMatching(/development key, which everybody has/)]
    expect(await codeAndLine('sign', at('release.psb'), '--sign', 'development')).toEqual(refused)
  })
})

it.each([
  [['--vendor-id', '8'], /of another vendor/],
  [['--vendor-id', '7', '--product-id', '1701'], /for another product/],
  [['--security-counter', '4'], /older than one that devices have accepted/],
])('verify %j says what a device would say', async (options, line) => {
  expect(await codeAndLine('verify', at('kettle.psb'), ...options)).toEqual([1, expect.stringMatching(line)])
})

it('verify takes the bundle of the right product and counter', async () => {
  const options = ['--vendor-id', '7', '--product-id', '0x6a4', '--security-counter', '3']
  expect(await codeAndLine('verify', at('kettle.psb'), ...options)).toEqual([0, ''])
})
