// Files of an iiRDS package -> its information units that are topics, in the order of its directory, with kind and language from its
// metadata. Example: CONTENT/salt.xhtml, described as GenericTask "Filling in salt" -> one unit of kind task.
// Trap: content is XHTML, DITA or PDF. A package of PDFs alone is that PDF: pdfOfPackage gives it, and it is imported as one.

import type { TopicKind } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { resolved } from './ditaLibrary.ts'
import { contentOfMap } from './ditaMap.ts'
import { ditaUnits } from './ditaTopic.ts'
import type { SourceFiles } from './packageFiles.ts'
import { localPart, nodesOf } from './rdf.ts'
import type { RdfNode } from './rdf.ts'
import type { SourceContent, SourceUnit } from './unit.ts'
import { titleOfPage, xhtmlParts } from './xhtml.ts'
import { descendants, parseXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

const metadataPath = 'META-INF/metadata.rdf'
const unitTypes = new Set(['Topic', 'Document', 'Fragment', 'InformationUnit'])
const kinds: Readonly<Record<string, TopicKind>> = {
  GenericTask: 'task',
  GenericTroubleshooting: 'troubleshooting',
  GenericReference: 'reference',
  GenericConcept: 'concept',
  GenericLearning: 'concept',
  GenericForm: 'reference',
}

interface Rendition {
  node: RdfNode
  path: string
  chapter: string[]
}

/** Errors: source-damaged, source-unsafe, source-empty. */
export function contentOfPackage(files: SourceFiles, file: string): SourceContent {
  const nodes = readMetadata(files, file)
  const units = renditionsOf(nodes, files, /\.(?:x?html?|dita|xml)$/i).flatMap((rendition) => unitsOf(rendition, files))
  const maps = renditionsOf(nodes, files, /\.ditamap$/i)
  const mapped = units.length === 0 ? maps.map(({ path }) => contentOfMap(files, path)) : []
  const all = [...units, ...mapped.flatMap((map) => map.units)]
  if (all.length === 0) throw new AppError('source-empty', { file })
  const title = [...nodes.values()].find(({ types }) => types.includes('Package'))?.values.get('title')?.[0] ?? ''
  return { title, units: all, conditions: mapped.flatMap(({ conditions }) => conditions) }
}

/** The first PDF that the metadata names, where there is nothing but PDF to read; null otherwise. */
export function pdfOfPackage(files: SourceFiles, file: string): Uint8Array | null {
  const nodes = readMetadata(files, file)
  if (renditionsOf(nodes, files, /\.(?:x?html?|dita|ditamap|xml)$/i).length > 0) return null
  const [pdf] = renditionsOf(nodes, files, /\.pdf$/i)
  return (pdf && files.get(pdf.path)) ?? null
}

function readMetadata(files: SourceFiles, file: string): Map<string, RdfNode> {
  const bytes = files.get(metadataPath)
  if (!bytes) throw new AppError('source-damaged', { file, reason: `it has no ${metadataPath}` })
  return nodesOf(parseXml(bytes, metadataPath))
}

/** Units in the order of the directory, those it does not list after them in the metadata's order. */
function renditionsOf(nodes: ReadonlyMap<string, RdfNode>, files: SourceFiles, pattern: RegExp): Rendition[] {
  const listed = new Map<string, string[]>() // unit -> chapter
  for (const root of directoryRoots(nodes)) listDirectory(nodes, root, [], listed)
  const units = [...nodes.values()].filter(({ types }) => types.some((type) => unitTypes.has(type)))
  const order = [...listed.keys(), ...units.map(({ name }) => name).filter((name) => !listed.has(name))]
  const seen = new Set<string>()
  return order.flatMap((name) => {
    const node = nodes.get(name)
    const path = node && sourcesOf(nodes, node).find((source) => pattern.test(source) && files.has(source))
    if (!node || path === undefined || seen.has(path)) return []
    seen.add(path)
    return [{ node, path, chapter: listed.get(name) ?? [] }]
  })
}

const sourcesOf = (nodes: ReadonlyMap<string, RdfNode>, unit: RdfNode): string[] =>
  (unit.links.get('has-rendition') ?? []).flatMap((name) => {
    const rendition = nodes.get(name)
    const sources = [...(rendition?.values.get('source') ?? []), ...(rendition?.links.get('source') ?? [])]
    return sources.map((source) => resolved('metadata.rdf', source).path) // they count from the package's root
  })

function directoryRoots(nodes: ReadonlyMap<string, RdfNode>): RdfNode[] {
  const all = [...nodes.values()].filter(({ types }) => types.includes('DirectoryNode'))
  const below = new Set(
    all.flatMap(({ links }) => [...(links.get('has-first-child') ?? []), ...(links.get('has-next-sibling') ?? [])]),
  )
  return all.filter(({ name }) => !below.has(name))
}

function listDirectory(
  nodes: ReadonlyMap<string, RdfNode>,
  first: RdfNode,
  chapter: string[],
  listed: Map<string, string[]>,
): void {
  const seen = new Set<RdfNode>()
  for (let node: RdfNode | undefined = first; node && !seen.has(node); node = linked(nodes, node, 'has-next-sibling')) {
    seen.add(node)
    for (const unit of node.links.get('relates-to-information-unit') ?? [])
      if (!listed.has(unit)) listed.set(unit, chapter)
    const child = linked(nodes, node, 'has-first-child')
    const label = node.values.get('label')?.[0] ?? ''
    if (child && chapter.length < 10) listDirectory(nodes, child, label === '' ? chapter : [...chapter, label], listed)
  }
}

const linked = (nodes: ReadonlyMap<string, RdfNode>, node: RdfNode, name: string): RdfNode | undefined =>
  nodes.get(node.links.get(name)?.[0] ?? '')

function unitsOf({ node, path, chapter }: Rendition, files: SourceFiles): SourceUnit[] {
  const root = parseXml(files.get(path) ?? new Uint8Array(), path)
  const type = localPart(node.links.get('has-topic-type')?.[0] ?? '')
  const kind = kinds[type] ?? null
  const language = node.values.get('language')?.[0]?.toLowerCase() ?? null
  if (root.name !== 'html') {
    const units = ditaUnits(root, {
      file: path,
      id: null,
      chapter,
      resolve: (element) => element,
      targetOf: () => undefined,
    })
    return units.map((unit) => ({ ...unit, language: unit.language ?? language }))
  }
  const title = node.values.get('title')?.[0] ?? titleOfPage(root)
  const body = [...descendants(root)].find(({ name }) => name === 'body') ?? root
  const parts = xhtmlParts(body, placesIn(body, path))
  const [first, ...rest] = parts
  const isTitle = first?.kind === 'heading' && first.text === title
  return [
    {
      file: path,
      id: localPart(node.name.replace(/^urn:(?:uuid:)?/i, '')),
      kind: kind ?? 'concept',
      title,
      language: language ?? root.attributes['lang']?.toLowerCase() ?? null,
      chapter,
      parts: isTitle ? rest : parts,
      solutions: [],
      related: [],
    },
  ]
}

/** By id, else by the element's name and number on the page. */
function placesIn(body: XmlElement, path: string): (element: XmlElement) => string {
  const counts = new Map<string, number>()
  const places = new Map<XmlElement, string>()
  for (const element of descendants(body)) {
    const number = (counts.get(element.name) ?? 0) + 1
    counts.set(element.name, number)
    places.set(element, `${path}#${element.attributes['id'] ?? `${element.name}[${number}]`}`)
  }
  return (element) => places.get(element) ?? path
}
