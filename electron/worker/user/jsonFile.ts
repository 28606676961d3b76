// A small JSON file with a schema and a value for when it is missing or unreadable. Example: settings.json, recent.json in the user's folder.
// Trap: nothing of the user's work lives in such a file, so a damaged one is replaced by the default instead of stopping the app.

import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { writeFileWhole } from '../files/writeWhole.ts'

export interface JsonFile<Value> {
  read: () => Promise<Value>
  write: (value: Value) => Promise<Value>
}

export function jsonFile<Value>(
  path: string,
  schema: v.BaseSchema<unknown, Value, v.BaseIssue<unknown>>,
  missing: Value,
): JsonFile<Value> {
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(() => 'null')
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
      return parsed.success ? parsed.output : missing
    },
    write: async (value) => {
      await mkdir(dirname(path), { recursive: true })
      await writeFileWhole(path, `${JSON.stringify(value, null, 2)}\n`)
      return value
    },
  }
}
