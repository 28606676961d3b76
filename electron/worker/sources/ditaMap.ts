// Files + path of a DITA map -> its topics in the map's order, with chapters, references to other content put in.
// Example: a map with a chapter "Care" and two topicrefs -> two units with chapter ['Care'].
// Traps: a topicref may name one topic of a file of many (#id); a key means the first file that defines it; references may go in circles.

import { AppError } from '../../../shared/errors.ts'
import { ditaUnits } from './ditaTopic.ts'
import type { SourceFiles } from './packageFiles.ts'
import type { SourceContent, SourceUnit } from './unit.ts'
import { childNamed, descendants, elementsIn, parseXml, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

const deepestReference = 10
const refNames = new Set(
  'topicref chapter appendix part preface notices frontmatter backmatter appendices topicgroup topichead mapref'.split(
    ' ',
  ),
)

/** Errors: source-damaged, source-unsafe, source-empty. */
export function contentOfMap(files: SourceFiles, mapPath: string): SourceContent {
  const library = new DitaLibrary(files)
  const map = library.read(mapPath)
  library.addKeys(map, mapPath)
  const units = unitsOf(map, { path: mapPath, chapter: [], library, depth: 0 })
  if (units.length === 0) throw new AppError('source-empty', { file: mapPath })
  return { title: mapTitle(map), units }
}

interface Walk {
  path: string
  chapter: string[]
  library: DitaLibrary
  depth: number
}

function unitsOf(element: XmlElement, walk: Walk): SourceUnit[] {
  if (walk.depth > deepestReference)
    throw new AppError('source-damaged', { file: walk.path, reason: 'maps refer to each other in a circle' })
  return elementsIn(element).flatMap((ref) => {
    if (!refNames.has(ref.name) || ref.attributes['processing-role'] === 'resource-only') return []
    return refUnits(ref, walk)
  })
}

function refUnits(ref: XmlElement, walk: Walk): SourceUnit[] {
  const { library, chapter } = walk
  const href = ref.attributes['href'] ?? library.hrefOfKey(ref.attributes['keyref'])
  const isElsewhere = ['external', 'peer'].includes(ref.attributes['scope'] ?? '')
  if (href === undefined || isElsewhere) {
    const title = headTitle(ref)
    return unitsOf(ref, { ...walk, chapter: title === '' ? chapter : [...chapter, title] })
  }
  const { path, id } = resolved(walk.path, href)
  const root = library.read(path)
  if (ref.attributes['format'] === 'ditamap' || root.name === 'map' || root.name === 'bookmap')
    return unitsOf(root, { ...walk, path, depth: walk.depth + 1 })
  const own = ditaUnits(root, { file: path, id, chapter, resolve: (element) => library.withReferences(element, path) })
  const title = own[0]?.title ?? ''
  return [...own, ...unitsOf(ref, { ...walk, chapter: title === '' ? chapter : [...chapter, title] })]
}

const headTitle = (ref: XmlElement): string => {
  const meta = childNamed(ref, 'topicmeta')
  const title = meta && childNamed(meta, 'navtitle')
  return title ? textOf(title) : (ref.attributes['navtitle'] ?? '')
}

function mapTitle(map: XmlElement): string {
  const title = childNamed(map, 'title', 'booktitle')
  const main = title && childNamed(title, 'mainbooktitle')
  return main ? textOf(main) : title ? textOf(title) : (map.attributes['title'] ?? '')
}

/** "../a/b.dita#t/e" seen from "maps/d60.ditamap" -> { path: 'a/b.dita', id: 't', element: 'e' }. Errors: source-unsafe. */
export function resolved(from: string, href: string): { path: string; id: string | null; element: string | null } {
  const [file = '', fragment = ''] = href.split('#')
  const [id = '', element = ''] = fragment.split('/')
  const steps = file === '' ? from.split('/') : [...from.split('/').slice(0, -1), ...decoded(file).split('/')]
  const path: string[] = []
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]|\\/i.test(decoded(file)))
    throw new AppError('source-unsafe', {
      file: from,
      reason: `it refers to ${href.slice(0, 120)}, which is not in its folder`,
    })
  for (const step of steps) {
    if (step === '' || step === '.') continue
    if (step !== '..') path.push(step)
    else if (path.pop() === undefined)
      throw new AppError('source-unsafe', {
        file: from,
        reason: `it refers to ${href.slice(0, 120)}, which is outside its folder`,
      })
  }
  return { path: path.join('/'), id: id === '' || id === '.' ? null : id, element: element === '' ? null : element }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Parsed files and what keys stand for. */
class DitaLibrary {
  readonly #roots = new Map<string, XmlElement>()
  readonly #keys = new Map<string, { href: string | null; text: string }>()
  constructor(readonly files: SourceFiles) {}

  read(path: string): XmlElement {
    const known = this.#roots.get(path)
    if (known) return known
    const bytes = this.files.get(path)
    if (!bytes) throw new AppError('source-damaged', { file: path, reason: 'it is referred to but missing' })
    const root = parseXml(bytes, path)
    this.#roots.set(path, root)
    return root
  }

  addKeys(map: XmlElement, mapPath: string): void {
    for (const element of descendants(map))
      for (const key of (element.attributes['keys'] ?? '').split(/\s+/)) {
        if (key === '' || this.#keys.has(key)) continue
        const href = element.attributes['href']
        const meta = childNamed(element, 'topicmeta')
        const words =
          meta && [...descendants(meta)].find(({ name }) => ['keyword', 'linktext', 'navtitle'].includes(name))
        const path = href === undefined ? null : resolved(mapPath, href)
        this.#keys.set(key, {
          href: path && `/${path.path}${path.id ? `#${path.id}` : ''}`,
          text: words ? textOf(words) : '',
        })
      }
  }

  /** Seen from the map that defines it; null paths are keys that are only words. */
  hrefOfKey(key: string | undefined): string | undefined {
    return (key === undefined ? undefined : this.#keys.get(key)?.href)?.slice(1)
  }

  /** The element with content references (conref, conkeyref) and words of keys (keyref) put in. */
  withReferences(element: XmlElement, path: string, depth = 0): XmlElement {
    if (depth > deepestReference)
      throw new AppError('source-damaged', { file: path, reason: 'content refers to itself' })
    const target = this.#contentOf(element, path)
    if (target) {
      const found = this.withReferences(target.element, target.path, depth + 1)
      // it is named by where it is used: the id it has at home is another file's
      const attributes = Object.entries(found.attributes).filter(([name]) => name !== 'id')
      const own = element.attributes['id']
      return { ...found, attributes: { ...Object.fromEntries(attributes), ...(own !== undefined && { id: own }) } }
    }
    const words = this.#keys.get(element.attributes['keyref'] ?? '')?.text ?? ''
    if (words !== '' && textOf(element) === '') return { ...element, children: [words] }
    return {
      ...element,
      children: element.children.map((child) =>
        typeof child === 'string' ? child : this.withReferences(child, path, depth),
      ),
    }
  }

  #contentOf({ name, attributes }: XmlElement, path: string): { element: XmlElement; path: string } | null {
    const { conref, conkeyref } = attributes
    const [key = '', part = ''] = (conkeyref ?? '').split('/')
    const keyed = this.#keys.get(key)?.href
    const to =
      conref !== undefined
        ? resolved(path, conref)
        : keyed
          ? { ...resolved('', keyed.slice(1)), element: part || null }
          : null
    if (!to) return null
    const root = this.read(to.path)
    const topic = to.id === null ? root : byId(root, to.id)
    const element = topic && (to.element === null ? topic : byId(topic, to.element))
    if (!element || element.name !== name)
      throw new AppError('source-damaged', {
        file: path,
        reason: `it refers to ${(conref ?? conkeyref ?? '').slice(0, 120)}, which is not there`,
      })
    return { element, path: to.path }
  }
}

const byId = (root: XmlElement, id: string): XmlElement | undefined =>
  root.attributes['id'] === id ? root : [...descendants(root)].find((element) => element.attributes['id'] === id)
