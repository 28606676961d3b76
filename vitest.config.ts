// One runner for every test written in TypeScript: `vitest run --project unit` (unit, golden, ipc, ui) and `--project e2e` (real window).
import vue from '@vitejs/plugin-vue'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

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
          maxWorkers: availableParallelism(), // left alone, vitest leaves one core idle: half of a machine of two
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          pool: 'forks',
          fileParallelism: false, // one window at a time on two cores
        },
      },
    ],
  },
})
