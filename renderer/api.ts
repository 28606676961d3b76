// window.plainspoken -> the typed client, one a page. Stores and composables call it; components never do.
// Example: await api.call('topic.list') -> TopicRow[];  await api.job('manual.import', {}, { signal, onProgress }) -> ImportReport.

import { createClient } from '../shared/ipc/client.ts'

export const api = createClient(window.plainspoken)
