// Status of the C runtime -> AppError. The numbers are those of firmware/include/plainspoken.h; a test compares them.

import { AppError } from '../../../shared/errors.ts'

/** Status codes that a user can meet, and RANGE, which ends a list. The others are bugs of a caller. */
export const statuses = {
  OK: 0,
  NOT_A_BUNDLE: -2,
  NEWER_VERSION: -3,
  TRUNCATED: -4,
  DAMAGED: -5,
  HASH: -6,
  NOT_SIGNED: -7,
  SIGNATURE: -8,
  PRODUCT: -9,
  ROLLBACK: -10,
  QUESTION_EMPTY: -12,
  QUESTION_TOO_LONG: -13,
  RANGE: -16,
  VENDOR: -17,
} as const

/** Returns on PSP_OK; throws on everything else. */
export function throwOnError(status: number): void {
  if (status === statuses.OK) return
  throw errorOf(status)
}

function errorOf(status: number): Error {
  switch (status) {
    case statuses.NOT_A_BUNDLE:
      return new AppError('bundle-not-a-bundle', { file: 'The file' })
    case statuses.NEWER_VERSION:
      return new AppError('bundle-newer-version', { version: 'of a newer tool' })
    case statuses.TRUNCATED:
      return damaged('it is cut off')
    case statuses.DAMAGED:
      return damaged('its structure is not sound')
    case statuses.HASH:
      return damaged('its bytes do not match their SHA-256')
    case statuses.NOT_SIGNED:
      return new AppError('bundle-not-signed')
    case statuses.SIGNATURE:
      return new AppError('bundle-signature-invalid')
    case statuses.PRODUCT:
      return new AppError('bundle-other-product')
    case statuses.ROLLBACK:
      return new AppError('bundle-rollback')
    case statuses.VENDOR:
      return new AppError('bundle-other-vendor')
    case statuses.QUESTION_EMPTY:
      return new AppError('question-empty')
    case statuses.QUESTION_TOO_LONG:
      return new AppError('question-too-long')
    default:
      return new TypeError(`the device runtime returned ${status}`)
  }
}

/** `file` is the name to show where the caller knows none better. */
const damaged = (reason: string): AppError => new AppError('bundle-damaged', { file: 'The bundle', reason })
