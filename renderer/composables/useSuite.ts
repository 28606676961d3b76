// Questions of a file -> asked of the device, typed, and kept in the project. `runs` counts them, for what has to be read again.
// Example: const { run, runs } = useSuite(); await run(); await run({ again: true }) asks the same file after a lesson.

import { ref } from 'vue'
import { useJob } from './useJob.ts'

export function useSuite() {
  const job = useJob('suite.run')
  const runs = ref(0)

  async function run({ again = false } = {}): Promise<void> {
    if (await job.run({ again })) runs.value += 1
  }

  return { job, runs, run }
}
