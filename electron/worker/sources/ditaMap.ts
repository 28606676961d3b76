// Files + path of a DITA map -> its topics in the map's order, with chapters, references to other content put in.
// Example: a map with a chapter "Care" and two topicrefs -> two units with chapter ['Care'].
// Traps: a topicref may name one topic of a file of many (#id); a key means the first file that defines it; references may go in circles.

import { AppError } from '../../../shared/errors.ts'
import { DitaLibrary, deepestReference, resolved } from './ditaLibrary.ts'
import type { Target } from './ditaLibrary.ts'
import { ditaUnits } from './ditaTopic.ts'
import type { SourceFiles } from './packageFiles.ts'
import type { SourceContent, SourceUnit } from './unit.ts'
import { childNamed, descendants, elementsIn, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

const refNames = new Set(
  'topicref chapter appendix part preface notices frontmatter backmatter appendices topicgroup topichead mapref'.split(
    ' ',
  ),
)

/** Errors: source-damaged, source-unsafe, source-empty. */
export function contentOfMap(files: SourceFiles, mapPath: string): SourceContent {
  const library = new DitaLibrary(files, mapPath)
  const map = library.read(mapPath)
  const relations: Relation[] = []
  const units = unitsOf(map, { path: mapPath, chapter: [], library, relations, depth: 0 })
  if (units.length === 0) throw new AppError('source-empty', { file: mapPath })
  return {
    title: mapTitle(map),
    units: units.map((unit) => withRelations(unit, relations)),
    conditions: library.conditions,
  }
}

/** Topics of other cells of a row of a relationship table belong together. */
interface Relation {
  from: Target
  to: Target
}

export const isOf = ({ file, id }: Pick<SourceUnit, 'file' | 'id'>, target: Target): boolean =>
  file === target.path && (target.id === null || id === target.id)

const withRelations = (unit: SourceUnit, relations: readonly Relation[]): SourceUnit => ({
  ...unit,
  related: [...unit.related, ...relations.filter(({ from }) => isOf(unit, from)).map(({ to }) => to)],
})

function relationsIn(map: XmlElement, { path, library }: Walk): Relation[] {
  return [...descendants(map)]
    .filter(({ name }) => name === 'relrow')
    .flatMap((row) => {
      const cells = elementsIn(row).map((cell) =>
        [...descendants(cell)].flatMap((ref) => targetOf(ref, path, library) ?? []),
      )
      return cells.flatMap((own, at) => {
        const others = cells.filter((_, other) => other !== at).flat()
        return own.flatMap((from) => others.map((to) => ({ from, to })))
      })
    })
}

/** What a reference of a map or a link leads to within the package. */
function targetOf({ attributes }: XmlElement, path: string, library: DitaLibrary): Target | undefined {
  const { href, keyref, scope, format } = attributes
  if (['external', 'peer'].includes(scope ?? '') || (format !== undefined && !/^dita/i.test(format))) return undefined
  return href === undefined ? library.placeOfKey(keyref) : resolved(path, href)
}

interface Walk {
  path: string
  chapter: string[]
  library: DitaLibrary
  relations: Relation[]
  depth: number
}

function unitsOf(element: XmlElement, walk: Walk): SourceUnit[] {
  if (walk.depth > deepestReference)
    throw new AppError('source-damaged', { file: walk.path, reason: 'maps refer to each other in a circle' })
  if (element.name === 'map' || element.name === 'bookmap') walk.relations.push(...relationsIn(element, walk))
  return elementsIn(element).flatMap((ref) => {
    if (!refNames.has(ref.name) || ref.attributes['processing-role'] === 'resource-only') return []
    return refUnits(ref, walk)
  })
}

function refUnits(ref: XmlElement, walk: Walk): SourceUnit[] {
  const { library, chapter } = walk
  const isElsewhere = ['external', 'peer'].includes(ref.attributes['scope'] ?? '')
  const target = isElsewhere ? undefined : placeOf(ref, walk)
  if (!target) {
    const title = headTitle(ref)
    return unitsOf(ref, { ...walk, chapter: title === '' ? chapter : [...chapter, title] })
  }
  const { path, id } = target
  const root = library.read(path)
  if (ref.attributes['format'] === 'ditamap' || root.name === 'map' || root.name === 'bookmap')
    return unitsOf(root, { ...walk, path, depth: walk.depth + 1 })
  const own = ditaUnits(root, {
    file: path,
    id,
    chapter,
    resolve: (element) => library.withReferences(element, path),
    targetOf: (link) => targetOf(link, path, library),
  })
  const title = own[0]?.title ?? ''
  return [...own, ...unitsOf(ref, { ...walk, chapter: title === '' ? chapter : [...chapter, title] })]
}

const placeOf = ({ attributes }: XmlElement, { path, library }: Walk): Target | undefined =>
  attributes['href'] === undefined ? library.placeOfKey(attributes['keyref']) : resolved(path, attributes['href'])

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
