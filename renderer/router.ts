// Name -> view. Memory history: the address of a window means nothing to its user. Without a project only Projects is reachable.
// A window starts with Projects or Topics; the other views are files of their own.
// Example: router.push({ name: 'manual', params: { manual: 'd60', page: 12 } }) shows page 12 of that manual.

import { createMemoryHistory, createRouter } from 'vue-router'
import { useProjectStore } from './stores/project.ts'
import ProjectsView from './views/ProjectsView.vue'
import TopicsView from './views/TopicsView.vue'

export const viewNames = ['projects', 'overview', 'manual', 'topics', 'simulator', 'test', 'export'] as const
export type ViewName = (typeof viewNames)[number]

/** Not needed to start: read while the window has nothing else to do (readOtherViews), or when one is entered before that. */
const others = {
  overview: () => import('./views/OverviewView.vue'),
  manual: () => import('./views/ManualView.vue'),
  simulator: () => import('./views/SimulatorView.vue'),
  test: () => import('./views/TestView.vue'),
  export: () => import('./views/ExportView.vue'),
}

export const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: '/', redirect: { name: 'projects' } },
    { path: '/projects', name: 'projects', component: ProjectsView },
    { path: '/overview', name: 'overview', component: others.overview },
    { path: '/manual/:manual?/:page?', name: 'manual', component: others.manual },
    { path: '/topics/:topic?', name: 'topics', component: TopicsView },
    { path: '/simulator', name: 'simulator', component: others.simulator },
    { path: '/test', name: 'test', component: others.test },
    { path: '/export', name: 'export', component: others.export },
  ],
})

router.beforeEach((to) => {
  if (to.name !== 'projects' && useProjectStore().view === null) return { name: 'projects' }
  return true
})

/** So that the first visit of a view is as quick as the second. */
export function readOtherViews(): void {
  requestIdleCallback(() => void Promise.all(Object.values(others).map((read) => read())), { timeout: 5000 })
}
