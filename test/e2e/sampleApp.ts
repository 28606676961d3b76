// Nothing -> the app with the sample project open, and how it looks: for tests that go through views in both themes and languages.
// Example: const app = await startSample(); await look(app, { language: 'de', theme: 'dark' }).

import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

/** Open, with topics: what needs them can be gone to. */
export async function startSample(): Promise<RunningApp> {
  const app = await startApp({ arguments: ['--sample'] })
  await app.page.getByRole('navigation').getByRole('link', { name: 'Export', disabled: false }).waitFor()
  return app
}

/** As if the person had chosen it in the settings, and started again. */
export async function look(
  app: RunningApp,
  settings: { language: 'en' | 'de'; theme: 'light' | 'dark' },
): Promise<void> {
  await app.call('settings.write', settings)
  await app.page.reload()
  await app.page.locator('main').waitFor()
}
