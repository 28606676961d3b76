// A map on disk -> one text with every file that it leads to; the project keeps that, as it keeps a PDF. And back.
// Example: d60.ditamap + 12 topics -> {"map":"d60.ditamap","files":{"care/filter.dita":"<task …"}}, sorted, so that git shows what changed.
// Trap: only files in the map's own folder are read, never through a link, and a folder of a whole company is not one manual.

import { lstat, readFile, readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'
import { resolved } from './ditaLibrary.ts'
import { ditavalPath } from './ditaval.ts'
import type { SourceFiles } from './packageFiles.ts'
import { descendants, parseXml, xmlText } from './xml.ts'
import type { XmlElement } from './xml.ts'

const mostFiles = 3000
const largestBytes = 50 * 1024 * 1024

/** Errors: source-damaged, source-unsafe. */
export async function packDita(mapPath: string): Promise<Uint8Array> {
  const root = await realpath(dirname(mapPath))
  const map = basename(mapPath)
  const files = new Map<string, string>()
  const filter = ditavalPath(map, await readdir(root))
  const waiting = [map, ...(filter === null ? [] : [filter])]
  let sizeBytes = 0
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    const bytes = await readInside(root, path, map)
    if (!bytes) continue // the reader of the map says what is missing, and where
    sizeBytes += bytes.length
    if (files.size >= mostFiles || sizeBytes > largestBytes)
      throw new AppError('source-unsafe', { file: map, reason: 'it leads to more than 3000 files or 50 MB' })
    files.set(path, xmlText(bytes, path))
    waiting.push(...leadsTo(parseXml(bytes, path), path))
  }
  const sorted = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
  return new TextEncoder().encode(`${JSON.stringify({ map, files: sorted }, null, 1)}\n`)
}

async function readInside(root: string, path: string, map: string): Promise<Uint8Array | null> {
  const full = join(root, path)
  const found = await lstat(full).catch(() => null)
  if (!found) return null
  const real = await realpath(full)
  if (!found.isFile() || !real.startsWith(root + sep))
    throw new AppError('source-unsafe', { file: map, reason: `${path} is a link or lies outside its folder` })
  if (found.size > largestBytes) throw new AppError('source-unsafe', { file: map, reason: `${path} is too large` })
  return new Uint8Array(await readFile(full))
}

const isLocal = ({ attributes }: XmlElement): boolean => !['external', 'peer'].includes(attributes['scope'] ?? '')
/** Links in running text lead out of a manual; references of maps and content references lead to parts of it. */
const isLink = ({ name }: XmlElement): boolean => ['xref', 'link', 'image', 'object', 'a'].includes(name)

function leadsTo(root: XmlElement, from: string): string[] {
  return [root, ...descendants(root)].flatMap((element) => {
    const { href, conref } = element.attributes
    const references = [conref, isLocal(element) && !isLink(element) ? href : undefined]
    return references
      .filter((reference) => reference !== undefined && !reference.startsWith('#'))
      .map((reference) => resolved(from, reference ?? '').path)
      .filter((path) => /\.(?:dita|xml|ditamap)$/i.test(path))
  })
}

const packSchema = v.object({ map: v.string(), files: v.record(v.string(), v.string()) })

/** Errors: source-damaged. */
export function unpackDita(bytes: Uint8Array, file: string): { map: string; files: SourceFiles } {
  try {
    const { map, files } = v.parse(packSchema, JSON.parse(new TextDecoder().decode(bytes)))
    const encoder = new TextEncoder()
    return { map, files: new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)])) }
  } catch {
    throw new AppError('source-damaged', { file, reason: 'what the project keeps of it was changed' })
  }
}
