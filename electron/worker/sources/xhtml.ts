// An XHTML page of a package -> parts. Example: <h1>Salt</h1><ol><li>Open the lid.</li></ol> -> heading, step.
// Trap: hazards have no element in XHTML: they are told by a class or role that names a signal word, or by the word itself in front.

import type { SignalWord } from '../../../shared/domain.ts'
import { signalOf } from '../blocks/hazards.ts'
import type { AnyPart, PlaceOf } from './ditaParts.ts'
import { tableParts } from './ditaParts.ts'
import { descendants, elementsIn, isElement, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

const blockNames = new Set(
  'address article aside blockquote body div dl figure footer h1 h2 h3 h4 h5 h6 header main nav ol p pre section table ul'.split(
    ' ',
  ),
)
const isBlock = ({ name }: XmlElement): boolean => blockNames.has(name)
const holdsBlocks = (element: XmlElement): boolean =>
  elementsIn(element).some((child) => isBlock(child) || holdsBlocks(child))

export function xhtmlParts(element: XmlElement, place: PlaceOf): AnyPart[] {
  const at = place(element)
  const signalWord = signalOfClass(element)
  if (signalWord) return hazardParts(element, signalWord, at)
  const level = /^h([1-6])$/.exec(element.name)?.[1]
  if (level)
    return textOf(element) === '' ? [] : [{ kind: 'heading', level: Number(level), text: textOf(element), place: at }]
  switch (element.name) {
    case 'head':
    case 'nav':
    case 'script':
    case 'style':
      return []
    case 'ol':
      return elementsIn(element).map((item, index) => ({
        kind: 'step',
        marker: `${index + 1}.`,
        ordinal: index + 1,
        text: textOf(item),
        place: place(item),
      }))
    case 'ul':
      return elementsIn(element).map((item) => ({ kind: 'bullet', level: 1, text: textOf(item), place: place(item) }))
    case 'dl':
      return definitions(element, place)
    case 'table':
      return tableParts(element, place)
    case 'figcaption':
      return [{ kind: 'caption', text: textOf(element), place: at }]
    default:
      return holdsBlocks(element) ? mixedParts(element, place) : paragraphParts(element, at)
  }
}

function mixedParts(element: XmlElement, place: PlaceOf): AnyPart[] {
  return element.children.flatMap((child) => {
    if (isElement(child)) return xhtmlParts(child, place)
    return textOf(child) === '' ? [] : [{ kind: 'paragraph', text: textOf(child), place: place(element) }]
  })
}

function paragraphParts(element: XmlElement, place: string): AnyPart[] {
  const text = textOf(element)
  const signal = signalOf(text)
  if (signal && signal.rest !== '')
    return [{ kind: 'hazard', signalWord: signal.signalWord, message: signal.rest, text, place }]
  return text === '' ? [] : [{ kind: 'paragraph', text, place }]
}

function signalOfClass({ attributes }: XmlElement): SignalWord | null {
  const names = `${attributes['class'] ?? ''} ${attributes['role'] ?? ''} ${attributes['type'] ?? ''}`.toLowerCase()
  return (
    (['danger', 'warning', 'caution', 'notice'] as const).find((word) =>
      new RegExp(`(?<![a-z])${word}(?![a-z])`).test(names),
    ) ?? null
  )
}

/** Consequence and avoidance where the page has them in elements of their own, by class. */
function hazardParts(element: XmlElement, signalWord: SignalWord, place: string): AnyPart[] {
  const text = textOf(element)
  const message = signalOf(text)?.rest ?? text
  const of = (pattern: RegExp): string =>
    [...descendants(element)]
      .filter(({ attributes }) => pattern.test(attributes['class'] ?? ''))
      .map(textOf)
      .join(' ')
  const [consequence, avoidance] = [of(/consequence/i), of(/avoid|measure|instruction/i)]
  if (message === '') return []
  return [
    {
      kind: 'hazard',
      signalWord,
      message,
      text,
      ...(consequence + avoidance !== '' && { consequence, avoidance }),
      place,
    },
  ]
}

function definitions(list: XmlElement, place: PlaceOf): AnyPart[] {
  const parts: AnyPart[] = []
  let term = ''
  for (const child of elementsIn(list)) {
    if (child.name === 'dt') term = textOf(child)
    else
      parts.push({
        kind: 'bullet',
        level: 1,
        text: [term, textOf(child)].filter((text) => text !== '').join(': '),
        place: place(child),
      })
  }
  return parts
}

export function titleOfPage(page: XmlElement): string {
  const of = (name: string): string => textOf([...descendants(page)].find((element) => element.name === name) ?? '')
  return of('h1') || of('title')
}
