// Target -> what the bundle costs on it (measured by building it), and the bundle saved to a folder.
// Example: const out = useExport(); out.target.value = 'sr110-mcu'; …; await out.save(false) writes the bundle if the gate is open.

import { computed, ref, shallowRef, watch } from 'vue'
import type { ExportPlan, ExportReport } from '../../shared/ipc/contract.ts'
import type { ImageFormat, Target } from '../../shared/domain.ts'
import { isCancelled } from '../../shared/errors.ts'
import { api } from '../api.ts'
import { useNotices } from '../stores/notices.ts'
import { useProjectStore } from '../stores/project.ts'
import { useJob } from './useJob.ts'
import { useTargets } from './useTargets.ts'

export function useExport() {
  const project = useProjectStore()
  const notices = useNotices()
  const targets = useTargets(() => project.revision)
  const target = ref(project.view?.settings.target ?? '')
  const chosenTarget = computed(() => targets.value.find(({ id }) => id === target.value) ?? null)
  const isOwnTarget = computed(() => (project.view?.settings.ownTargets ?? []).some(({ id }) => id === target.value))
  const digesting = useJob('export.saveDigest')
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

  /** `force`: a development bundle though the gate is closed. `override`: who lets it pass over the budget. */
  async function save(force: boolean, override = ''): Promise<void> {
    const asked = { target: target.value, force, override, also: [...also.value] }
    report.value = (await saving.run(asked)) ?? report.value
  }

  /** 32 bytes for a key elsewhere; the signature of them comes back with `chooseSignature`. */
  const saveDigest = (): Promise<void> =>
    unlessClosed(async () => {
      const saved = await digesting.run({ target: target.value })
      if (saved)
        notices.say(saved.isDevelopment ? 'export.digestOfDevelopment' : 'export.digestSaved', { file: saved.file })
    })
  const chooseSignature = (): Promise<void> =>
    unlessClosed(async () => {
      await api.call('export.choosePublicKey')
      await api.call('export.chooseSignature')
      await measure()
    })

  async function saveTarget(changed: Target): Promise<void> {
    await api.call('target.save', changed)
    target.value = changed.id
  }
  async function removeTarget(): Promise<void> {
    const removed = target.value
    target.value =
      targets.value.find(({ id }) => id !== removed && id === project.view?.settings.target)?.id ??
      targets.value.at(-1)?.id ??
      ''
    await api.call('target.remove', { id: removed })
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
    isOwnTarget,
    chooseKey,
    forgetKey,
    saveDigest,
    chooseSignature,
    saveTarget,
    removeTarget,
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
