// The path that a person chose in main's dialog -> a path. Errors: not-allowed where there is none, which only a forged request can bring.

import { AppError } from '../../../shared/errors.ts'

export function chosen(path: string | null): string {
  if (path === null) throw new AppError('not-allowed', { where: 'path' })
  return path
}
