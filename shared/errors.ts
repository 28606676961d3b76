// Failures that a user can meet, as a closed set of codes. Expected: AppError (shown with a next step). Cancelled: AbortError
// (shown as nothing). Bug: everything else (logged with its stack).
// Example: throw new AppError('pdf-not-a-pdf', { file: 'manual.docx' }) -> "manual.docx is not a PDF. Export it as PDF and import that."

export const errorCodes = [
  'usage', // bad command line or argument
  'file-not-found',
  'file-not-readable',
  'file-not-writable',
  'disk-full',
  'pdf-not-a-pdf',
  'pdf-empty-file',
  'pdf-damaged', // truncated or malformed
  'pdf-no-pages',
  'pdf-no-text',
  'pdf-password-needed',
  'pdf-password-wrong',
  'pdf-too-large',
  'source-damaged', // a DITA map or iiRDS package: XML or zip that can't be read
  'source-unsafe', // entities, paths that leave the package, far too large when unpacked
  'source-empty',
  'pages-out-of-range',
  'language-not-in-manual',
  'language-twice', // two projects of one language in one bundle
  'language-not-in-bundle',
  'project-not-found',
  'project-exists', // `new` into a folder that is one already, or is not empty
  'project-damaged',
  'project-newer-version',
  'project-changed-on-disk',
  'topic-not-found',
  'manual-not-found',
  'no-topics', // ask or export before anything was imported
  'question-empty',
  'question-language', // not the language of the bundle
  'question-too-long',
  'questions-file-invalid', // CSV of `test`
  'nothing-tested', // a report was asked for before any suite
  'texts-file-invalid', // XLIFF or CSV of translators
  'wav-invalid',
  'voice-command-failed', // a program that speaks in place of a model
  'no-speech', // nothing heard: silence or noise
  'bundle-not-a-bundle',
  'bundle-damaged', // checksum, length or offset wrong
  'bundle-newer-version',
  'bundle-signature-invalid',
  'bundle-not-signed',
  'bundle-development-key',
  'bundle-other-vendor',
  'bundle-other-product',
  'bundle-rollback',
  'signature-unreadable',
  'key-invalid',
  'target-unknown',
  'over-budget',
  'image-not-for-target',
  'plan-invalid', // a build plan
  'gate-closed', // a release was asked for and a condition does not hold
  'model-missing',
  'model-damaged',
  'language-not-supported',
  'microphone-denied',
  'microphone-missing',
  'microphone-in-use', // another program has it
  'microphone-lost', // unplugged or taken by another program in mid-sentence
  'microphone-busy', // more sound comes than this computer can look at
  'recording-too-long',
  'clip-too-long', // a recording of what the device says
  'recording-silent',
  'worker-stopped',
  'not-allowed', // an IPC message from a sender that is not our window, or outside the schema
] as const

export type ErrorCode = (typeof errorCodes)[number]
export type ErrorDetails = Readonly<Record<string, string | number>>

export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(`${code}${Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''}`)
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError

/** True for the AbortError of a cancelled signal, from whatever realm it comes. */
export const isCancelled = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

/** Closes a switch over a union: adding a member without a case does not compile. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`)
}
