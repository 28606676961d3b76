// Handlers of target.* and export.*: what it would cost, the key that signs it, and the files.
// Trap: bytes for release and for development differ in a flag; a plan is of the bytes that an export would write.

import { basename } from 'node:path'
import type { ExportPlan } from '../../../shared/ipc/contract.ts'
import type { Work } from '../../../shared/domain.ts'
import { languagesOf } from '../exporting/buildBundle.ts'
import { exportBundle, planExport } from '../exporting/exportBundle.ts'
import type { Plan } from '../exporting/exportBundle.ts'
import { otherLanguagePath } from '../exporting/otherLanguages.ts'
import { signingKeyIn } from '../exporting/signing.ts'
import type { SigningKey } from '../exporting/signing.ts'
import { listTargets } from '../exporting/targets.ts'
import type { HandlersOf } from '../handlers.ts'
import { rememberExport } from '../project/lastExport.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

type NamedKey = { key: SigningKey; name: string }

export function exportHandlers(workspace: Workspace): HandlersOf<'target' | 'export'> {
  let signing: NamedKey | null = null // of this session only: never written to disk

  function planAs(isDevelopment: boolean, target: string, work: Work): Promise<Plan> {
    return planExport(workspace, { target, isDevelopment, key: signing?.key ?? null }, work)
  }

  return {
    'target.list': () => listTargets(workspace.environment.targetsFolder),
    'export.chooseKey': async (_, { path }) => {
      signing = { key: await signingKeyIn(chosen(path)), name: basename(chosen(path)) }
      return described(signing)
    },
    'export.forgetKey': () => {
      signing = null
      return undefined
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
    'export.plan': async ({ target }, work) => {
      const planned = await planAs(true, target, work)
      return view(planned.gate.isOpen ? await planAs(false, target, work) : planned, signing)
    },
    'export.run': async ({ target, force, also }, { path, ...work }) => {
      const folder = chosen(path)
      const planned = await planAs(force, target, work)
      const options = { force, release: !force, also }
      const { bundle } = await exportBundle(planned, folder, { options, engines: workspace.engines, work })
      const { store } = workspace
      const { sha256 } = planned
      await rememberExport(store.folder, store.project, { target, sha256, ...workspace.byWhom() })
      return { ...view(planned, signing), folder, bundle, isSigned: planned.isSigned }
    },
  }
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

const view = (
  { target, projects, sizeBytes, sha256, sections, budget, gate }: Plan,
  signing: NamedKey | null,
): ExportPlan => ({
  target: target.id,
  sizeBytes,
  sha256,
  sections: [...sections],
  languages: languagesOf({ projects, sections }),
  budget,
  gate,
  ...(signing && { signedWith: described(signing) }),
})
