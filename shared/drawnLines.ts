// Lines of a manual whose letters are painted as shapes or set in a font without a map: nothing in the file says what they are; and the
// sign for those that text recognition could not read: "Press ⍰ before you open it."

import type { Box } from './domain.ts'

export interface DrawnLine {
  box: Box
  baseline: number // pt from the top
  sizePt: number // of its type, as measured
  /** A word of a few letters: many a drawing has the like. */
  isShort: boolean
  /** Text recognition read it; absent before it was asked. */
  isRead?: boolean
}

/** Pages on which lines were read, or could not be, and how many lines these are. */
export function drawnLinesThat(
  were: 'read' | 'unread',
  found: readonly { page: number; read: number; unread: number }[],
): { pages: number[]; count: number } {
  const such = found.filter((one) => one[were] > 0)
  return { pages: such.map(({ page }) => page), count: such.reduce((sum, one) => sum + one[were], 0) }
}

/** U+2370, stands for one line or part of a line. */
export const unreadWords = '\u2370'

export const hasUnreadWords = (text: string): boolean => text.includes(unreadWords)
