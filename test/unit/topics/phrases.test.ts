import { expect, test } from 'vitest'
import type { TopicKind } from '../../../shared/domain.ts'
import { phrasesOf } from '../../../electron/worker/topics/phrases.ts'

const asked = (kind: TopicKind, title: string): string[] =>
  phrasesOf({ kind, title, chapter: [], steps: [], hazards: [], isProcedure: kind === 'task', codes: [] }, 'de')
    .map(({ text }) => text)
    .slice(1)

test.each<[TopicKind, string, string[]]>([
  ['task', 'Den Deckel abnehmen', ['wie kann ich den Deckel abnehmen']],
  ['task', 'Filter reinigen', ['wie kann ich Filter reinigen']],
  ['task', 'Entfernen Sie den Rahmen. (Abb. 17)', ['wie entferne ich den Rahmen']],
  ['task', 'Schalten Sie das Licht aus', ['wie schalte ich das Licht aus']],
  ['task', 'Wechseln Sie die Lampe', ['wie wechsle ich die Lampe']],
  ['task', 'Sparbetrieb', ['wie funktioniert Sparbetrieb']],
  ['reference', 'Die Schublade', ['was ist die Schublade']],
  ['troubleshooting', 'Das Gerät ist laut', ['es ist laut']],
  ['troubleshooting', 'Die Waschmaschine pumpt nicht ab', ['es pumpt nicht ab']],
  ['troubleshooting', 'Die Gerätetür klemmt', []],
])('a German %s "%s" is asked for as people speak', (kind, title, expected) => {
  expect(asked(kind, title)).toEqual(expected)
})
