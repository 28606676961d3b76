// One runner for every test written in TypeScript. `vitest run --project unit`: unit, golden, IPC and UI logic. `--project e2e`: real
// windows, one a core. `--project alone`: windows that play in real time, are timed or take both cores, after them and one at a time.
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
          include: ['test/{unit,golden,ipc,ui}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
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
