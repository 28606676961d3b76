// Words -> how a recogniser may mishear a sentence of them: small words get lost, and a word becomes one that sounds nearly the same.
// Example: mishearing(words, grammar)('the fridge drips') -> "the bridge drips"
// Sounds are espeak-ng's (a Debian package). Two words sound alike where one phoneme is another, or is missing.

import { execFileSync } from 'node:child_process'
import type { Grammar } from './grammar.ts'

const lost = new Set(['the', 'a', 'an', 'is', 'my', 'it', 'to', 'do', 'of', 'in', 'on', 'i', 'and'])
/** Of a hundred words, so many are changed: about what Moonshine makes of our voices in a kitchen. */
const share = 0.12

export function mishearing(words: readonly string[], grammar: Grammar): (text: string) => string {
  const alike = soundAlikes(words)
  return (text) => {
    const heard = text.split(' ').flatMap((word) => {
      if (grammar.chance() >= share) return [word]
      const choices = alike.get(word.toLowerCase()) ?? []
      return choices.length > 0 ? [grammar.pick(choices)] : lost.has(word.toLowerCase()) ? [] : [word]
    })
    return heard.join(' ')
  }
}

/** Words of one length by their sounds with one of them left out: those that share such a skeleton sound alike. */
function soundAlikes(words: readonly string[]): Map<string, string[]> {
  const input = words.map((word) => `${word}.\n\n`).join('') // a sentence each, or it says them in one line
  const sounds = execFileSync('espeak-ng', ['-q', '-x', '-v', 'en-us', '--stdin'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  const lines = sounds.trimEnd().split('\n')
  if (lines.length !== words.length) throw new Error(`espeak-ng said ${lines.length} lines for ${words.length} words`)
  const bySkeleton = new Map<string, number[]>()
  lines.forEach((line, word) => {
    for (const skeleton of skeletonsOf(line)) bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), word])
  })
  const alike = new Map<string, Set<string>>()
  for (const group of bySkeleton.values())
    for (const one of group)
      for (const other of group) if (one !== other) setOf(alike, words[one] ?? '').add(words[other] ?? '')
  return new Map([...alike].map(([word, others]) => [word, [...others].sort()]))
}

function skeletonsOf(line: string): string[] {
  const sounds = line.trim().replace(/[',:_]/g, '')
  if (sounds.length < 3) return [sounds]
  return [sounds, ...[...sounds].map((_, at) => `${sounds.slice(0, at)}.${sounds.slice(at + 1)}`)]
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const found = sets.get(key) ?? new Set<string>()
  sets.set(key, found)
  return found
}
