// The page starts here: settings first (so that nothing is drawn in the wrong theme or language), then the app.
// Errors need no catch in components: whatever a handler throws arrives at notices.show, which knows the three kinds of failure.

import './styles/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n.ts'
import { readOtherViews, router } from './router.ts'
import { useNotices } from './stores/notices.ts'
import { useProjectStore } from './stores/project.ts'
import { useSettings } from './stores/settings.ts'
import { useTour } from './stores/tour.ts'

const app = createApp(App).use(createPinia()).use(i18n).use(router)
const notices = useNotices()
app.config.errorHandler = (error) => notices.show(error)
window.addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  notices.show(event.reason)
})
window.addEventListener('error', (event) => {
  // Chromium's note that a ResizeObserver will be told in the next frame comes as an error event without an error: nothing went wrong.
  if (event.error !== null) notices.show(event.error)
})

await useSettings()
  .read()
  .catch((error: unknown) => notices.show(error))
const project = useProjectStore()
/** What main has in mind for this window, by its address: a project that was double-clicked, or the sample. */
const opens = new URLSearchParams(location.search).get('opens')
if (opens === 'project') await project.open({ isWanted: true }).catch((error: unknown) => notices.show(error))
if (!project.view) await project.read().catch((error: unknown) => notices.show(error))
await router.push({ name: project.view ? 'topics' : 'projects' })
app.mount('#app')
readOtherViews()
if (opens === null && !project.view) await useTour().startFirst()
