// What an author does to a topic, as values.

import { describe, expect, it } from 'vitest'
import {
  addHazard,
  addPhrase,
  addStep,
  changeHazard,
  moveStep,
  removeStep,
  resetSpoken,
  setPhrase,
  setSpoken,
  setWritten,
  splitStep,
  tidied,
  withSpokenOf,
} from '../../renderer/composables/topicDraft.ts'
import type { Source, Topic } from '../../shared/domain.ts'
import { manualId } from '../../shared/ids.ts'
import { topicOf } from '../topicOf.ts'

const source: Source = { manual: manualId('d60'), page: 12, box: { x: 0, y: 0, width: 10, height: 10 } }
const step = (written: string) => ({ written, spoken: written, isEdited: false, sources: [source] })
const topic = topicOf('descaling', {
  title: 'Descaling',
  steps: ['Empty the tank.', 'Pour in the descaler. Close the lid.', 'Press Start.'].map(step),
  isProcedure: true,
  sources: [source],
})
const written = ({ steps }: Topic): string[] => steps.map((one) => one.written)

describe('steps', () => {
  it.each([
    { at: 2, by: -1, order: ['Empty the tank.', 'Press Start.', 'Pour in the descaler. Close the lid.'] },
    { at: 0, by: 2, order: ['Pour in the descaler. Close the lid.', 'Press Start.', 'Empty the tank.'] },
  ])('moves step $at by $by', ({ at, by, order }) => {
    expect(written(moveStep(topic, at, by))).toEqual(order)
  })

  it.each([
    { at: 0, by: -1 },
    { at: 2, by: 1 },
    { at: 7, by: -1 },
    { at: 1, by: 0 },
  ])('leaves the topic itself where there is no room: step $at by $by', ({ at, by }) => {
    expect(moveStep(topic, at, by)).toBe(topic)
  })

  it('splits a step at the cursor; both halves keep its sources', () => {
    const split = splitStep(topic, 1, 'Pour in the descaler. '.length)
    expect(split.steps.slice(1, 3)).toEqual([step('Pour in the descaler.'), step('Close the lid.')])
    expect(split.steps).toHaveLength(4)
  })

  it('gives up an author’s spoken text when the step is split: nobody knows where to cut it', () => {
    const own = setSpoken(topic, 1, 'Now the descaler.')
    expect(splitStep(own, 1, 21).steps.map(({ isEdited }) => isEdited)).toEqual([false, false, false, false])
  })

  it.each([0, 'Pour in the descaler. Close the lid.'.length, 999])(
    'does not split at %i: one half would be empty',
    (cut) => {
      expect(splitStep(topic, 1, cut)).toBe(topic)
    },
  )

  it('marks a step as edited when its spoken text is changed, not when the written one is', () => {
    expect(setWritten(topic, 0, 'Empty it.').steps[0]).toEqual({ ...step('Empty the tank.'), written: 'Empty it.' })
    const own = setSpoken(topic, 0, 'Empty it now.')
    expect(own.steps[0]).toMatchObject({ written: 'Empty the tank.', spoken: 'Empty it now.', isEdited: true })
    expect(resetSpoken(own, 0).steps[0]).toMatchObject({ isEdited: false })
  })

  it('adds at the end or where it is asked to, and removes', () => {
    expect(written(addStep(topic)).at(-1)).toBe('')
    expect(written(addStep(topic, 1))[1]).toBe('')
    expect(written(removeStep(topic, 1))).toEqual(['Empty the tank.', 'Press Start.'])
  })
})

describe('phrases and hazards', () => {
  it('takes a phrase once, whatever its case and spaces', () => {
    const once = addPhrase(topic, '  how do I   descale it ')
    expect(once.phrases.at(-1)).toEqual({ text: 'how do I descale it', origin: 'author' })
    expect(addPhrase(once, 'How do I DESCALE it')).toBe(once)
    expect(addPhrase(topic, '   ')).toBe(topic)
  })

  it('makes an edited phrase the author’s own, so that a new import keeps it', () => {
    expect(setPhrase(topic, 0, 'Remove lime').phrases).toEqual([{ text: 'Remove lime', origin: 'author' }])
  })

  it('changes one hazard and leaves its neighbour', () => {
    const two = addHazard(addHazard(topic))
    const { hazards } = changeHazard(two, 1, { written: 'Acid burns.', avoidance: 'Wear gloves.' })
    expect(hazards).toEqual([two.hazards[0], { ...two.hazards[1], written: 'Acid burns.', avoidance: 'Wear gloves.' }])
  })
})

describe('saving', () => {
  it('leaves out rows that were never filled', () => {
    expect(tidied(addHazard(addStep({ ...topic, title: ' Descaling ' })))).toEqual(topic)
  })

  it('changes nothing in place', () => {
    const before = structuredClone(topic)
    splitStep(moveStep(setSpoken(topic, 0, 'x'), 0, 1), 0, 4)
    expect(topic).toEqual(before)
  })
})

describe('a reply to what was typed on meanwhile', () => {
  const hazard = (signalWord: 'danger' | 'caution', spoken: string): Topic['hazards'][number] => ({
    ...{ signalWord, written: 'Electric shock.', spoken, consequence: '', avoidance: '', sources: [source] },
  })
  const sent = { ...topic, hazards: [hazard('caution', 'Danger. Electric shock.')] }
  const reply = { ...topic, hazards: [hazard('caution', 'Caution. Electric shock.')] }

  it('gives the draft the spoken text that was made, and keeps what was typed', () => {
    const now = { ...sent, hazards: sent.hazards.map((one) => ({ ...one, consequence: 'It kills.' })) }
    const [heard] = withSpokenOf(now, sent, reply).hazards
    expect(heard).toMatchObject({ spoken: 'Caution. Electric shock.', consequence: 'It kills.' })
  })
  it("leaves the author's own spoken text, also in a row that has moved", () => {
    const own = hazard('danger', 'Mind the current.')
    const spoken = withSpokenOf({ ...sent, hazards: [own, ...sent.hazards] }, sent, reply).hazards.map(
      (one) => one.spoken,
    )
    expect(spoken).toEqual(['Mind the current.', 'Caution. Electric shock.'])
  })
})
