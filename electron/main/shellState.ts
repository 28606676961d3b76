// window.json in the user's folder <-> what the shell must know before the worker runs: window place, theme, language, last folders.
// Example: { theme: 'dark', language: 'de', bounds: { x: 40, y: 40, width: 1280, height: 840 }, isMaximized: false, lastFolders: {} }.
// Trap: a damaged or older file is not an error: defaults take its place, field by field.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { appSettingsSchema, dialogKinds } from '../../shared/ipc/contract.ts'

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const stateSchema = v.object({
  theme: v.fallback(appSettingsSchema.entries.theme, 'system'),
  language: v.fallback(appSettingsSchema.entries.language, 'en'),
  bounds: v.fallback(v.nullable(v.object({ x: pixels, y: pixels, width: pixels, height: pixels })), null),
  isMaximized: v.fallback(v.boolean(), false),
  lastFolders: v.fallback(v.record(v.picklist(dialogKinds), v.string()), {}),
})
export type ShellState = v.InferOutput<typeof stateSchema>

export interface ShellStateFile {
  readonly current: ShellState
  change: (part: Partial<ShellState>) => void
}

export function openShellState(userFolder: string, onProblem: (line: string) => void): ShellStateFile {
  const file = join(userFolder, 'window.json')
  let current = v.parse(stateSchema, readJson(file))
  return {
    get current() {
      return current
    },
    change(part) {
      current = { ...current, ...part }
      try {
        writeFileSync(file, JSON.stringify(current, null, 2))
      } catch (error) {
        onProblem(`window.json was not written: ${String(error)}`) // a full disk must not stop the person's work over a window size
      }
    },
  }
}

function readJson(file: string): unknown {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {} // first start, or damaged
  }
}
