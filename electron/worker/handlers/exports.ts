// Handlers of target.* and export.*: what it would cost, and the files.

import { AppError } from '../../../shared/errors.ts'
import type { ExportPlan } from '../../../shared/ipc/contract.ts'
import type { Work } from '../../../shared/domain.ts'
import { exportBundle, planExport } from '../exporting/exportBundle.ts'
import type { Plan } from '../exporting/exportBundle.ts'
import { listTargets } from '../exporting/targets.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Workspace } from '../workspace.ts'

export function exportHandlers(workspace: Workspace): HandlersOf<'target' | 'export'> {
  async function plan(target: string, work: Work): Promise<Plan> {
    const built = await workspace.bundle(work, target)
    const { project } = workspace.store
    const { modelsFolder } = workspace.environment
    return planExport({ project, built, modelsFolder, findings: workspace.findings(), key: null })
  }

  return {
    'target.list': () => listTargets(workspace.environment.targetsFolder),
    'export.plan': async ({ target }, work) => view(await plan(target, work)),
    'export.run': async ({ target, force }, { path, ...work }) => {
      if (path === null) throw new AppError('not-allowed', { where: 'path' })
      const planned = await plan(target, work)
      const bundle = await exportBundle(planned, path, { force, release: false })
      return { ...view(planned), folder: path, bundle, isSigned: planned.isSigned }
    },
  }
}

const view = ({ target, sizeBytes, sha256, sections, budget, gate }: Plan): ExportPlan => ({
  target: target.id,
  sizeBytes,
  sha256,
  sections,
  budget,
  gate,
})
