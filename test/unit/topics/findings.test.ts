// The linter: each rule finds what it should, leaves the rest alone, and its fix makes it go away.
import { describe, expect, it } from 'vitest'
import type { Topic } from '../../../shared/domain.ts'
import { findingText } from '../../../shared/findingTexts.ts'
import { topicId } from '../../../shared/ids.ts'
import { findingsOf, fixed } from '../../../electron/worker/topics/findings.ts'
import { signedOff } from '../../../electron/worker/topics/signOff.ts'
import { makeTopic, source } from './makeTopic.ts'

const ada = { by: 'Ada', at: '2026-11-24T09:00:00.000Z' }
const other = (changes: Partial<Topic>): Topic =>
  makeTopic(['Wait.'], { id: topicId('other'), title: 'Other', ...changes })
const codes = (topics: Topic[]): string[] => findingsOf(topics).map(({ code }) => code)
const project = (topics: Topic[]) => ({
  formatVersion: 1,
  settings: { name: 'x', language: 'en', target: 't', ranking: {} },
  manuals: [],
  topics,
})
/** What is left after the one-click fix of the first finding. */
function mended(topics: Topic[]): Topic[] {
  const [{ topic, code, subject } = { topic: null, code: '', subject: '' }] = findingsOf(topics)
  return fixed(project(topics), { topic, code, subject }).topics
}

const long =
  'Turn the two screws at the back of the appliance to the left until the cover is loose, and lift the cover carefully upwards and away from the appliance with both of your hands.'

const faults: [code: string, topics: Topic[]][] = [
  ['topic-empty', [makeTopic([])]],
  ['topic-without-phrases', [makeTopic(['Wait.'], { phrases: [] })]],
  ['hazard-not-first', [makeTopic(['Open the door.', 'Warning: hot steam comes out.'])]],
  ['sentence-too-long', [makeTopic([long])]],
  ['sign-not-spoken', [makeTopic(['Press A → B.'])]],
  ['unit-not-spoken', [makeTopic(['Heat to 60 °C for 5 min.'])]],
  ['language-mixed', [makeTopic(['Reinigen Sie das Sieb, bevor Sie das Gerät wieder einschalten.'])]],
  ['code-missing', [makeTopic(['Wait.'], { kind: 'error-code', title: 'Error E15' })]],
  [
    'phrase-shared',
    [
      makeTopic(['Wait.'], {
        phrases: [
          { text: 'help', origin: 'author' },
          { text: 'descale', origin: 'title' },
        ],
      }),
      other({
        phrases: [
          { text: 'Help', origin: 'title' },
          { text: 'mine', origin: 'title' },
        ],
      }),
    ],
  ],
  [
    'topic-unreachable',
    [
      makeTopic(['Wait.']),
      other({
        phrases: [
          { text: 'descaling', origin: 'title' },
          { text: 'mine', origin: 'title' },
        ],
      }),
    ],
  ],
  [
    'title-shared',
    [makeTopic(['Wait.']), other({ title: 'Descaling', phrases: [{ text: 'mine', origin: 'title' }], chapter: [] })],
  ],
  [
    'code-without-topic',
    [makeTopic(['If E17 is shown, wait.']), other({ codes: ['E15'], kind: 'error-code', title: 'E15' })],
  ],
  [
    'edition-changed',
    [makeTopic(['Wait.'], { earlier: { title: 'Descaling', hazards: [], steps: [], isOwn: false } })],
  ],
  ['approval-stale', [{ ...signedOff(makeTopic(['Wait.']), 'approved', ada), title: 'Changed since' }]],
]

describe('findings', () => {
  it.each(faults)('finds %s, and its fix mends it', (code, topics) => {
    const before = codes(topics).filter((found) => found === code)
    expect(before.length).toBeGreaterThan(0)
    expect(codes(mended(topics)).filter((found) => found === code).length).toBeLessThan(before.length)
  })

  it.each(faults)('says %s in both languages with all that it names', (code, topics) => {
    const found = findingsOf(topics).find((finding) => finding.code === code)
    for (const language of ['en', 'de']) {
      const { what, why, fix } = findingText(found ?? { code, details: {}, message: '' }, language)
      const said = [what, why, fix].join(' ')
      expect(said).not.toMatch(/[{}]|„“|“”|\(\)/)
      for (const value of Object.values(found?.details ?? {})) expect(said).toContain(String(value))
    }
  })

  it('says that a silent topic is not in the new edition, until somebody has it spoken', () => {
    const gone = makeTopic(['Wait.'], { isSpoken: false, isParked: true })
    expect(findingsOf([gone])).toMatchObject([{ code: 'edition-gone', severity: 'note', hasFix: false }])
    expect(codes([{ ...gone, isSpoken: true }])).toEqual([])
    expect(codes([makeTopic(['Wait.'], { isSpoken: false })])).toEqual([])
  })

  it('asks for words that nobody could read, until somebody has written them', () => {
    const topic = makeTopic(['Let it cool. Never open ⍰ is running.'])
    expect(findingsOf([topic])).toMatchObject([{ code: 'words-not-read', severity: 'error', hasFix: false }])
    const steps = topic.steps.map((step) => ({ ...step, spoken: 'Never open it while it is running.', isEdited: true }))
    expect(codes([{ ...topic, steps }])).toEqual([])
    const written = 'Never open ⍰ is running.'
    const hazard = {
      signalWord: 'danger' as const,
      written,
      spoken: '',
      consequence: '',
      avoidance: '',
      sources: [source],
    }
    expect(codes([makeTopic(['Wait.'], { hazards: [hazard] })])).toEqual(['hazard-silent', 'words-not-read'])
  })

  it('has nothing to say about a good topic', () => {
    const good = makeTopic(['Open the door and take the filter out.', 'Heat to 60 degrees Celsius for 5 minutes.'])
    expect(findingsOf([good, other({})])).toEqual([])
  })

  it('moves a hazard out of the steps without losing a word', () => {
    const [topic] = mended([makeTopic(['Open the door.', 'Warning: hot steam comes out.'])])
    expect(topic).toMatchObject({
      hazards: [
        {
          signalWord: 'warning',
          written: 'hot steam comes out.',
          spoken: 'Warning. Hot steam comes out.',
          sources: [source],
        },
      ],
      steps: [{ written: 'Open the door.' }],
    })
  })

  it('knows a list of signal words from a hazard', () =>
    expect(codes([makeTopic(['Danger: will lead to death.', 'Notice: can lead to damage.'])])).toEqual([]))

  it.each([
    ['Press ￼ for 3 seconds.', true],
    ['￼ will flash twice.', true],
    ['Turn it near the \ue012 symbol.', true],
    ['Press the Start/Pause button ￼ for 3 seconds.', false],
    ['Press Start ￼ for 3 seconds.', false],
    ['Press ￼ (Home).', false],
    ['Press ￼ SOUND.', false],
    ['Drücken Sie die Taste (￼).', false],
    ['Drücken Sie ￼, um zu beginnen.', true],
    ['Drücken Sie während des Betriebs ￼.', true],
    ['Press it for 3 seconds.', false],
  ])('misses the word for a picture in "%s": %s', (words, isMissed) => {
    expect(codes([makeTopic([words])]).includes('picture-in-sentence')).toBe(isMissed)
  })

  it('doubts what text recognition doubts, until an author has written it', () => {
    const read = makeTopic(['Wait.'], {
      steps: [{ written: 'Wa1t.', spoken: 'Wait.', isEdited: false, sources: [{ ...source, confidence: 0.4 }] }],
    })
    expect(findingsOf([read])).toMatchObject([
      { code: 'ocr-uncertain', part: 'step 0', page: 3, details: { percent: 40 } },
    ])
    expect(codes([{ ...read, steps: read.steps.map((step) => ({ ...step, isEdited: true })) }])).toEqual([])
  })

  it('lets a finding stand with its reason, until the words change', () => {
    const topic = makeTopic(['Turn the screws (Fig. 3).'])
    const [finding] = findingsOf([topic])
    const standing = {
      ...topic,
      suppressions: [{ code: finding!.code, subject: finding!.subject, reason: 'has a sticker', ...ada }],
    }
    expect(findingsOf([standing])).toMatchObject([
      { code: 'step-refers-to-figure', suppressed: { reason: 'has a sticker', by: 'Ada' } },
    ])
    const changed = { ...standing, steps: [{ ...standing.steps[0]!, written: 'Turn all screws (Fig. 4).' }] }
    expect(findingsOf([changed])[0]?.suppressed).toBeNull()
  })

  it('has nothing to say about a sentence that is left out', () => {
    const topic = makeTopic(['Wait.', 'Press A → B.'])
    expect(
      codes([{ ...topic, steps: topic.steps.map((step, at) => (at === 1 ? { ...step, isLeftOut: true } : step)) }]),
    ).toEqual([])
  })
})
