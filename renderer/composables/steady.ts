// A value that is made anew with everything it depends on -> the same object while it says the same, so that what watches it is left alone.
// Example: const where = steady(() => ({ page: place.value.page })) stays one object while somebody types in a topic of that page.
// Trap: compared as JSON: for plain values of the worker's kind, not for elements, dates or what holds functions.

import { computed } from 'vue'
import type { ComputedRef } from 'vue'

export function steady<Value>(make: () => Value): ComputedRef<Value> {
  return computed((before?: Value) => {
    const now = make()
    return before !== undefined && JSON.stringify(now) === JSON.stringify(before) ? before : now
  })
}
