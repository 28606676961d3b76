// A map's .ditaval file + a parsed DITA file -> the file without what is excluded for this product or these readers.
// Example: <prop att="audience" val="service" action="exclude"/> -> a step with audience="service" is gone, one for "service user" stays.
// Traps: an element goes only where all values of one of its attributes are excluded; a map without such a file includes everything.

import type { SourceFiles } from './packageFiles.ts'
import { descendants, isElement, parseXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

const conditional = ['audience', 'product', 'platform', 'otherprops', 'props', 'deliveryTarget', 'rev'] as const

/** Whether a value of an attribute is excluded. */
export type Exclusion = (attribute: string, value: string) => boolean

export interface Condition {
  attribute: string
  value: string
  /** Elements that carry it. */
  count: number
  isExcluded: boolean
}

/** Beside the map: of its name, else the only one. */
export function ditavalPath(mapPath: string, paths: readonly string[]): string | null {
  const folder = mapPath.slice(0, mapPath.lastIndexOf('/') + 1)
  const beside = paths.filter((path) => /\.ditaval$/i.test(path) && path.lastIndexOf('/') + 1 === folder.length)
  const own = beside.find((path) => path.replace(/\.ditaval$/i, '') === mapPath.replace(/\.ditamap$/i, ''))
  return own ?? (beside.length === 1 ? (beside[0] ?? null) : null)
}

/** The most exact rule holds: of attribute and value, of the attribute, of all. Errors: source-damaged. */
export function exclusionFrom(files: SourceFiles, path: string | null): Exclusion {
  const bytes = path === null ? undefined : files.get(path)
  if (path === null || !bytes) return () => false
  const rules = new Map<string, boolean>()
  for (const { name, attributes } of descendants(parseXml(bytes, path)))
    if (name === 'prop' || name === 'revprop')
      rules.set(
        `${name === 'revprop' ? 'rev' : (attributes['att'] ?? '')} ${attributes['val'] ?? ''}`,
        attributes['action'] === 'exclude',
      )
  return (attribute, value) =>
    rules.get(`${attribute} ${value}`) ?? rules.get(`${attribute} `) ?? rules.get(' ') ?? false
}

const valuesOf = ({ attributes }: XmlElement, attribute: string): string[] =>
  (attributes[attribute] ?? '').split(/\s+/).filter((value) => value !== '')

const isOut = (element: XmlElement, isExcluded: Exclusion): boolean =>
  conditional.some((attribute) => {
    const values = valuesOf(element, attribute)
    return values.length > 0 && values.every((value) => isExcluded(attribute, value))
  })

export const withoutExcluded = (element: XmlElement, isExcluded: Exclusion): XmlElement => ({
  ...element,
  children: element.children.flatMap((child): (XmlElement | string)[] =>
    !isElement(child) ? [child] : isOut(child, isExcluded) ? [] : [withoutExcluded(child, isExcluded)],
  ),
})

/** What the files say for some readers or products only, in the order of attributes and values. */
export function conditionsIn(roots: Iterable<XmlElement>, isExcluded: Exclusion): Condition[] {
  const counts = new Map<string, Condition>()
  for (const root of roots)
    for (const element of descendants(root))
      for (const attribute of conditional)
        for (const value of valuesOf(element, attribute)) {
          const key = `${attribute} ${value}`
          const known = counts.get(key) ?? { attribute, value, count: 0, isExcluded: isExcluded(attribute, value) }
          counts.set(key, { ...known, count: known.count + 1 })
        }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, condition]) => condition)
}
