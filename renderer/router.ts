// Name -> view. Memory history: the address of a window means nothing to its user. Without a project only Projects is reachable.
// Example: router.push({ name: 'manual', params: { manual: 'd60', page: 12 } }) shows page 12 of that manual.

import { createMemoryHistory, createRouter } from 'vue-router'
import { useProjectStore } from './stores/project.ts'
import ExportView from './views/ExportView.vue'
import ManualView from './views/ManualView.vue'
import OverviewView from './views/OverviewView.vue'
import ProjectsView from './views/ProjectsView.vue'
import SimulatorView from './views/SimulatorView.vue'
import TestView from './views/TestView.vue'
import TopicsView from './views/TopicsView.vue'

export const viewNames = ['projects', 'overview', 'manual', 'topics', 'simulator', 'test', 'export'] as const
export type ViewName = (typeof viewNames)[number]

export const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: '/', redirect: { name: 'projects' } },
    { path: '/projects', name: 'projects', component: ProjectsView },
    { path: '/overview', name: 'overview', component: OverviewView },
    { path: '/manual/:manual?/:page?', name: 'manual', component: ManualView },
    { path: '/topics/:topic?', name: 'topics', component: TopicsView },
    { path: '/simulator', name: 'simulator', component: SimulatorView },
    { path: '/test', name: 'test', component: TestView },
    { path: '/export', name: 'export', component: ExportView },
  ],
})

router.beforeEach((to) => {
  if (to.name !== 'projects' && useProjectStore().view === null) return { name: 'projects' }
  return true
})
