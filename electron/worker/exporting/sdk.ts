// firmware/ -> the files of sdk/ in an export folder: the runtime's sources, a CMake package, a Zephyr module, examples and the guide.
// Example: (await sdkFiles('/…/firmware')).get('src/psp_rank.c') -> its bytes. The same for every project: only the bundle differs.

import { readFile, readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'

/** Folder of firmware/ -> folder of sdk/. */
const parts: [from: string, to: string][] = [
  ['sdk', ''],
  ['include', 'include'],
  ['src', 'src'],
  ['port/verify', 'port/verify'],
  ['port/cortex_m', 'port/cortex_m'],
]

/** By path within sdk/, sorted. */
export async function sdkFiles(firmwareFolder: string): Promise<Map<string, Buffer>> {
  const found: [string, Buffer][] = []
  for (const [from, to] of parts)
    for (const path of await filesUnder(join(firmwareFolder, from)))
      found.push([posix.join(to, path), await readFile(join(firmwareFolder, from, path))])
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Paths within `folder`, with slashes. Step by step: readdir knows no `recursive` before Node 18.17. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const each = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory()
        ? (await filesUnder(join(folder, entry.name))).map((path) => posix.join(entry.name, path))
        : [entry.name],
    ),
  )
  return each.flat()
}
