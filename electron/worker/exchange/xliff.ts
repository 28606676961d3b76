// Topics -> XLIFF 2.1 for a translation tool, and the translated file -> texts. One <file> a topic, one <unit> a part of it.
// Example: <unit id="step-2"><segment id="spoken"><source>Fill to five litres.</source><target>…</target></segment></unit>
// Source: OASIS XLIFF 2.1 (its namespace is still that of 2.0).
// Trap: files come back from anywhere. Document types are refused, so that no entity is ever declared; inline codes that a tool put in
// (<pc>, <ph>, <mrk>) are read as the text they hold.

import { withoutControls } from '../../../shared/markup.ts'
import { SaxesParser } from 'saxes'
import type { Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { unitsOf } from './textUnits.ts'
import type { Translated, Unit } from './textUnits.ts'

const namespace = 'urn:oasis:names:tc:xliff:document:2.0'
const mostSegments = 500_000
const deepest = 50

export interface Languages {
  source: string
  target: string
}

export function xliffFromTopics(topics: readonly Topic[], { source, target }: Languages): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff xmlns="${namespace}" version="2.1" srcLang="${escaped(source)}" trgLang="${escaped(target)}">`,
    ...topics.flatMap((topic) => [
      `  <file id="${escaped(topic.id)}" original="topics/${escaped(topic.id)}.json">`,
      ...unitsOf(topic).flatMap(unitLines),
      '  </file>',
    ]),
    '</xliff>',
    '',
  ].join('\n')
}

function unitLines({ key, page, segments }: Unit): string[] {
  return [
    `    <unit id="${key}">`,
    ...(page > 0 ? [`      <notes><note category="location">page ${page}</note></notes>`] : []),
    ...segments.map(
      ({ id, source }) =>
        `      <segment id="${id}"><source xml:space="preserve">${escaped(source)}</source></segment>`,
    ),
    '    </unit>',
  ]
}

export interface TranslatedTexts {
  language: string
  texts: Translated[]
}

/** Segments without a target, or with an empty one, are not translated yet and are left out. Errors: texts-file-invalid. */
export function textsFromXliff(xml: string, file: string): TranslatedTexts {
  const invalid = (reason: string): AppError => new AppError('texts-file-invalid', { file, reason })
  const texts: Translated[] = []
  const path: string[] = []
  const at = { language: '', topic: '', key: '', segment: '', source: '', target: '' }
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', ({ message }) => {
    throw invalid(message.slice(0, 200))
  })
  parser.on('doctype', () => {
    throw invalid('it has a document type, which XLIFF does not need and which may do harm')
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const named = (name: string): string => attributes[name]?.value ?? ''
    if (path.length === 0 && (local !== 'xliff' || uri !== namespace)) throw invalid('it is not XLIFF 2')
    path.push(uri === namespace ? local : '')
    if (path.length > deepest) throw invalid('its elements are nested too deeply')
    if (path.length === 1) at.language = named('trgLang')
    if (local === 'file') at.topic = named('id')
    if (local === 'unit') at.key = named('id')
    if (local === 'segment') Object.assign(at, { segment: named('id'), source: '', target: '' })
  })
  const hear = (text: string): void => {
    if (path.includes('target')) at.target += text
    else if (path.includes('source')) at.source += text
  }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', ({ local }) => {
    path.pop()
    if (local !== 'segment' || at.target.trim() === '') return
    const { topic, key, segment, source, target } = at
    if (texts.push({ topic, key, segment, source, target }) > mostSegments) throw invalid('it has too many segments')
  })
  parser.write(xml).close()
  if (at.language === '') throw invalid('it names no target language (trgLang)')
  return { language: at.language, texts }
}

const escaped = (text: string): string => withoutControls(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
