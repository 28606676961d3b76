// Lists under bullets: which of them are done one after the other, and what stays text.

import { describe, expect, test } from 'vitest'
import type { Block, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { topicsFromBlocks } from '../../../electron/worker/pipeline/topicsFromBlocks.ts'

const at = (text: string) => ({ text, page: 1, box: { x: 10, y: 10, width: 100, height: 10 } })
const heading = (text: string): Block => ({ kind: 'heading', level: 1, ...at(text) })
const paragraph = (text: string): Block => ({ kind: 'paragraph', ...at(text) })
const bullet = (text: string): Block => ({ kind: 'bullet', level: 1, ...at(text) })
const warning: Block = { kind: 'hazard', signalWord: 'warning', message: 'Hot steam!', ...at('WARNING Hot steam!') }
const topicsOf = (blocks: Block[], language = 'en'): Topic[] =>
  topicsFromBlocks([{ page: 1, isOcr: false, blocks, dropped: [] }], { manual: manualId('manual'), language })
const brief = ({ title, isProcedure, steps, hazards }: Topic) => ({
  title,
  isProcedure,
  steps: steps.map(({ spoken }) => spoken),
  hazards: hazards.length,
})

describe('a list by which the appliance is operated', () => {
  const list = [
    bullet('Switch the appliance on.'),
    bullet('Hold the P key for 5 seconds.'),
    bullet('The lamp of the level flashes.'),
    bullet('Press P until the lamp of your level is lit.'),
    bullet('Gently close the door.'),
  ]

  test('is a procedure: what is seen belongs to the step before, the introduction to the first, warnings to all', () => {
    const blocks = [
      heading('Setting the water hardness'),
      paragraph('The level is set to 3 in the factory'),
      ...list,
      paragraph('Setting is complete!'),
      paragraph('The softener takes salt from now on.'),
      warning,
    ]
    expect(topicsOf(blocks).map(brief)).toEqual([
      {
        title: 'Setting the water hardness',
        isProcedure: true,
        steps: [
          'The level is set to 3 in the factory. Switch the appliance on.',
          'Hold the P key for 5 seconds. The lamp of the level flashes.',
          'Press P until the lamp of your level is lit.',
          'Gently close the door. Setting is complete!',
        ],
        hazards: 1,
      },
      {
        title: 'Setting the water hardness: The softener takes salt from now on',
        isProcedure: false,
        steps: ['The softener takes salt from now on.'],
        hazards: 1,
      },
    ])
  })

  test('may be German, with a verb first or last', () => {
    const blocks = [bullet('Tür öffnen.'), bullet('Drücken Sie die Taste P.'), bullet('Das Sieb herausnehmen')]
    const [topic] = topicsOf([heading('Wasserhärte einstellen'), ...blocks], 'de')
    expect(topic).toMatchObject({ isProcedure: true, steps: [{}, {}, {}] })
  })

  test.each([
    ['has advice in it', 'Setting the water hardness', bullet('Do not open the door.')],
    ['stands in a chapter that names no action', 'Water hardness', bullet('Close the tap.')],
  ])('is text where it %s', (_, title, more) => {
    expect(topicsOf([heading(title), ...list, more]).some(({ isProcedure }) => isProcedure)).toBe(false)
  })
})

test('a sentence that a page break tore is not ended by a full stop', () => {
  const step = (ordinal: number, text: string): Block => ({ kind: 'step', marker: `${ordinal}.`, ordinal, ...at(text) })
  const blocks = [step(1, 'Open the lid.'), step(2, 'Call the service or an'), paragraph('Example representative.')]
  expect(topicsOf([heading('Opening the lid'), ...blocks])[0]?.steps[1]?.spoken).toBe(
    'Call the service or an Example representative.',
  )
})
