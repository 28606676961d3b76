// new, import, topics, blocks: from an empty folder to what the manual says.
// What reads manuals is half of the program: it is loaded by the two commands that read one.

import { basename, resolve } from 'node:path'
import type { PageBlocks, Topic, Work } from '../../../shared/domain.ts'
import { ProjectStore } from '../../worker/project/projectStore.ts'
import { defaultTarget, targetById } from '../../worker/exporting/targets.ts'
import { identityOf } from '../identity.ts'
import { usage } from '../output.ts'
import type { Outcome } from '../output.ts'
import { environmentOfCheckout } from '../surroundings.ts'
import { drawnLinesThat } from '../../../shared/drawnLines.ts'
import { AppError } from '../../../shared/errors.ts'
import { errorLine } from '../../../shared/errorTexts.ts'
import type { ImportReport } from '../../../shared/ipc/contract.ts'
import { pagesOf } from '../../../shared/pageRange.ts'

export interface NewOptions {
  name?: string
  target?: string
  language?: string
  vendorId?: string
  productId?: string
}

export async function newProject(folder: string, options: NewOptions): Promise<Outcome> {
  const path = resolve(folder)
  const language = checkedLanguage(options.language ?? 'en')
  const target = await targetById(environmentOfCheckout().targetsFolder, options.target ?? defaultTarget)
  const settings = {
    name: options.name ?? basename(path),
    language,
    target: target.id,
    ...identityOf(options),
    ranking: {},
  }
  const store = await ProjectStore.create(path, settings)
  return {
    json: { project: store.folder, ...settings },
    text: `Created ${store.folder} for ${target.name}. Next: plainspoken import ${folder} manual.pdf`,
  }
}

export interface ImportOptions {
  language?: string
  pages?: string
  password?: string
}

export async function importCommand(
  folder: string,
  file: string,
  options: ImportOptions,
  work: Work,
): Promise<Outcome> {
  const store = await ProjectStore.open(resolve(folder))
  const { importManual } = await import('../../worker/importing/importManual.ts')
  const { readManualFile } = await import('../../worker/importing/readManualFile.ts')
  const { modelsFolder } = environmentOfCheckout()
  const manual = { ...options, modelsFolder, ...(await readManualFile(file)) }
  const report = await importManual(store, manual, work)
  const lines = [
    `${report.title}: ${count(report.pageCount, 'page')}, ${count(report.blockCount, 'block')}, ${count(report.topicCount, 'topic')}`,
    `${count(report.hazardCount, 'hazard')}, ${count(report.tableCount, 'table')}, codes: ${report.codes.join(', ') || 'none'}`,
    `${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged, ${report.gone} gone`,
    ...(report.ocrPages.length > 0 ? [`read by text recognition: pages ${report.ocrPages.join(', ')}`] : []),
    ...drawnLines(report),
    ...(report.unread ? [unreadLine(report.unread)] : []),
    ...(report.emptyPages.length > 0 ? [`nothing to speak on pages ${report.emptyPages.join(', ')}`] : []),
    ...(report.otherLanguagePages.length > 0
      ? [`in another language and not imported: pages ${report.otherLanguagePages.join(', ')}`]
      : []),
    ...(report.unreadablePages.length > 0
      ? [`too damaged to read and left out: pages ${report.unreadablePages.join(', ')}`]
      : []),
    ...foundLines(report),
    `${(report.durationMs / 1000).toFixed(1)} s`,
  ]
  return { json: report, text: lines.join('\n') }
}

/** What the manual says of itself and against itself. */
function foundLines({ identity, languages, dropped, contradictions, conditions }: ImportReport): string[] {
  const { appliance, models, edition } = identity
  const says = [appliance?.replace(/(?=[A-Z])/g, ' ').toLowerCase(), models.join(', '), edition]
    .filter(Boolean)
    .join('; ')
  return [
    ...(says === '' ? [] : [`this manual says it is: ${says}`]),
    ...(languages.length > 1
      ? [`languages: ${languages.map((one) => `${one.language} (${count(one.pages, 'page')})`).join(', ')}`]
      : []),
    ...conditions.map(
      ({ attribute, value, count: times, isExcluded }) =>
        `only for ${attribute} "${value}" (${count(times, 'time')}): ${isExcluded ? 'left out' : 'included'}`,
    ),
    ...(dropped.length > 0
      ? [`not spoken: ${dropped.map((one) => `"${one.text}" (${one.reason}, ${one.count} times)`).join(', ')}`]
      : []),
    ...contradictions.flatMap(({ kind, subject, sides }) => [
      `contradiction (${kind}): ${subject}`,
      ...sides.map(({ topic, page, text }) => `  page ${page}, topic ${topic}: ${text}`),
    ]),
  ]
}

function drawnLines({ drawnLines }: ImportReport): string[] {
  const lineFor = (words: string, were: 'read' | 'unread'): string[] => {
    const { pages, count: lines } = drawnLinesThat(were, drawnLines)
    return lines === 0 ? [] : [`${count(lines, 'line')} of drawn letters ${words}: pages ${pages.join(', ')}`]
  }
  return [...lineFor('read by text recognition', 'read'), ...lineFor('that could not be read', 'unread')]
}

function unreadLine({ pages, code, details }: NonNullable<ImportReport['unread']>): string {
  const why = code === 'pdf-no-text' ? '' : `: ${errorLine(new AppError(code, details))}`
  return `pictures that were not read: pages ${pages.join(', ')}${why}`
}

export async function topicsCommand(folder: string): Promise<Outcome> {
  const { project } = await ProjectStore.open(resolve(folder))
  return {
    json: { topics: project.topics.map(topicJson) },
    text: project.topics.map(topicText).join('\n\n') || `No topics yet. Next: plainspoken import ${folder} manual.pdf`,
  }
}

export interface BlocksOptions {
  page?: string
  manual?: string
}

/** Of a project with several manuals: all of them, unless one is named; page 3 is then page 3 of each. */
export async function blocksCommand(folder: string, options: BlocksOptions, work: Work): Promise<Outcome> {
  const store = await ProjectStore.open(resolve(folder))
  const { manuals } = store.project
  const chosen = manuals.filter(({ id }) => options.manual === undefined || id === options.manual)
  if (options.manual !== undefined && chosen.length === 0)
    throw new AppError('manual-not-found', { manual: options.manual })
  const numbers = pagesOf(options.page ?? '', Math.max(0, ...chosen.map(({ pageCount }) => pageCount)))
  const { manualBlocks } = await import('../../worker/importing/manualBlocks.ts')
  const { modelsFolder } = environmentOfCheckout()
  const wanted: (PageBlocks & { manual: string })[] = []
  for (const manual of chosen)
    for (const page of await manualBlocks(store, manual, { ...work, modelsFolder }))
      if (numbers.includes(page.page)) wanted.push({ ...page, manual: manual.id })
  return { json: { pages: wanted.map(pageJson) }, text: wanted.map(pageText).join('\n\n') }
}

function topicJson(topic: Topic): unknown {
  const { id, kind, title, language, chapter, codes, isSpoken, status, isProcedure } = topic
  const steps = saidSteps(topic)
  return {
    id,
    kind,
    title,
    phrases: topic.phrases.map((phrase) => phrase.text),
    steps: steps.map((step) => step.spoken),
    hazards: topic.hazards.map(({ signalWord, written, spoken, consequence, avoidance, sources }) => ({
      signalWord,
      text: written,
      spoken,
      consequence,
      avoidance,
      sources,
    })),
    spokenText: [...topic.hazards, ...steps].map((part) => part.spoken).join(' '),
    language,
    sources: topic.sources,
    chapter,
    codes,
    isProcedure,
    isSpoken,
    status,
  }
}

/** A sentence that is left out is not what the device says. */
const saidSteps = ({ steps }: Topic): Topic['steps'] => steps.filter(({ isLeftOut }) => !isLeftOut)

function topicText(topic: Topic): string {
  const pages = [...new Set(topic.sources.map(({ page }) => page))].join(', ')
  return [
    `${topic.title}  [${topic.id}, ${topic.kind}, page ${pages || '–'}]`,
    ...topic.hazards.map((hazard) => `  ${hazard.signalWord.toUpperCase()}: ${hazard.spoken}`),
    ...saidSteps(topic).map((step, at) => (topic.isProcedure ? `  ${at + 1}. ${step.spoken}` : `  ${step.spoken}`)),
  ].join('\n')
}

function pageJson({ page, manual, isOcr, uncertain, blocks, dropped }: PageBlocks & { manual: string }): unknown {
  return {
    page,
    manual,
    ocr: isOcr,
    ...(uncertain && { uncertain }),
    blocks: blocks.map((block) => ({
      ...block,
      level: 'level' in block ? block.level : null,
      ...('cells' in block && { cells: block.cells.map((cell) => cell.text) }),
    })),
    dropped,
  }
}

const pageText = ({ page, blocks }: PageBlocks): string =>
  [`── page ${page}`, ...blocks.map((block) => `${block.kind.padEnd(10)} ${block.text}`)].join('\n')

/** A tag as in BCP 47: en, de, pt-BR. */
function checkedLanguage(tag: string): string {
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) throw usage(`"${tag}" is not a language such as en or pt-BR`)
  return tag
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
