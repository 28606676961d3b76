// dist/ -> a printed table of what each part weighs. Example: "resources/models          80.6 MB".

import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

export async function printSizes(dist: string): Promise<void> {
  const rows: [string, number][] = []
  for (const name of await readdir(dist)) {
    const path = join(dist, name)
    if (name.startsWith('builder-')) continue
    rows.push([name, await sizeOf(path)])
    const resources = join(path, 'resources')
    for (const part of await readdir(resources).catch(() => []))
      rows.push([`  ${relative(dist, join(resources, part))}`, await sizeOf(join(resources, part))])
  }
  const width = Math.max(...rows.map(([name]) => name.length))
  for (const [name, bytes] of rows) console.log(`${name.padEnd(width)} ${(bytes / 1e6).toFixed(1).padStart(8)} MB`)
}

/** Links count as nothing: what they point to is counted where it is. */
async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path)
  const names = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (names === null) return size
  const sizes = await Promise.all(
    names.filter((entry) => !entry.isSymbolicLink()).map((entry) => sizeOf(join(path, entry.name))),
  )
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}
