// The projects that were open before, newest first. Read again whenever another project is opened.

import { shallowRef, watch } from 'vue'
import type { RecentProject } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useProjectStore } from '../stores/project.ts'

export function useRecentProjects() {
  const project = useProjectStore()
  const recent = shallowRef<readonly RecentProject[]>([])
  watch(
    () => project.view?.folder,
    async () => (recent.value = await api.call('project.recent')),
    { immediate: true },
  )
  async function forget(key: string): Promise<void> {
    recent.value = await api.call('project.forgetRecent', { key })
  }
  return { recent, forget }
}
