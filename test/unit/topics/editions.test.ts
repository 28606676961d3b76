// What a new edition changed in a topic, word by word, and the topic after somebody has decided.
import { describe, expect, it } from 'vitest'
import type { Hazard, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { mergeTopics } from '../../../electron/worker/project/merge.ts'
import { editionChange, withEarlierText, withNewText } from '../../../electron/worker/topics/editions.ts'
import { signedOff } from '../../../electron/worker/topics/signOff.ts'
import { lexiconOf } from '../../../electron/worker/topics/spokenText/pronounce.ts'
import { wordDiff } from '../../../electron/worker/topics/wordDiff.ts'
import { makeTopic, source } from './makeTopic.ts'

const lexicon = lexiconOf({})
const onPage = (page: number) => ({ ...source, page })
const next = (before: Topic, now: Topic): Topic => mergeTopics([before], [now], manualId('d60')).topics[0]!
const imported = (topic: Topic): Topic => mergeTopics([], [topic], manualId('d60')).topics[0]!
/** Gone words in [-…-], new ones in {+…+}. */
const shown = (topic: Topic): string[] =>
  (editionChange(topic, lexicon)?.lines ?? []).map(({ pieces, own }) => marked(pieces) + (own && ` (own: ${own})`))
const marked = (pieces: ReturnType<typeof wordDiff>): string =>
  pieces.map(({ kind, text }) => (kind === 'gone' ? `[-${text}-]` : kind === 'new' ? `{+${text}+}` : text)).join(' ')

describe('words of two texts', () => {
  it.each([
    ['Rinse it well.', 'Rinse it well.', 'Rinse it well.'],
    ['Rinse it well.', 'Rinse it twice.', 'Rinse it [-well.-] {+twice.+}'],
    ['Lift the filter out.', 'Lift the fine filter up and out.', 'Lift the {+fine+} filter {+up and+} out.'],
    ['a b c d', 'c d a b', '[-a b-] c d {+a b+}'],
    ['', 'New.', '{+New.+}'],
    ['Old.', '', '[-Old.-]'],
  ])('%j and %j', (before, after, both) => expect(marked(wordDiff(before, after))).toBe(both))

  it('gives texts too long to compare as a whole', () =>
    expect(wordDiff('a '.repeat(2000), 'b').map(({ kind }) => kind)).toEqual(['gone', 'new']))
})

describe('a topic that a new edition changed', () => {
  const before = imported(makeTopic(['Open the door.', 'Wait for ten minutes.', 'Empty the tray.']))
  const now = makeTopic(['Open the door.', 'Switch it off.', 'Wait for twenty minutes.'])

  it('shows each line with what went and came, in order', () =>
    expect(shown(next(before, now))).toEqual([
      'Open the door.',
      '{+Switch it off.+}',
      'Wait for [-ten-] {+twenty+} minutes.',
      '[-Empty the tray.-]',
    ]))

  it("shows an author's spoken text where it is not said any longer", () => {
    const [first, ...others] = before.steps
    const kept = { ...first!, spoken: 'Please open the door.', isEdited: true }
    const edited = { ...before, steps: [kept, ...others.map((step) => ({ ...step, spoken: 'Mine.', isEdited: true }))] }
    expect(shown(next(edited, now))).toEqual([
      'Open the door.',
      '{+Switch it off.+}',
      'Wait for [-ten-] {+twenty+} minutes. (own: Mine.)',
      '[-Empty the tray.-] (own: Mine.)',
    ])
  })

  it('shows a signal word that became another', () => {
    const hazard = (signalWord: Hazard['signalWord']): Hazard => ({
      ...{ signalWord, written: 'Hot steam.', spoken: `${signalWord === 'danger' ? 'Danger' : 'Caution'}. Hot steam.` },
      ...{ consequence: '', avoidance: '', sources: [source] },
    })
    const warned = imported(makeTopic(['Wait.'], { hazards: [hazard('caution')] }))
    expect(shown(next(warned, makeTopic(['Wait.'], { hazards: [hazard('danger')] })))).toEqual([
      '[-Caution:-] {+Danger:+} Hot steam.',
      'Wait.',
    ])
  })

  it('has nothing to decide where nothing changed, or where a later edition has the earlier text again', () => {
    expect(editionChange(next(before, { ...now, steps: before.steps }), lexicon)).toBeNull()
    expect(editionChange(next(next(before, now), { ...now, steps: before.steps }), lexicon)).toBeNull()
  })

  it('compares with what somebody last decided on, over several editions', () => {
    const later = next(next(before, now), makeTopic(['Open the door.', 'Wait for an hour.']))
    expect(shown(later)).toEqual(['Open the door.', 'Wait for [-ten minutes.-] {+an hour.+}', '[-Empty the tray.-]'])
    expect(next(later, makeTopic(['Open the door.', 'Wait for an hour.'])).earlier).toEqual(later.earlier)
  })

  it('takes the new text by forgetting the earlier one, and so does a signature', () => {
    const changed = next(before, now)
    expect(withNewText(changed)).toEqual({ ...changed, earlier: undefined })
    expect(signedOff(changed, 'approved', { by: 'Ada', at: 'now' }).earlier).toBeUndefined()
    expect(signedOff(changed, 'draft', { by: '', at: '' }).earlier).toEqual(changed.earlier)
  })

  it('keeps the earlier text at the places of the new edition, and the same edition leaves it alone from then on', () => {
    const moved = { ...now, steps: now.steps.map((step, at) => ({ ...step, sources: [onPage(20 + at)] })) }
    const approved = signedOff({ ...before, title: 'My title' }, 'approved', { by: 'Ada', at: 'now' })
    const kept = withEarlierText(next(approved, moved))
    expect(kept).toMatchObject({ title: 'My title', status: 'draft' })
    expect(kept.steps.map(({ written, sources }) => [written, sources[0]?.page])).toEqual([
      ['Open the door.', 20],
      ['Wait for ten minutes.', 22],
      ['Empty the tray.', source.page],
    ])
    expect(next(kept, moved)).toEqual(kept)
  })

  it("says that the manual's text itself had been edited", () => {
    const edited = { ...before, steps: [{ ...before.steps[0]!, written: 'Open it wide.' }] }
    expect(editionChange(next(edited, now), lexicon)?.isOwn).toBe(true)
    expect(editionChange(next(before, now), lexicon)?.isOwn).toBe(false)
  })
})
