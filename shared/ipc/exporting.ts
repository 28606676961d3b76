// What passes between the window and the export: targets, what a bundle costs, who signs it, in which languages it speaks, and the files.
// Example: export.plan { target: 'sr110-mcu' } -> { sizeBytes, sections, budget, gate, … }, the figures of the bytes that export.run would write.

import * as v from 'valibot'
import { adviceCodes, imageFormats, topicKinds } from '../domain.ts'
import { targetSchema, topicIdSchema } from '../schemas.ts'

const nothing = v.undefined()
const text = v.pipe(v.string(), v.maxLength(20_000))
const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const budgetSchema = v.object({
  lines: v.array(v.object({ name: text, usedBytes: count, limitBytes: count })),
  measures: v.array(
    v.object({ name: v.picklist(['answer', 'speech']), unit: v.picklist(['ms', 's']), used: amount, limit: amount }),
  ),
  isWithin: v.boolean(),
  override: v.exactOptional(text),
})
/** What the project's own questions came to, in one language: shares 0..1, each with its limit. */
const share = v.number()
const ownSuiteSchema = v.object({
  language: text,
  total: count,
  top1: share,
  falseAnswers: share,
  minTop1: share,
  maxFalse: share,
})
const gateSchema = v.object({
  isOpen: v.boolean(),
  /** Each condition for a release export; `mend` says what to do where it does not hold, `count` how many stand in the way. */
  lines: v.array(
    v.object({
      ...{ code: text, holds: v.boolean(), message: text, mend: text },
      count: v.exactOptional(count),
      suites: v.exactOptional(v.array(ownSuiteSchema)),
    }),
  ),
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
  /** Of all languages. `bytes`: what would leave the bundle with the topic. */
  topics: v.array(
    v.object({ id: topicIdSchema, title: text, kind: v.picklist(topicKinds), language: text, bytes: count }),
  ),
  /** Largest first. `subject`: a kind of topics, or ''. */
  advice: v.array(
    v.object({ code: v.picklist(adviceCodes), subject: v.picklist([...topicKinds, '']), savesBytes: count }),
  ),
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
  /** The project's own are among them, first. */
  'target.list': { kind: 'call', input: nothing, output: v.array(targetSchema) },
  /** Keeps a target with the project; one with the same id is replaced. */
  'target.save': { kind: 'call', input: targetSchema, output: nothing },
  'target.remove': { kind: 'call', input: v.object({ id: text }), output: nothing },
  'export.plan': { kind: 'job', input: v.object({ target: text }), output: exportPlanSchema },
  /** The file is read once and signs until `export.forgetKey` or the end of the app. */
  'export.chooseKey': { kind: 'call', input: nothing, output: signingKeySchema, dialog: 'open-key' },
  'export.forgetKey': { kind: 'call', input: nothing, output: nothing },
  /** For a key that is elsewhere: writes the 32 bytes that it has to sign, NAME.digest, and says of which bundle they are. */
  'export.saveDigest': {
    kind: 'job',
    input: v.object({ target: text }),
    output: v.object({ file: text, sha256: text, isDevelopment: v.boolean() }),
    dialog: 'export-folder',
  },
  /** The public key (PEM) of the signature that is chosen next. */
  'export.choosePublicKey': { kind: 'call', input: nothing, output: signingKeySchema, dialog: 'open-key' },
  /** The 64 bytes that were made of the digest. Errors: signature-unreadable, usage (no public key was chosen). */
  'export.chooseSignature': { kind: 'call', input: nothing, output: signingKeySchema, dialog: 'open-signature' },
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
      /** Who lets it pass over the budget, and why. */
      override: v.optional(v.pipe(text, v.maxLength(500)), ''),
      also: v.optional(v.array(v.picklist(imageFormats)), []),
    }),
    output: exportReportSchema,
    dialog: 'export-folder',
  },
} as const
