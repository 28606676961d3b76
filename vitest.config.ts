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

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['test/{unit,golden,ipc}/**/*.test.ts'],
          isolate: false,
          ...{ testTimeout: 120_000, hookTimeout: 120_000 },
          pool: 'forks',
          maxWorkers: everyCore,
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'page',
          include: ['test/ui/**/*.test.ts'],
          ...{ testTimeout: 120_000, hookTimeout: 120_000 },
          pool: 'forks',
          maxWorkers: everyCore,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          expect: patient,
          exclude: alone,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          pool: 'forks',
          maxWorkers: Math.min(everyCore, 2),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          expect: patient,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          pool: 'forks',
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
