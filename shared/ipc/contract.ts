// The whole IPC surface as one table: name -> { kind, input, output, dialog? }. Preload, router, worker handlers and client derive
// their types from it; nothing else crosses a process.
//   call: answers at once.   job: long work with progress and cancel.   event: worker -> window, no answer.
// `dialog`: main asks the person for a path first and hands it to the worker beside the input; the renderer never sees one.
// Example: client.call('topic.read', { id }) -> Topic;  client.job('manual.import', {}, { signal, onProgress }) -> ImportReport.

import * as v from 'valibot'
import { errorCodes } from '../errors.ts'
import {
  boxSchema,
  deedSchema,
  findingSchema,
  manualIdSchema,
  manualSchema,
  pageBlocksSchema,
  pastDeedSchema,
  pronunciationSchema,
  projectSettingsSchema,
  replySchema,
  topicIdSchema,
  topicSchema,
} from '../schemas.ts'
import { suiteEffectSchema, suiteResultSchema } from '../suiteResult.ts'
import { editionCalls } from './editions.ts'
import { exportCalls } from './exporting.ts'
import { importFindingsSchema } from './importFindings.ts'
import { manyTopicsCalls } from './manyTopics.ts'
import { overviewSchema, textsReportSchema } from './overview.ts'
import { recordingCalls } from './recordings.ts'
import { spokenCalls } from './spoken.ts'
import { deviceCommandSchema, hearingCalls, turnSchema, voiceCommandCalls } from './voice.ts'

export type { ExportPlan, ExportReport } from './exporting.ts'
export type { Overview, TextsReport } from './overview.ts'
export { turnSchema } from './voice.ts'
export type { Turn } from './voice.ts'

const nothing = v.undefined()
const text = v.pipe(v.string(), v.maxLength(20_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const number = v.pipe(v.number(), v.finite())
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** The same object with every field optional: absent fields stay as they are (never `undefined`). */
function changesOf<const Entries extends v.ObjectEntries>(schema: v.ObjectSchema<Entries, undefined>) {
  const entries = Object.entries(schema.entries).map(([key, entry]) => [key, v.exactOptional(entry as v.GenericSchema)])
  return v.object(
    Object.fromEntries(entries) as {
      [Key in keyof Entries]: v.ExactOptionalSchema<
        Entries[Key] extends v.GenericSchema<infer I, infer O> ? v.GenericSchema<I, O> : never,
        undefined
      >
    },
  )
}

export const dialogKinds = [
  'create-project',
  'open-project',
  'open-pdf',
  'export-folder',
  'open-key',
  'open-signature',
  'open-questions',
  'open-wav',
  'open-texts',
  'open-program',
  'texts-folder',
] as const
export type DialogKind = (typeof dialogKinds)[number]

/** What the native menu asks the window to do. `show-…` goes to a view. */
export const menuCommands = [
  'new-project',
  'open-project',
  'close-project',
  'import-manual',
  'export-bundle',
  'undo-change',
  'redo-change',
  'find',
  'copy-topic',
  'paste-topics',
  'show-projects',
  'show-overview',
  'show-manual',
  'show-topics',
  'show-simulator',
  'show-test',
  'show-export',
  'show-settings',
  'show-about',
  'show-shortcuts',
  'show-tour',
] as const
export type MenuCommand = (typeof menuCommands)[number]

// ---------------------------------------------------------------- what the window shows

export const recentProjectSchema = v.object({
  key: text,
  name: text,
  folder: text,
  openedAt: text,
  isMissing: v.boolean(),
})
export type RecentProject = v.InferOutput<typeof recentProjectSchema>

export const projectViewSchema = v.object({
  settings: projectSettingsSchema,
  folder: text, // to show, not to open
  manuals: v.array(manualSchema),
  topicCount: count,
  spokenTopicCount: count,
  findingCounts: v.object({ error: count, warning: count, note: count }),
  /** What undo and redo would do, null where there is nothing. */
  undo: v.nullable(deedSchema),
  redo: v.nullable(deedSchema),
})
export type ProjectView = v.InferOutput<typeof projectViewSchema>

export const topicRowSchema = v.object({
  id: topicIdSchema,
  title: text,
  kind: topicSchema.entries.kind,
  chapter: v.array(text),
  status: topicSchema.entries.status,
  isSpoken: v.boolean(),
  hazardCount: count,
  stepCount: count,
  findingCount: count, // without those that were let stand
  findingCodes: v.array(text),
  openCommentCount: count,
  page: count, // first source page, 0 where it has none
  reviewer: text, // '' where nobody is asked
  edition: v.picklist(['same', 'changed', 'gone']), // what the newest import did with it and nobody has decided on
})
export type TopicRow = v.InferOutput<typeof topicRowSchema>

export const importReportSchema = v.object({
  manual: manualIdSchema,
  title: text,
  pageCount: count,
  ocrPages: v.array(count),
  emptyPages: v.array(count),
  /** Pages with nothing in the language that was imported. */
  otherLanguagePages: v.array(count),
  /** Too damaged to read; the rest was imported without them. */
  unreadablePages: v.array(count),
  /** Pages that are pictures and were not read, and the error that says why; null where there are none. */
  unread: v.nullable(
    v.object({
      pages: v.array(count),
      code: v.picklist(errorCodes),
      details: v.record(text, v.union([v.string(), v.number()])),
    }),
  ),
  blockCount: count,
  topicCount: count,
  hazardCount: count,
  tableCount: count,
  codes: v.array(text),
  /** What became of the topics of an earlier edition of the same manual. */
  added: count,
  changed: count,
  unchanged: count,
  gone: count,
  durationMs: number,
  ...importFindingsSchema.entries,
})
export type ImportReport = v.InferOutput<typeof importReportSchema>

export const pageSummarySchema = v.object({
  page: count,
  widthPt: number,
  heightPt: number,
  blockCount: count,
  topicCount: count,
  isOcr: v.boolean(),
})
export type PageSummary = v.InferOutput<typeof pageSummarySchema>

export const appSettingsSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  language: v.picklist(['en', 'de']),
  voice: text,
  volume: v.pipe(number, v.minValue(0), v.maxValue(1)),
  /** How the talk button works: held while one speaks, or pressed once, and a pause ends the question. */
  talk: v.optional(v.picklist(['hold', 'once']), 'hold'),
  /** Who signs, comments and changes; '' for the name of the computer's user. */
  author: v.optional(v.pipe(text, v.maxLength(200)), ''),
  /** The tour has started by itself once. */
  hasSeenTour: v.optional(v.boolean(), false),
})
export type AppSettings = v.InferOutput<typeof appSettingsSchema>

const topicName = v.object({ id: topicIdSchema })
const findingName = v.object({ topic: topicIdSchema, code: text, subject: text })
export const changesSinceExportSchema = v.object({
  at: text,
  by: text,
  target: text,
  sha256: text,
  topics: v.array(
    v.object({
      id: topicIdSchema,
      title: text,
      kind: v.picklist(['added', 'changed', 'removed']),
      lines: v.array(v.object({ kind: v.picklist(['gone', 'new']), text })),
    }),
  ),
})
export type ChangesSinceExport = v.InferOutput<typeof changesSinceExportSchema>

// ---------------------------------------------------------------- the table

const configurable = v.object(v.omit(projectSettingsSchema, ['otherLanguages', 'ownTargets']).entries)
export const lessonSchema = v.object({ topic: topicSchema, suite: v.nullable(suiteEffectSchema) })
export type Lesson = v.InferOutput<typeof lessonSchema>

export const contract = {
  'settings.read': { kind: 'call', input: nothing, output: appSettingsSchema },
  'settings.write': { kind: 'call', input: changesOf(appSettingsSchema), output: appSettingsSchema },

  'project.recent': { kind: 'call', input: nothing, output: v.array(recentProjectSchema) },
  'project.create': {
    kind: 'call',
    input: v.object({ name: projectSettingsSchema.entries.name, language: text, target: text }),
    output: projectViewSchema,
    dialog: 'create-project',
  },
  /** `isWanted`: the folder of a `project.wanted`, without a dialog; nothing where it was opened already. */
  'project.open': {
    kind: 'call',
    input: v.optional(v.object({ isWanted: v.optional(v.boolean(), false) }), {}),
    output: projectViewSchema,
    dialog: 'open-project',
  },
  'project.openRecent': { kind: 'call', input: v.object({ key: text }), output: projectViewSchema },
  'project.forgetRecent': { kind: 'call', input: v.object({ key: text }), output: v.array(recentProjectSchema) },
  /** Copies the sample project to the user's folder the first time, and opens it. */
  'project.openSample': { kind: 'job', input: nothing, output: projectViewSchema },
  'project.read': { kind: 'call', input: nothing, output: v.nullable(projectViewSchema) },
  /** Other languages are folders, which are chosen in a dialog (export.addLanguage); own targets are target.save. */
  'project.configure': { kind: 'call', input: changesOf(configurable), output: projectViewSchema },
  /** Takes in what git or another program changed in the folder; the view of the open project, null where none is. */
  'project.refresh': { kind: 'call', input: nothing, output: v.nullable(projectViewSchema) },
  'project.close': { kind: 'call', input: nothing, output: nothing },
  'project.undo': { kind: 'call', input: nothing, output: projectViewSchema },
  'project.redo': { kind: 'call', input: nothing, output: projectViewSchema },
  /** Texts that no author touched are made anew; topics whose words change go back to draft. */
  'project.pronounce': {
    kind: 'call',
    input: v.object({ lexicon: v.pipe(v.array(pronunciationSchema), v.maxLength(2000)) }),
    output: projectViewSchema,
  },
  /** The newest 500. */
  'project.history': { kind: 'call', input: nothing, output: v.array(pastDeedSchema) },
  /** Null where nothing was exported yet. */
  'project.changes': { kind: 'call', input: nothing, output: v.nullable(changesSinceExportSchema) },

  /** `again`: the file of the last attempt, now with a password or another language, without asking for it again. */
  'manual.import': {
    kind: 'job',
    input: v.object({
      again: v.optional(v.boolean(), false),
      password: v.exactOptional(text),
      language: v.exactOptional(text),
      pages: v.exactOptional(text),
    }),
    output: importReportSchema,
    dialog: 'open-pdf',
  },
  'manual.pages': { kind: 'call', input: v.object({ manual: manualIdSchema }), output: v.array(pageSummarySchema) },
  'manual.blocks': { kind: 'call', input: v.object({ manual: manualIdSchema, page: count }), output: pageBlocksSchema },
  /** PNG of a page. `scale` 1 is 72 dpi. */
  'manual.image': {
    kind: 'call',
    input: v.object({ manual: manualIdSchema, page: count, scale: v.pipe(number, v.minValue(0.1), v.maxValue(4)) }),
    output: v.object({ png: bytes, widthPx: count, heightPx: count }),
  },
  'manual.remove': { kind: 'call', input: v.object({ manual: manualIdSchema }), output: projectViewSchema },

  'topic.list': { kind: 'call', input: nothing, output: v.array(topicRowSchema) },
  'topic.read': { kind: 'call', input: v.object({ id: topicIdSchema }), output: topicSchema },
  /**
   * Replaces a topic; one step of undo. Spoken text of steps whose `isEdited` is false is made anew from `written`.
   * `base`: the topic that the editor began with. Where the project has another one by now (a git pull), both changes are kept;
   * where both changed the same field, the error is project-changed-on-disk, and the same save without `base` keeps this one.
   */
  'topic.save': {
    kind: 'call',
    input: v.object({ topic: topicSchema, base: v.exactOptional(topicSchema) }),
    output: topicSchema,
  },
  'topic.create': { kind: 'call', input: v.object({ title: text }), output: topicSchema },
  'topic.remove': { kind: 'call', input: v.object({ id: topicIdSchema }), output: nothing },
  'topic.duplicate': { kind: 'call', input: topicName, output: topicSchema },
  /** `at`: the first step of the new topic, which is the answer. */
  'topic.split': { kind: 'call', input: v.object({ id: topicIdSchema, at: count }), output: topicSchema },
  /** What `from` says comes after what `id` says; `from` goes. */
  'topic.merge': { kind: 'call', input: v.object({ id: topicIdSchema, from: topicIdSchema }), output: topicSchema },
  /** The question becomes a phrase of this topic alone; `suite` says what that did to the last suite, null where none was run. */
  'topic.teach': {
    kind: 'job',
    input: v.object({ id: topicIdSchema, text: v.pipe(text, v.trim(), v.minLength(1), v.maxLength(500)) }),
    output: lessonSchema,
  },
  /** One topic from blocks of a page, by their places in `manual.blocks`. */
  'topic.fromBlocks': {
    kind: 'call',
    input: v.object({ manual: manualIdSchema, page: count, blocks: v.pipe(v.array(count), v.maxLength(500)) }),
    output: topicSchema,
  },
  /** Signs as they are now, with name and time. */
  'topic.setStatus': {
    kind: 'call',
    input: v.object({ ids: v.pipe(v.array(topicIdSchema), v.maxLength(20_000)), status: topicSchema.entries.status }),
    output: nothing,
  },
  ...manyTopicsCalls,
  ...editionCalls,
  'topic.comment': { kind: 'call', input: v.object({ id: topicIdSchema, text }), output: topicSchema },
  'topic.resolve': {
    kind: 'call',
    input: v.object({ id: topicIdSchema, comment: text, isResolved: v.boolean() }),
    output: topicSchema,
  },
  /** Best first; a letter may be wrong. */
  'topic.search': { kind: 'call', input: v.object({ text }), output: v.array(topicIdSchema) },
  /** What the device would say for a text of the manual, with the project's pronunciation. */
  'topic.spoken': { kind: 'call', input: v.object({ written: text, language: text }), output: text },
  /** Topics whose sources touch a page, with the boxes, for drawing over the page image. */
  'topic.onPage': {
    kind: 'call',
    input: v.object({ manual: manualIdSchema, page: count }),
    output: v.array(v.object({ id: topicIdSchema, title: text, boxes: v.array(boxSchema) })),
  },
  /** Those that were let stand are among them. */
  'finding.list': { kind: 'call', input: nothing, output: v.array(findingSchema) },
  /** Asks the device every phrase of every topic; what it answers wrongly joins the list. How many those are. */
  'finding.ask': { kind: 'job', input: nothing, output: v.object({ count }) },
  'finding.fix': { kind: 'call', input: findingName, output: nothing },
  /** Let it stand, with a reason that goes into the manifest; '' takes it back. */
  'finding.suppress': {
    kind: 'call',
    input: v.object({ ...findingName.entries, reason: v.pipe(text, v.maxLength(500)) }),
    output: nothing,
  },

  /** Builds the bundle of the project as it is and opens it in the device runtime. Cheap when nothing changed. `language`: one of the bundle's, from now on. */
  'device.start': {
    kind: 'job',
    input: v.object({ language: v.exactOptional(text) }),
    output: v.object({
      ...{ topicCount: count, vectorCount: count, bundleBytes: count, sha256: text, threshold: number },
      language: text,
      languages: v.array(text),
    }),
  },
  'device.ask': { kind: 'call', input: v.object({ text }), output: turnSchema },
  'device.command': { kind: 'call', input: deviceCommandSchema, output: replySchema },
  ...hearingCalls,
  ...voiceCommandCalls,
  ...recordingCalls,
  'device.voices': {
    kind: 'call',
    input: nothing,
    output: v.array(v.object({ id: text, name: text, language: text })),
  },
  /** `part`: one sentence of the text, from 0, so that the first is heard while the others are rendered; the whole text without it. */
  'device.speak': {
    kind: 'call',
    input: v.object({ text, voice: v.exactOptional(text), part: v.exactOptional(count) }),
    output: v.object({
      pcm: v.custom<Int16Array>((value) => value instanceof Int16Array),
      sampleRateHz: count,
      /** 1 where the text is one clip of the bundle, or was asked for as a whole. */
      partCount: count,
    }),
  },

  ...exportCalls,

  /** Topics from one project into another; kept in the user's folder between the two. */
  'clipboard.copy': {
    kind: 'call',
    input: v.object({ ids: v.pipe(v.array(topicIdSchema), v.minLength(1), v.maxLength(5000)) }),
    output: v.object({ count }),
  },
  'clipboard.paste': { kind: 'call', input: nothing, output: v.object({ ids: v.array(topicIdSchema) }) },

  'overview.read': { kind: 'call', input: nothing, output: overviewSchema },
  /** Asks every question of a CSV of the device and keeps the result in the project. `again`: of the last file, without asking for it. */
  'suite.run': {
    kind: 'job',
    input: v.object({ again: v.optional(v.boolean(), false) }),
    output: suiteResultSchema,
    dialog: 'open-questions',
  },
  /** The newest run, and the one before it of the same questions. */
  'suite.read': {
    kind: 'call',
    input: nothing,
    output: v.object({ last: v.nullable(suiteResultSchema), before: v.nullable(suiteResultSchema) }),
  },
  ...spokenCalls,

  /** Texts for translators and reviewers, into a folder; returns the file's name. */
  'exchange.exportTexts': {
    kind: 'job',
    input: v.object({ format: v.picklist(['xliff', 'csv']), language: text }),
    output: v.object({ file: text }),
    dialog: 'texts-folder',
  },
  /** `language`: of a CSV, which does not say. One step of undo. */
  'exchange.importTexts': {
    kind: 'job',
    input: v.object({ language: text }),
    output: textsReportSchema,
    dialog: 'open-texts',
  },
  'exchange.review': {
    kind: 'job',
    input: v.object({ format: v.picklist(['html', 'pdf']), language: appSettingsSchema.entries.language }),
    output: v.object({ file: text }),
    dialog: 'texts-folder',
  },

  /** The project changed in the worker (import, save, undo): views read again. */
  'project.changed': { kind: 'event', output: projectViewSchema },
  /** Somebody else changed the project's folder and that was taken in: a `project.changed` comes with it. */
  'project.takenIn': { kind: 'event', output: v.object({ count, titles: v.array(text) }) },
  /** Somebody else left the folder in a state that can't be read (conflict marks of git): the window keeps what it has. */
  'project.unreadable': {
    kind: 'event',
    output: v.object({ code: v.picklist(errorCodes), details: v.record(text, v.union([v.string(), v.number()])) }),
  },
  /** A project is to be opened: one of `project.recent`, or (null) the one that command line or file manager named. */
  'project.wanted': { kind: 'event', output: v.object({ key: v.nullable(text) }) },
  /** The worker stopped and was started again; the project was opened anew. */
  'worker.restarted': { kind: 'event', output: v.object({ reason: text }) },
  /** Chosen in the native menu or by its shortcut: the window does what its own button for it does. */
  'menu.command': { kind: 'event', output: v.object({ command: v.picklist(menuCommands) }) },
} as const satisfies Contract

type Contract = Record<string, CallEntry | EventEntry>
interface CallEntry {
  kind: 'call' | 'job'
  input: v.GenericSchema
  output: v.GenericSchema
  dialog?: DialogKind
}
interface EventEntry {
  kind: 'event'
  output: v.GenericSchema
}

export type ContractTable = typeof contract
type NamesOf<Kind> = {
  [Name in keyof ContractTable]: ContractTable[Name] extends { kind: Kind } ? Name : never
}[keyof ContractTable]
export type CallName = NamesOf<'call'>
export type JobName = NamesOf<'job'>
export type RequestName = CallName | JobName
export type EventName = NamesOf<'event'>
/** What the caller passes: optional fields may be left out. */
export type InputOf<Name extends RequestName> = v.InferInput<ContractTable[Name]['input']>
/** What the handler gets: parsed. */
export type ParsedInputOf<Name extends RequestName> = v.InferOutput<ContractTable[Name]['input']>
export type OutputOf<Name extends RequestName | EventName> = v.InferOutput<ContractTable[Name]['output']>

export const requestNames = Object.keys(contract).filter((name) => !isEventName(name)) as RequestName[]
export const isRequestName = (name: unknown): name is RequestName =>
  typeof name === 'string' && (requestNames as string[]).includes(name)
export function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(contract, name) && (contract as Contract)[name]?.kind === 'event'
}
