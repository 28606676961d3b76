// () => Promise<Value> -> the same, run once. Models are opened when they are first needed and shared by everyone after.
// Trap: a failed opening is not remembered, so that a model pack added while the app runs is found at the next try.

export interface Lazy<Value> {
  get: () => Promise<Value>
  /** Closes the value if it was ever opened. */
  close: () => Promise<void>
}

export function lazy<Value>(open: () => Promise<Value>, close: (value: Value) => Promise<void> | void): Lazy<Value> {
  let opened: Promise<Value> | null = null
  return {
    get: () => {
      opened ??= open().catch((error: unknown) => {
        opened = null
        throw error
      })
      return opened
    },
    close: async () => {
      const value = await opened?.catch(() => null)
      opened = null
      if (value) await close(value)
    },
  }
}
