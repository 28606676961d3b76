// Files of a DITA map -> its parsed files as they are for this product and these readers, with what keys and content references stand for.
// Example: library.read('care/filter.dita') -> the task without the steps that its .ditaval excludes.
// Traps: a key means the first definition, the root map's before those of maps in it; content references may go in circles.

import { AppError } from '../../../shared/errors.ts'
import { conditionsIn, ditavalPath, exclusionFrom, withoutExcluded } from './ditaval.ts'
import type { Condition, Exclusion } from './ditaval.ts'
import type { SourceFiles } from './packageFiles.ts'
import { childNamed, descendants, parseXml, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

export const deepestReference = 10

/** A file, one topic in it, an element of that. */
export interface Target {
  path: string
  id: string | null
  element: string | null
}

/** "../a/b.dita#t/e" seen from "maps/d60.ditamap" -> { path: 'a/b.dita', id: 't', element: 'e' }. Errors: source-unsafe. */
export function resolved(from: string, href: string): Target {
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
export class DitaLibrary {
  readonly #roots = new Map<string, XmlElement>()
  /** As they are in the files, with what is excluded. */
  readonly #whole = new Map<string, XmlElement>()
  readonly #keys = new Map<string, { href: string | null; text: string }>()
  readonly #isExcluded: Exclusion
  constructor(
    readonly files: SourceFiles,
    mapPath: string,
  ) {
    this.#isExcluded = exclusionFrom(files, ditavalPath(mapPath, [...files.keys()]))
    this.#addKeys(mapPath, 0)
  }

  get conditions(): Condition[] {
    return conditionsIn(this.#whole.values(), this.#isExcluded)
  }

  read(path: string): XmlElement {
    const known = this.#roots.get(path)
    if (known) return known
    const bytes = this.files.get(path)
    if (!bytes) throw new AppError('source-damaged', { file: path, reason: 'it is referred to but missing' })
    const whole = parseXml(bytes, path)
    const root = withoutExcluded(whole, this.#isExcluded)
    this.#whole.set(path, whole)
    this.#roots.set(path, root)
    return root
  }

  /** Of the map and of the maps in it: the first definition holds. */
  #addKeys(mapPath: string, depth: number): void {
    if (depth > deepestReference) return // told as a circle when its topics are read
    const map = this.read(mapPath)
    for (const element of descendants(map)) {
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
    for (const { attributes } of descendants(map)) {
      const { href, format, scope } = attributes
      if (href === undefined || ['external', 'peer'].includes(scope ?? '')) continue
      if (format !== 'ditamap' && !/\.ditamap(?:#|$)/i.test(href)) continue
      const { path } = resolved(mapPath, href)
      if (this.files.has(path)) this.#addKeys(path, depth + 1)
    }
  }

  /** What a key leads to; undefined for keys that are only words. */
  placeOfKey(key: string | undefined): Target | undefined {
    const href = key === undefined ? undefined : this.#keys.get(key)?.href
    return href ? resolved('', href.slice(1)) : undefined
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
