// Target -> what the bundle costs on it (measured by building it), and the bundle saved to a folder.
// Example: const out = useExport(); out.target.value = 'sr110-mcu'; …; await out.save(false) writes the bundle if the gate is open.

import { computed, ref, shallowRef, watch } from 'vue'
import type { ExportPlan, ExportReport } from '../../shared/ipc/contract.ts'
import type { ImageFormat } from '../../shared/domain.ts'
import { isCancelled } from '../../shared/errors.ts'
import { api } from '../api.ts'
import { useProjectStore } from '../stores/project.ts'
import { useJob } from './useJob.ts'
import { useTargets } from './useTargets.ts'

export function useExport() {
  const project = useProjectStore()
  const targets = useTargets()
  const target = ref(project.view?.settings.target ?? '')
  const chosenTarget = computed(() => targets.value.find(({ id }) => id === target.value) ?? null)
  /** Images of the bundle that are saved beside it. */
  const also = ref<ImageFormat[]>([])
  const plan = shallowRef<ExportPlan | null>(null)
  const report = shallowRef<ExportReport | null>(null)
  const planning = useJob('export.plan')
  const saving = useJob('export.run')
  const hasTopics = computed(() => (project.view?.spokenTopicCount ?? 0) > 0)

  async function measure(): Promise<void> {
    if (!hasTopics.value || target.value === '') return
    report.value = null
    plan.value = null
    plan.value = (await planning.run({ target: target.value })) ?? null
  }

  /** `force`: a development bundle though the gate is closed. */
  async function save(force: boolean): Promise<void> {
    report.value = (await saving.run({ target: target.value, force, also: [...also.value] })) ?? report.value
  }

  const chooseKey = (): Promise<void> =>
    unlessClosed(async () => {
      await api.call('export.chooseKey')
      await measure()
    })

  /** The project changes with it, and is measured again. */
  const addLanguage = (): Promise<void> => unlessClosed(() => api.call('export.addLanguage'))
  const removeLanguage = (at: number): Promise<void> => api.call('export.removeLanguage', { at })

  async function forgetKey(): Promise<void> {
    await api.call('export.forgetKey')
    await measure()
  }

  watch([target, () => project.revision], measure, { immediate: true })
  watch(target, () => (also.value = [])) // another target has other addresses

  return {
    targets,
    target,
    chosenTarget,
    also,
    plan,
    report,
    planning,
    saving,
    hasTopics,
    measure,
    save,
    chooseKey,
    forgetKey,
    addLanguage,
    removeLanguage,
  }
}

/** A file dialog that the person closes changes nothing. */
async function unlessClosed(choose: () => Promise<void>): Promise<void> {
  try {
    await choose()
  } catch (error) {
    if (!isCancelled(error)) throw error
  }
}
