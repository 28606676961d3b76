// From review to release in the real window: safety topics are approved, the gate opens, and a signed bundle for release is written that the
// command line can verify. Nothing is mocked but the answers of the native file dialogs.

import { execFile } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Topic } from '../../shared/domain.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'
import { root } from './app.ts'
import type { RunningApp } from './app.ts'
import { startSample } from './sampleApp.ts'

let app: RunningApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-release-'))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await writeFile(join(folder, 'release.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(join(folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }))
  await writeFile(join(folder, 'letter.pem'), 'Dear reader, this is no key.')
  app = await startSample()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const goTo = (view: string): Promise<void> =>
  app.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click()

async function cli(...parts: string[]): Promise<Record<string, unknown>> {
  const run = promisify(execFile)(process.execPath, [join(root, 'bin/plainspoken.mjs'), ...parts, '--json'])
  return JSON.parse((await run).stdout) as Record<string, unknown>
}

test('a file that is no key is refused, and nothing is signed', async () => {
  await goTo('Export')
  await app.answerDialogs(join(folder, 'letter.pem'))
  await app.page.getByRole('button', { name: 'Sign with a key file…' }).click()
  await app.page.getByText('letter.pem is not an Ed25519 key', { exact: true }).waitFor()
  await app.page.getByRole('button', { name: 'Sign with a key file…' }).waitFor()
})

test('with a key and every safety topic approved, the gate opens', async () => {
  const rows = await app.call<TopicRow[]>('topic.list')
  for (const { id } of rows.filter(({ kind }) => kind === 'safety')) {
    const topic = await app.call<Topic>('topic.read', { id })
    await app.call('topic.save', { topic: { ...topic, status: 'approved' } })
  }
  await app.answerDialogs(join(folder, 'release.pem'))
  await app.page.getByRole('button', { name: 'Sign with a key file…' }).click()
  await app.page.getByText('release.pem').waitFor()
  await app.page.getByText('Open: this may be released').waitFor()
  await app.screenshot('release-3-open')
})

test('the saved bundle is signed, for release, and the command line verifies it', async () => {
  const out = await mkdtemp(join(folder, 'out-'))
  await app.answerDialogs(out)
  await app.page.getByRole('button', { name: 'Save bundle…' }).click()
  const shown = await app.page.locator('.saved .hash').innerText()
  await app.screenshot('release-4-saved')
  const bundle = join(out, (await readdir(out)).find((name) => name.endsWith('.psb')) ?? 'no bundle')
  expect(await cli('verify', bundle, '--public-key', join(folder, 'public.pem'))).toMatchObject({ isSigned: true })
  expect(await cli('inspect', bundle)).toMatchObject({ isSigned: true, isDevelopment: false, sha256: shown })
})

test('a key that was let go signs no more', async () => {
  await app.page.getByRole('button', { name: 'Sign no longer with this key' }).click()
  await app.page.getByRole('button', { name: 'Sign with a key file…' }).waitFor()
  await app.page.getByText('1 condition is not met').waitFor()
})

test('a key elsewhere signs the digest, and the same release comes out', async () => {
  const place = await mkdtemp(join(folder, 'elsewhere-'))
  await app.answerDialogs(place)
  await app.page.getByRole('button', { name: 'Save digest for a key elsewhere…' }).click()
  await app.page
    .getByText(/\.digest is saved\. Have its 32 bytes signed/)
    .last()
    .waitFor()
  const [file = ''] = await readdir(place)
  const digest = await readFile(join(place, file))
  const key = createPrivateKey(await readFile(join(folder, 'release.pem')))
  await writeFile(join(place, 'digest.sig'), sign(null, digest, key))
  await app.answerDialogs(join(folder, 'public.pem'), join(place, 'digest.sig'))
  await app.page.getByRole('button', { name: 'Put signature in…' }).click()
  await app.page.getByText('Open: this may be released').waitFor()
  await app.screenshot('release-5-elsewhere')
  const out = await mkdtemp(join(folder, 'out-'))
  await app.answerDialogs(out)
  await app.page.getByRole('button', { name: 'Save bundle…' }).click()
  await app.page.locator('.saved .hash').waitFor()
  const bundle = join(out, (await readdir(out)).find((name) => name.endsWith('.psb')) ?? 'no bundle')
  expect(await cli('verify', bundle, '--public-key', join(folder, 'public.pem'))).toMatchObject({ isSigned: true })
  expect(await cli('inspect', bundle)).toMatchObject({ isSigned: true, isDevelopment: false })
})

test('a board of one’s own is kept with the project, and over its budget a name lets it pass', async () => {
  await app.page.getByRole('radio', { name: /Cortex-M33/ }).click()
  await app.page.getByRole('button', { name: 'Copy for a board of your own…' }).click()
  await app.page.getByLabel('Name of the board').fill('Prototype C')
  await app.page.getByLabel('Flash, KB').fill('100')
  await app.screenshot('release-6-own-target')
  await app.page.getByRole('button', { name: 'Keep', exact: true }).click()
  await app.page.getByRole('radio', { name: /Prototype C/, checked: true }).waitFor()
  await app.page.getByText(/^Over by/).waitFor()
  await app.screenshot('release-7-over-budget')
  await app.page.getByRole('button', { name: 'Save bundle…' }).click()
  await app.page.getByLabel('Who lets it pass over the budget, and why').fill('A. Meier: prototype')
  const out = await mkdtemp(join(folder, 'out-'))
  await app.answerDialogs(out)
  await app.page.getByRole('button', { name: 'Save for development' }).click()
  await app.page.locator('.saved .hash').waitFor()
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown>
  expect(manifest).toMatchObject({
    target: 'own-prototype-c',
    budget: { isWithin: false, override: 'A. Meier: prototype' },
  })
  const { settings } = await app.call<{ settings: { ownTargets?: { id: string }[] } }>('project.read')
  expect(settings.ownTargets?.map(({ id }) => id)).toEqual(['own-prototype-c'])
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
