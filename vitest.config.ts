// One runner for every test written in TypeScript. `vitest run --project unit`: units, golden files and IPC. `--project page`: the window's logic.
// `--project e2e`: real windows, one a core. `--project alone`: windows that play in real time, are timed or take both cores, one at a time.
// Trap: files of `unit` share a process and its modules (loading them anew for each file was a sixth of the time), so none may leave a module's
// state, an environment variable or a folder behind; those of `page` put an app of their own under the stores, each in a process of its own.
import vue from '@vitejs/plugin-vue'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const alone = ['large', 'reply', 'spokenSuite', 'talk', 'voice'].map((name) => `test/e2e/${name}.test.ts`)
/** A loaded machine draws a frame a second: what is polled for gets as long as what Playwright waits for, not vitest's one second. */
const patient = { poll: { timeout: 30_000 } }
const everyCore = availableParallelism() // left alone, vitest leaves one core idle: half of a machine of two
const logic = { testTimeout: 120_000, hookTimeout: 120_000, pool: 'forks', maxWorkers: everyCore } as const
const windows = { expect: patient, testTimeout: 180_000, hookTimeout: 180_000, pool: 'forks' } as const

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        test: { ...logic, name: 'unit', include: ['test/{unit,golden,ipc}/**/*.test.ts'], isolate: false },
      },
      { plugins: [vue()], test: { ...logic, name: 'page', include: ['test/ui/**/*.test.ts'] } },
      {
        test: {
          ...windows,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          maxWorkers: Math.min(everyCore, 2),
          sequence: { groupOrder: 1 },
        },
      },
      { test: { ...windows, name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
})
