// Sentences with words in them that nobody could read -> nothing: half an order sounds whole. Example:
// "Let it cool. Never open ⍰ is running." -> "Let it cool." The finding "words-not-read" asks the author for the rest.

import { hasUnreadWords } from '../../../../shared/drawnLines.ts'
import { sentences } from './sentences.ts'
import type { Pass } from './spokenText.ts'

export const withoutUnread: Pass = (text) =>
  hasUnreadWords(text)
    ? sentences(text)
        .filter((sentence) => !hasUnreadWords(sentence))
        .join(' ')
    : text
