// One kind of long work -> its state for the screen. run() gives the result, or undefined when the person cancelled; errors are thrown.
// Example: const plan = useJob('export.plan'); await plan.run({ target }); plan.fraction.value -> 0.4; plan.cancel().
// Trap: a second run() cancels the first, so that the newest question is the one that is answered.

import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { isCancelled } from '../../shared/errors.ts'
import type { InputOf, JobName, OutputOf } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useText } from './useText.ts'

export function useJob<Name extends JobName>(name: Name) {
  const { textOr, t } = useText()
  const controller = shallowRef<AbortController | null>(null)
  const fraction = ref(0)
  const step = ref('')

  async function run(input: InputOf<Name>, file?: File): Promise<OutputOf<Name> | undefined> {
    controller.value?.abort()
    const mine = new AbortController()
    controller.value = mine
    fraction.value = 0
    step.value = ''
    try {
      return await api.job(name, input, {
        signal: mine.signal,
        onProgress(newFraction, newStep) {
          if (controller.value !== mine) return
          fraction.value = newFraction
          step.value = newStep
        },
        ...(file && { file }),
      })
    } catch (error) {
      if (isCancelled(error)) return undefined
      throw error
    } finally {
      if (controller.value === mine) controller.value = null
    }
  }

  const cancel = (): void => controller.value?.abort()
  onScopeDispose(cancel)

  return {
    run,
    cancel,
    isRunning: computed(() => controller.value !== null),
    fraction,
    stepText: computed(() => (step.value ? textOr(`steps.${step.value}`, t('steps.other')) : '')),
  }
}
