// Handlers of target.* and export.*: what it would cost, the key that signs it, and the files.
// Trap: bytes for release and for development differ in a flag; a plan is of the bytes that an export would write.

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Target, Work } from '../../../shared/domain.ts'
import { AppError, isAppError } from '../../../shared/errors.ts'
import { digestToSign } from '../../../shared/format/bundleBytes.ts'
import type { ExportPlan } from '../../../shared/ipc/contract.ts'
import { languagesOf } from '../exporting/buildBundle.ts'
import { exportBundle, planExport } from '../exporting/exportBundle.ts'
import type { Plan } from '../exporting/exportBundle.ts'
import { bundleName } from '../exporting/exportFiles.ts'
import { otherLanguagePath } from '../exporting/otherLanguages.ts'
import { externalSignature, publicKeyId, signingKeyIn } from '../exporting/signing.ts'
import type { SigningKey } from '../exporting/signing.ts'
import { listTargets } from '../exporting/targets.ts'
import { writeFileWhole } from '../files/writeWhole.ts'
import type { HandlersOf } from '../handlers.ts'
import { part } from '../pipeline/pipeline.ts'
import { rememberExport } from '../project/lastExport.ts'
import { readRegular } from '../project/regularFile.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

type NamedKey = { key: SigningKey; name: string }

export function exportHandlers(workspace: Workspace): HandlersOf<'target' | 'export'> {
  let signing: NamedKey | null = null // of this session only: never written to disk
  let proven: SigningKey | null = null // fitted a bundle
  let publicKey: { pem: string; name: string } | null = null // of a signature that is made elsewhere
  const { targetsFolder } = workspace.environment

  /** The bytes that an export would write: for release where nothing else than a signature is missing, and one is there or `isSignedLater`. */
  async function planOf(asked: Asked, work: Work, isSignedLater = false): Promise<Plan> {
    const key = isSignedLater ? null : (signing?.key ?? null)
    const draft = await planExport(workspace, { ...asked, isDevelopment: true, key: null }, part(work, 0, 0.7))
    const isReady = draft.gate.lines.every(({ code, holds }) => holds || code === 'signature')
    const isForRelease = isReady && (isSignedLater || (key !== null && !key.isDevelopment))
    if (!isForRelease && key === null) return draft
    const options = { ...asked, isDevelopment: !isForRelease, key, suites: draft.suites }
    try {
      const plan = await planExport(workspace, options, part(work, 0.7, 1))
      proven = key ?? proven
      return plan
    } catch (error) {
      // A signature made elsewhere is of one bundle: after a change of the project it is of none, and is let go.
      if (!isAppError(error) || error.code !== 'bundle-signature-invalid') throw error
      signing = null
      if (key !== null && key === proven) return draft // the gate says what is missing now
      throw error // it never fitted: whoever chose it must know
    }
  }

  function keep(named: NamedKey): { name: string; keyId: string } {
    signing = named
    return described(named)
  }

  return {
    'target.list': async () => [...ownTargets(workspace), ...(await listTargets(targetsFolder))],
    'target.save': async (target) => {
      await changeTargets(workspace, (own) => [...own.filter(({ id }) => id !== target.id), target])
      return undefined
    },
    'target.remove': async ({ id }) => {
      await changeTargets(workspace, (own) => own.filter((target) => target.id !== id))
      return undefined
    },
    'export.chooseKey': async (_, { path }) =>
      keep({ key: await signingKeyIn(chosen(path)), name: basename(chosen(path)) }),
    'export.forgetKey': () => {
      signing = null
      return undefined
    },
    'export.saveDigest': async ({ target }, { path, ...work }) => {
      const { bytes, projects, isDevelopment } = await planOf({ target }, work, true)
      const file = bundleName(projects).replace(/psb$/, 'digest')
      const digest = digestToSign(bytes)
      await writeFileWhole(join(chosen(path), file), digest)
      return { file, sha256: Buffer.from(digest).toString('hex'), isDevelopment }
    },
    'export.choosePublicKey': async (_, { path }) => {
      const name = basename(chosen(path))
      const pem = await readFile(chosen(path), 'utf8')
      const keyId = publicKeyId(pem, name)
      publicKey = { pem, name }
      return { name, keyId: Buffer.from(keyId).toString('hex') }
    },
    'export.chooseSignature': async (_, { path }) => {
      if (!publicKey) throw new AppError('usage', { reason: 'choose the public key first' })
      const name = basename(chosen(path))
      const signature = new Uint8Array(await readRegular(chosen(path), { name, limit: 4096 }))
      return keep({ key: externalSignature(signature, publicKey.pem, { key: publicKey.name, file: name }), name })
    },
    'export.addLanguage': async (_, { path }) => {
      const { store } = workspace
      await workspace.languages({ with: [chosen(path)] }) // says what is wrong with it before it is kept
      const added = otherLanguagePath(store.folder, chosen(path))
      await changeLanguages(workspace, (folders) => [...folders.filter((folder) => folder !== added), added])
      return undefined
    },
    'export.removeLanguage': async ({ at }) => {
      await changeLanguages(workspace, (folders) => folders.filter((_, index) => index !== at))
      return undefined
    },
    'export.plan': async (asked, work) => view(await planOf(asked, work), signing),
    'export.run': async ({ target, force, override, also }, { path, ...work }) => {
      const folder = chosen(path)
      const key = signing?.key ?? null
      const planned = await planExport(workspace, { target, override, isDevelopment: force, key }, work)
      const options = { force, release: !force, also }
      const { bundle } = await exportBundle(planned, folder, { options, engines: workspace.engines, work })
      const { store } = workspace
      const { sha256 } = planned
      await rememberExport(store.folder, store.project, { target, sha256, ...workspace.byWhom() })
      return { ...view(planned, signing), folder, bundle, isSigned: planned.isSigned }
    },
  }
}

interface Asked {
  target: string
  override?: string
}

const ownTargets = (workspace: Workspace): Target[] =>
  workspace.isOpen ? (workspace.store.project.settings.ownTargets ?? []) : []

async function changeTargets(workspace: Workspace, change: (own: Target[]) => Target[]): Promise<void> {
  await workspace.change({ code: 'change-settings', details: {} }, (project) => {
    const { ownTargets: own = [], ...settings } = project.settings
    const changed = change(own)
    return { ...project, settings: { ...settings, ...(changed.length > 0 && { ownTargets: changed }) } }
  })
}

async function changeLanguages(workspace: Workspace, change: (folders: string[]) => string[]): Promise<void> {
  await workspace.change({ code: 'change-settings', details: {} }, (project) => {
    const { otherLanguages = [], ...settings } = project.settings
    const changed = change(otherLanguages)
    return { ...project, settings: { ...settings, ...(changed.length > 0 && { otherLanguages: changed }) } }
  })
}

const described = ({ key, name }: NamedKey): { name: string; keyId: string } => ({
  name,
  keyId: Buffer.from(key.keyId).toString('hex'),
})

const view = (plan: Plan, signing: NamedKey | null): ExportPlan => ({
  target: plan.target.id,
  sizeBytes: plan.sizeBytes,
  sha256: plan.sha256,
  sections: [...plan.sections],
  languages: languagesOf(plan),
  topics: [...plan.topics],
  advice: [...plan.advice],
  budget: plan.budget,
  gate: plan.gate,
  ...(signing && { signedWith: described(signing) }),
})
