// XML text -> a tree of elements. Example: '<p id="a">Hot <b>water</b></p>' -> { name: 'p', attributes: { id: 'a' }, children: […] }.
// Names lose their prefix: DITA, XHTML and RDF don't clash in what is read here.
// Trap: files come from anywhere. A document type may be named (DITA files do), but nothing of it is loaded, and one that declares
// anything itself (entities above all) is refused; only the five XML entities and HTML's no-break space and the like are known.

import { SaxesParser } from 'saxes'
import { AppError } from '../../../shared/errors.ts'

export interface XmlElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: (XmlElement | string)[]
}

const deepest = 200
const mostElements = 300_000
const htmlEntities = { nbsp: '\u00a0', ndash: '–', mdash: '—', deg: '°', shy: '', hellip: '…', lsquo: '‘', rsquo: '’' }

/** `file` is for the error. Errors: source-damaged, source-unsafe. */
export function parseXml(bytes: Uint8Array, file: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  let count = 0
  const parser = new SaxesParser({ xmlns: false, fileName: file })
  Object.assign(parser.ENTITIES, htmlEntities)
  parser.on('error', (error) => {
    throw new AppError('source-damaged', { file, reason: error.message.replace(/^[^:]*:/, 'line ').slice(0, 200) })
  })
  parser.on('doctype', (declared) => {
    if (declared.includes('['))
      throw new AppError('source-unsafe', { file, reason: 'its document type declares entities' })
  })
  parser.on('opentag', ({ name, attributes }) => {
    count += 1
    if (open.length > deepest || count > mostElements)
      throw new AppError('source-unsafe', { file, reason: 'it has too many elements' })
    const element = { name: localName(name), attributes: byLocalName(attributes), children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const text = (value: string): void => void open.at(-1)?.children.push(value)
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(xmlText(bytes, file)).close()
  const [element] = elementsIn(root)
  if (!element) throw new AppError('source-damaged', { file, reason: 'it has no content' })
  return element
}

/** Errors: source-damaged. */
export function xmlText(bytes: Uint8Array, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('source-damaged', { file, reason: `it is not ${encoding}` })
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
/** xml:lang stays apart from a plain lang by nothing: both say the language. */
const byLocalName = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]))

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string'
export const elementsIn = (element: XmlElement): XmlElement[] => element.children.filter(isElement)
export const childNamed = (element: XmlElement, ...names: string[]): XmlElement | undefined =>
  elementsIn(element).find(({ name }) => names.includes(name))

/** Every element below, outermost first, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of elementsIn(element)) {
    yield child
    yield* descendants(child)
  }
}

const unspoken = new Set([
  'image',
  'img',
  'draft-comment',
  'required-cleanup',
  'indexterm',
  'data',
  'fn',
  'alt',
  'script',
  'style',
])

/** Set apart from what stands beside them: a space belongs between. */
const apart = new Set(
  'p li sli div dt dd pt pd entry stentry td th tr row section title h1 h2 h3 h4 h5 h6 cmd info stepxmp stepresult note ul ol sl dl table messagepanel typeofhazard consequence howtoavoid choption chdesc propvalue propdesc proptype'.split(
    ' ',
  ),
)

/** Words in reading order, one space between them; what is not for the reader is left out. */
export function textOf(node: XmlElement | string): string {
  return rawText(node)
    .replace(/[\s\u00a0]+/gu, ' ')
    .replace(/ (?=[.,;:!?](?:\s|$))/gu, '')
    .trim()
}

function rawText(node: XmlElement | string): string {
  if (typeof node === 'string') return node
  if (unspoken.has(node.name)) return ''
  if (node.name === 'br') return ' '
  if (node.name === 'menucascade') return elementsIn(node).map(textOf).join(' > ')
  const text = node.children.map(rawText).join('')
  return apart.has(node.name) ? ` ${text} ` : text
}
