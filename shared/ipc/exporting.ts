// What passes between the window and the export: targets, what a bundle costs, who signs it, in which languages it speaks, and the files.
// Example: export.plan { target: 'sr110-mcu' } -> { sizeBytes, sections, budget, gate, … }, the figures of the bytes that export.run would write.

import * as v from 'valibot'
import { imageFormats } from '../domain.ts'
import { targetSchema } from '../schemas.ts'

const nothing = v.undefined()
const text = v.pipe(v.string(), v.maxLength(20_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const budgetSchema = v.object({
  lines: v.array(v.object({ name: text, usedBytes: count, limitBytes: count })),
  isWithin: v.boolean(),
})
const gateSchema = v.object({
  isOpen: v.boolean(),
  /** Each condition for a release export; `mend` says what to do where it does not hold. */
  lines: v.array(v.object({ code: text, holds: v.boolean(), message: text, mend: text })),
})
/** The Ed25519 key of this session, never kept. `keyId`: hex of what the bundle names it by. */
const signingKeySchema = v.object({ name: text, keyId: text })

export const exportPlanSchema = v.object({
  target: text,
  sizeBytes: count,
  sha256: text,
  /** `language`: '' for what belongs to the whole bundle. */
  sections: v.array(v.object({ name: text, bytes: count, language: text })),
  /** The project's own first, then those of the settings' `otherLanguages`, in their order. */
  languages: v.array(v.object({ language: text, product: text, topicCount: count, bytes: count })),
  budget: budgetSchema,
  gate: gateSchema,
  signedWith: v.exactOptional(signingKeySchema),
})
export type ExportPlan = v.InferOutput<typeof exportPlanSchema>

export const exportReportSchema = v.object({
  ...exportPlanSchema.entries,
  folder: text,
  bundle: text,
  isSigned: v.boolean(),
})
export type ExportReport = v.InferOutput<typeof exportReportSchema>

export const exportCalls = {
  'target.list': { kind: 'call', input: nothing, output: v.array(targetSchema) },
  'export.plan': { kind: 'job', input: v.object({ target: text }), output: exportPlanSchema },
  /** The file is read once and signs until `export.forgetKey` or the end of the app. */
  'export.chooseKey': { kind: 'call', input: nothing, output: signingKeySchema, dialog: 'open-key' },
  'export.forgetKey': { kind: 'call', input: nothing, output: nothing },
  /** The project in the chosen folder says the same in another language, and goes into the bundle from now on. Errors: language-twice. */
  'export.addLanguage': { kind: 'call', input: nothing, output: nothing, dialog: 'open-project' },
  /** `at`: its place in the settings' `otherLanguages`. */
  'export.removeLanguage': { kind: 'call', input: v.object({ at: count }), output: nothing },
  /** For release, where the gate must be open; with `force` for development, and the bundle says so in its bytes. */
  'export.run': {
    kind: 'job',
    input: v.object({
      target: text,
      force: v.optional(v.boolean(), false),
      also: v.optional(v.array(v.picklist(imageFormats)), []),
    }),
    output: exportReportSchema,
    dialog: 'export-folder',
  },
} as const
