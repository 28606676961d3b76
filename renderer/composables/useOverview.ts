// The open project -> where it stands, read again after every change and every suite; texts out and back.

import { computed } from 'vue'
import type { ExportPlan, Overview } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useNotices } from '../stores/notices.ts'
import { useProjectStore } from '../stores/project.ts'
import { useSettings } from '../stores/settings.ts'
import { useJob } from './useJob.ts'
import { useReading } from './useReading.ts'
import { useSuite } from './useSuite.ts'

export function useOverview() {
  const project = useProjectStore()
  const notices = useNotices()
  const settings = useSettings()
  const { job: suite, runs, run: runSuite } = useSuite()
  const overview = useReading(
    () => [project.revision, runs.value],
    async (): Promise<Overview | null> => (project.view ? api.call('overview.read') : null),
    null,
  ).value
  const measuring = useJob('export.plan')
  const plan = useReading(
    () => project.revision,
    async (): Promise<ExportPlan | null> => {
      const { view } = project
      if (!view || view.spokenTopicCount === 0) return null
      return (await measuring.run({ target: view.settings.target })) ?? null
    },
    null,
  ).value
  const texts = useJob('exchange.exportTexts')
  const textsIn = useJob('exchange.importTexts')
  const review = useJob('exchange.review')

  async function exportTexts(format: 'xliff' | 'csv', language: string): Promise<void> {
    const done = await texts.run({ format, language })
    if (done) notices.say('overview.written', { file: done.file })
  }
  async function importTexts(language: string): Promise<void> {
    const done = await textsIn.run({ language })
    if (done) notices.say('overview.textsTaken', { taken: done.taken, left: done.stale + done.unknown })
  }
  async function writeReview(format: 'html' | 'pdf'): Promise<void> {
    const done = await review.run({ format, language: settings.settings.language })
    if (done) notices.say('overview.written', { file: done.file })
  }

  const working = computed(() => [suite, texts, textsIn, review].find((job) => job.isRunning.value) ?? null)
  return { overview, plan, measuring, working, runSuite, exportTexts, importTexts, writeReview }
}
