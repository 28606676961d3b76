// What a disk refuses -> the AppError that says so. Example: ENOSPC -> disk-full, EROFS -> file-not-writable; anything else stays as it is.

import { AppError } from '../../../shared/errors.ts'

const full: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'] // EFBIG: the largest file that this disk, or a limit set for us, takes
const refused: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR']

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** The folder may still be read: that it can't be written is no reason to refuse a look at it. */
export const isOnlyUnwritable = (error: unknown): boolean => [...full, ...refused].includes(codeOf(error))

export function writeError(error: unknown, file: string): unknown {
  if (full.includes(codeOf(error))) return new AppError('disk-full', { file })
  return refused.includes(codeOf(error)) ? new AppError('file-not-writable', { file }) : error
}
