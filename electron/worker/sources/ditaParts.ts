// An element of a DITA topic's body -> parts. Example: <steps><step><cmd>Press Start.</cmd></step></steps> -> one step.
// Traps: a hazard inside a step comes out before the step, never in it; an element that we don't know is read for what is in it.

import type { SignalWord } from '../../../shared/domain.ts'
import type { Part, RowPart } from './unit.ts'
import { childNamed, descendants, elementsIn, isElement, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

export type AnyPart = Part | RowPart

const signalWords: Readonly<Record<string, SignalWord>> = {
  danger: 'danger',
  warning: 'warning',
  caution: 'caution',
  notice: 'notice',
  attention: 'notice',
  important: 'notice',
  restriction: 'notice',
}
const inlineNames = new Set(
  'ph b i u sub sup tt keyword term uicontrol wintitle menucascade codeph xref cite q abbreviated-form apiname option parmname cmdname varname filepath msgph msgnum userinput systemoutput tm text state boolean lines foreign image data indexterm fn strong em span a br'.split(
    ' ',
  ),
)
const isInline = ({ name }: XmlElement): boolean => inlineNames.has(name)

/** `place` names an element for the reader: its id where it has one, else its path. */
export type PlaceOf = (element: XmlElement) => string

export function ditaParts(element: XmlElement, place: PlaceOf): AnyPart[] {
  const at = place(element)
  switch (element.name) {
    case 'title':
    case 'prolog':
    case 'metadata':
    case 'related-links':
    case 'draft-comment':
      return []
    case 'hazardstatement':
      return [hazardFromStatement(element, at)]
    case 'note':
      return noteParts(element, place)
    case 'steps':
    case 'ol':
    case 'steps-unordered':
      return elementsIn(element).flatMap((step, index) => stepParts(step, `${index + 1}.`, index + 1, place))
    case 'ul':
    case 'sl':
    case 'choices':
      return elementsIn(element).flatMap((item) => [...hazardsIn(item, place), ...bullet(item, place(item))])
    case 'dl':
    case 'parml':
      return elementsIn(element).flatMap((entry) => bullet(entry, place(entry)))
    case 'table':
    case 'simpletable':
    case 'properties':
    case 'choicetable':
      return tableParts(element, place)
    default:
      return flowParts(element, place)
  }
}

/** Text and blocks mixed: runs of text become paragraphs, blocks what they are. A titled section begins with its title. */
function flowParts(element: XmlElement, place: PlaceOf): AnyPart[] {
  const at = place(element)
  const title = childNamed(element, 'title')
  const parts: AnyPart[] = title ? [{ kind: 'heading', level: 2, text: textOf(title), place: place(title) }] : []
  let run = ''
  const finish = (): void => {
    const text = textOf(run)
    if (text !== '') parts.push({ kind: 'paragraph', text, place: at })
    run = ''
  }
  for (const child of element.children) {
    if (!isElement(child) || isInline(child))
      run += isElement(child) ? ` ${textOf(child)} `.replace(/ ([.,;:!?)])/g, '$1') : child
    else {
      finish()
      parts.push(...ditaParts(child, place))
    }
  }
  finish()
  return parts
}

function stepParts(step: XmlElement, marker: string, ordinal: number, place: PlaceOf): AnyPart[] {
  if (step.name === 'stepsection' || step.name === 'title') return []
  const substeps = childNamed(step, 'substeps')
  const command = childNamed(step, 'cmd')
  const spoken = command
    ? [
        command,
        ...elementsIn(step).filter((child) => !['cmd', 'substeps', 'hazardstatement', 'note'].includes(child.name)),
      ]
    : [step]
  const text = textOf({ ...step, children: spoken.map(withoutHazards) })
  return [
    ...hazardsIn(step, place),
    ...(text === '' ? [] : [{ kind: 'step' as const, marker, ordinal, text, place: place(step) }]),
    ...(substeps
      ? elementsIn(substeps).flatMap((substep, index) =>
          stepParts(substep, `${String.fromCharCode(97 + (index % 26))})`, index + 1, place),
        )
      : []),
  ]
}

const bullet = (item: XmlElement, place: string): Part[] => {
  const parts = elementsIn(item)
  const isEntry = parts.some(({ name }) => ['dt', 'dd', 'pt', 'pd'].includes(name))
  const text = isEntry ? parts.map(textOf).join(': ') : textOf(withoutHazards(item))
  return text === '' ? [] : [{ kind: 'bullet', level: 1, text, place }]
}

const isHazard = ({ name, attributes }: XmlElement): boolean =>
  name === 'hazardstatement' || (name === 'note' && signalWords[attributes['type'] ?? ''] !== undefined)

/** Hazards directly in a step or list entry, not those of its substeps. */
function hazardsIn(element: XmlElement, place: PlaceOf): AnyPart[] {
  return elementsIn(element).flatMap((child) => {
    if (isHazard(child)) return ditaParts(child, place)
    return child.name === 'substeps' ? [] : hazardsIn(child, place)
  })
}

const withoutHazards = (element: XmlElement): XmlElement => ({
  ...element,
  children: element.children.flatMap((child) =>
    !isElement(child)
      ? [child]
      : isHazard(child) || child.name === 'substeps'
        ? []
        : [withoutHazards(child), ...(isInline(child) ? [] : [' '])],
  ),
})

function noteParts(note: XmlElement, place: PlaceOf): AnyPart[] {
  const signalWord = signalWords[note.attributes['type'] ?? '']
  const message = textOf(note)
  if (!signalWord || message === '') return flowParts(note, place)
  return [{ kind: 'hazard', signalWord, message, text: `${signalWord.toUpperCase()} ${message}`, place: place(note) }]
}

/** Says the hazard, what happens otherwise and what to do instead, each as whole sentences in the order of the file. */
function hazardFromStatement(statement: XmlElement, place: string): Part {
  const signalWord = signalWords[statement.attributes['type'] ?? ''] ?? 'notice'
  const of = (name: string): string =>
    [...descendants(statement)]
      .filter((element) => element.name === name)
      .map((element) => sentence(textOf(element)))
      .join(' ')
  const [hazard, consequence, avoidance] = [of('typeofhazard'), of('consequence'), of('howtoavoid')]
  const panels = [hazard, consequence, avoidance].filter((part) => part !== '').join(' ')
  const message = panels === '' ? textOf(statement) : panels
  return {
    kind: 'hazard',
    signalWord,
    message,
    text: `${signalWord.toUpperCase()} ${message}`,
    ...(panels !== '' && { consequence, avoidance }),
    place,
  }
}

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)

const rowNames = new Set(['row', 'strow', 'property', 'chrow', 'tr'])
const headNames = new Set(['thead', 'sthead', 'prophead', 'chhead'])

export function tableParts(table: XmlElement, place: PlaceOf): RowPart[] {
  const head = [...descendants(table)].find(({ name }) => headNames.has(name))
  const headRow = head && ([...descendants(head)].find(({ name }) => rowNames.has(name)) ?? head)
  const rows = [...descendants(table)].filter((row) => rowNames.has(row.name) && row !== headRow)
  const isHeadless = !headRow && elementsIn(rows[0] ?? table).every(({ name }) => name === 'th')
  const header = elementsIn(headRow ?? (isHeadless ? (rows.shift() ?? table) : { ...table, children: [] })).map(textOf)
  return rows.map((row) => {
    const cells = elementsIn(row).map(textOf)
    return { kind: 'table-row', table: place(table), header, cells, text: cells.join(' '), place: place(row) }
  })
}
