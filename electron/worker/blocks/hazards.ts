// A paragraph -> the signal word it opens with. Example: "WARNING! Hot steam." -> { signalWord: 'warning', rest: 'Hot steam.' }.
// A warning triangle without a word is a warning.
// Trap: "warning" inside a sentence ("the warning lamp") is no hazard: the word must stand first, in capitals or alone on its line.

import type { SignalWord } from '../../../shared/domain.ts'

const words: Readonly<Record<SignalWord, string>> = {
  danger: 'danger|gefahr|pericolo|peligro',
  warning: 'warning|warnung|avertissement|avvertenza|avvertimento|advertencia',
  caution: 'caution|vorsicht|attention|attenzione|precaución|precaucion|prudence|cuidado|atención',
  notice: 'notice|important|hinweis|achtung|wichtig|avis|remarque|avviso|importante|aviso|nota bene',
}

export interface Signal {
  signalWord: SignalWord
  /** What follows the signal word. */
  rest: string
}

/** A warning triangle alone, without its word. */
export const withoutSign = (text: string): string => text.replace(/^[\s•*]*⚠\ufe0f?\s*/u, '')

export function signalOf(text: string): Signal | null {
  const signal = spelledSignal(text)
  // The word is often set twice, in the symbol's bar and in the text.
  const again = signal && spelledSignal(signal.rest)
  if (signal) return again?.signalWord === signal.signalWord ? again : signal
  const symbol = /^[\s•*]*⚠\ufe0f?\s*/u.exec(text)
  return symbol ? { signalWord: 'warning', rest: text.slice(symbol[0].length) } : null
}

const signalWords = ['danger', 'warning', 'caution', 'notice'] as const
const patterns = signalWords.map(
  (signalWord) => [signalWord, new RegExp(`^(?:${words[signalWord]})(?![\\p{L}\\p{N}]|-\\S)`, 'iu')] as const,
)

/** "CAUTION – Hot": a line that opens so begins a warning wherever it stands; "WARNING label" may go on with a sentence. */
export const opensWarning = (text: string): boolean => loudOpening.test(text)
const loudOpening = new RegExp(`^(?:${signalWords.map((name) => words[name].toUpperCase()).join('|')})\\s*[!:–—-]`, 'u')

function spelledSignal(text: string): Signal | null {
  const trimmed = text.replace(/^[\s⚠△▲!•☞*]+/u, '')
  for (const [signalWord, pattern] of patterns) {
    const match = pattern.exec(trimmed)
    if (!match) continue
    const after = trimmed.slice(match[0].length)
    const isLoud = match[0] === match[0].toUpperCase()
    const isMarked = /^\s*(?:[!:–—]|$)/.test(after) || /^\s\p{Lu}.{0,60}!$/u.test(after)
    // "IMPORTANT SAFETY INSTRUCTIONS" is a title.
    if (signalWord === 'notice' && !isMarked && !/\p{Ll}/u.test(after)) return null
    if (isLoud || isMarked) return { signalWord, rest: after.replace(/^[\s!:.–—-]+/, '') }
  }
  return null
}
