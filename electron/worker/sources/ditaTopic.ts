// A DITA file's root -> its topics as units, nested ones too. Example: <troubleshooting id="wet">…</troubleshooting> -> one unit with
// its condition as parts and a solution for each cause.
// Trap: <dita> only holds topics together; a reusable topic of fragments has an id that is asked for, not the root's.

import type { TopicKind } from '../../../shared/domain.ts'
import { ditaParts } from './ditaParts.ts'
import type { AnyPart, PlaceOf } from './ditaParts.ts'
import type { Target } from './ditaLibrary.ts'
import type { Part, Solution, SourceUnit } from './unit.ts'
import { childNamed, descendants, elementsIn, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

const kinds: Readonly<Record<string, TopicKind>> = {
  task: 'task',
  generalTask: 'task',
  machineryTask: 'task',
  concept: 'concept',
  topic: 'concept',
  glossentry: 'concept',
  reference: 'reference',
  troubleshooting: 'troubleshooting',
}
const bodyNames = ['taskbody', 'conbody', 'refbody', 'troublebody', 'body', 'glossdef']

interface TopicOptions {
  file: string
  /** Only this topic and those in it; all where null. */
  id: string | null
  chapter: string[]
  /** The element with what it refers to put in. */
  resolve: (element: XmlElement) => XmlElement
  /** What a link leads to within the package. */
  targetOf: (link: XmlElement) => Target | undefined
}

export function ditaUnits(root: XmlElement, options: TopicOptions): SourceUnit[] {
  const { id, chapter } = options
  if (id !== null && root.attributes['id'] !== id) {
    const asked = [...descendants(root)].find((element) => element.attributes['id'] === id && kinds[element.name])
    return asked ? ditaUnits(asked, { ...options, id: null }) : []
  }
  const kind = kinds[root.name]
  const nested = (above: string[]): SourceUnit[] =>
    elementsIn(root)
      .filter(({ name }) => kinds[name] ?? name === 'dita')
      .flatMap((topic) => ditaUnits(topic, { ...options, id: null, chapter: above }))
  if (!kind) return nested(chapter)
  const unit = unitOf(options.resolve(root), kind, options)
  return [unit, ...nested([...chapter, unit.title])]
}

function unitOf(topic: XmlElement, kind: TopicKind, { file, chapter, targetOf }: TopicOptions): SourceUnit {
  const place = placesIn(topic, file)
  const title = childNamed(topic, 'title', 'glossterm')
  const body = childNamed(topic, ...bodyNames)
  const lead = elementsIn(topic).filter(({ name }) => name === 'shortdesc' || name === 'abstract')
  const solutions = kind === 'troubleshooting' && body ? solutionsIn(body, place) : []
  const rest = body && {
    ...body,
    children: body.children.filter((child) => typeof child === 'string' || child.name !== 'troubleSolution'),
  }
  return {
    file,
    id: topic.attributes['id'] ?? '',
    kind,
    title: title ? textOf(title) : '',
    language: topic.attributes['lang']?.toLowerCase() ?? null,
    chapter,
    parts: [...lead, ...(rest ? [rest] : [])].flatMap((element) => ditaParts(element, place)),
    solutions,
    related: linksIn([...lead, ...(body ? [body] : []), ...elementsIn(topic).filter(isLinks)]).flatMap(
      (link) => targetOf(link) ?? [],
    ),
  }
}

const isLinks = ({ name }: XmlElement): boolean => name === 'related-links'
const linksIn = (elements: readonly XmlElement[]): XmlElement[] =>
  elements.flatMap((element) => [...descendants(element)]).filter(({ name }) => name === 'xref' || name === 'link')

function solutionsIn(body: XmlElement, place: PlaceOf): Solution[] {
  return elementsIn(body)
    .filter(({ name }) => name === 'troubleSolution')
    .map((solution) => ({
      cause: spoken(childNamed(solution, 'cause'), place),
      remedy: spoken(childNamed(solution, 'remedy'), place),
    }))
}

const spoken = (element: XmlElement | undefined, place: PlaceOf): Part[] =>
  element ? ditaParts(element, place).filter((part: AnyPart): part is Part => part.kind !== 'table-row') : []

/** "care/filter.dita#filter/step-2" by id, "care/filter.dita#filter/taskbody/steps/step[2]" where an element has none. */
function placesIn(topic: XmlElement, file: string): PlaceOf {
  const base = `${file}#${topic.attributes['id'] ?? ''}`
  const places = new Map<XmlElement, string>()
  const walk = (element: XmlElement, path: string): void => {
    const counts = new Map<string, number>()
    for (const child of elementsIn(element)) {
      const number = (counts.get(child.name) ?? 0) + 1
      counts.set(child.name, number)
      const isOnly = elementsIn(element).filter(({ name }) => name === child.name).length === 1
      const below = `${path}/${child.name}${isOnly ? '' : `[${number}]`}`
      const id = child.attributes['id']
      places.set(child, id ? `${base}/${id}` : `${base}${below}`)
      walk(child, below)
    }
  }
  walk(topic, '')
  return (element) => places.get(element) ?? base
}
