// What is drawn over a page, and how topics and boxes find each other.

import { describe, expect, it } from 'vitest'
import { imageScale } from '../../renderer/composables/imageScale.ts'
import { pageRanges } from '../../renderer/composables/pageRanges.ts'
import { markAt, marksOfPage } from '../../renderer/composables/pageMarks.ts'
import { pagesOfTopic, partOfMark, sourceOfPart, topicMarks } from '../../renderer/composables/topicMarks.ts'
import { matching } from '../../renderer/composables/topicFilter.ts'
import { chapterKey, treeLines } from '../../renderer/composables/topicTree.ts'
import type { Box, PageBlocks, Source } from '../../shared/domain.ts'
import { manualId, topicId } from '../../shared/ids.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'
import { topicOf } from '../topicOf.ts'

const box = (y: number): Box => ({ x: 10, y, width: 100, height: 10 })
const at = (page: number, y: number): Source => ({ manual: manualId('d60'), page, box: box(y) })

const page: PageBlocks = {
  page: 3,
  isOcr: false,
  blocks: [
    { kind: 'heading', text: 'Descaling', page: 3, box: box(0), level: 1 },
    { kind: 'step', text: 'Empty it.', page: 3, box: box(20), marker: '1.', ordinal: 1 },
  ],
  dropped: [{ text: '3', box: box(90), reason: 'page-number' }],
}
const labels = { ofBlock: () => 'block', ofDropped: () => 'dropped', ofUncertain: () => 'uncertain' }

describe('marks of a page', () => {
  it('numbers blocks in reading order and leaves what was dropped without a number', () => {
    const marks = marksOfPage(page, labels).map(({ key, tone, order }) => ({ key, tone, order }))
    expect(marks).toEqual([
      { key: 'b0', tone: 'heading', order: 1 },
      { key: 'b1', tone: 'step', order: 2 },
      { key: 'd0', tone: 'dropped', order: null },
    ])
  })

  it('marks the words that text recognition doubts, over their block', () => {
    const scanned = { ...page, isOcr: true, uncertain: [{ text: 'Ernpty', confidence: 0.4, box: box(20) }] }
    expect(marksOfPage(scanned, labels).at(-1)).toMatchObject({ key: 'u0', tone: 'uncertain', label: 'uncertain' })
  })

  it('finds the mark that covers most of a box, and none where nothing touches it', () => {
    const marks = marksOfPage(page, labels)
    expect(markAt(marks, { x: 10, y: 8, width: 100, height: 20 })?.key).toBe('b1')
    expect(markAt(marks, { x: 500, y: 500, width: 5, height: 5 })).toBeNull()
  })
})

const topic = topicOf('descaling', {
  hazards: [
    { signalWord: 'danger', written: 'Acid.', spoken: 'Acid.', consequence: '', avoidance: '', sources: [at(2, 5)] },
  ],
  steps: [
    { written: 'Empty it.', spoken: 'Empty it.', isEdited: false, sources: [at(3, 20), at(3, 40)] },
    { written: 'Press.', spoken: 'Press.', isEdited: false, sources: [at(4, 5)] },
  ],
  isProcedure: true,
  sources: [at(3, 0)],
})

describe('marks of a topic', () => {
  it('marks every box of its steps on the page, each leading back to its step', () => {
    const marks = topicMarks(topic, 3, (tone, number) => `${tone} ${number}`)
    expect(marks.map(({ key, order }) => [key, order])).toEqual([
      ['step 0', 1],
      ['step 0 1', 1],
    ])
    expect(marks.map(({ key }) => partOfMark(key))).toEqual(['step 0', 'step 0'])
  })

  it('knows where a part stands and which pages there are, in order, each once', () => {
    expect(sourceOfPart(topic, 'step 1')).toEqual(at(4, 5))
    expect(sourceOfPart(topic, 'step 9')).toBeNull()
    expect(pagesOfTopic(topic).map((source) => source.page)).toEqual([2, 3, 4])
  })
})

const rowOf = (title: string, changes: Partial<TopicRow> = {}): TopicRow => ({
  id: topicId('x'),
  title,
  kind: 'task',
  chapter: ['Care'],
  status: 'draft',
  isSpoken: true,
  hazardCount: 0,
  stepCount: 1,
  findingCount: 0,
  findingCodes: [],
  openCommentCount: 0,
  reviewer: '',
  edition: 'same',
  page: 1,
  ...changes,
})

describe('filters', () => {
  const rows = [
    rowOf('Cleaning the filters', { id: topicId('a') }),
    rowOf('Spülen', { id: topicId('b') }),
    rowOf('E15', { id: topicId('c'), kind: 'error-code', findingCount: 2, findingCodes: ['code-missing'] }),
  ]
  const any = { kind: 'all', status: 'all', findings: 'any' } as const

  it.each([
    { filter: { ...any, kind: 'task' as const }, titles: ['Cleaning the filters', 'Spülen'] },
    { filter: { ...any, status: 'approved' as const }, titles: [] },
    { filter: { ...any, findings: 'with' as const }, titles: ['E15'] },
    { filter: { ...any, findings: 'code-missing' }, titles: ['E15'] },
    { filter: { ...any, findings: 'comments' as const }, titles: [] },
  ])('shows $titles', ({ filter, titles }) => {
    expect(matching(rows, filter).map(({ title }) => title)).toEqual(titles)
  })

  it('keeps the order of what a search found', () => {
    expect(matching(rows, any, [topicId('c'), topicId('a')]).map(({ id }) => id)).toEqual(['c', 'a'])
  })
})

describe('the tree', () => {
  const row = (id: string, ...chapter: string[]): TopicRow => ({ ...rowOf(id), id: topicId(id), chapter })
  const rows = [row('intro'), row('filters', 'Care', 'Cleaning'), row('salt', 'Care'), row('late', 'Care', 'Cleaning')]
  const drawn = (closed: string[] = []) =>
    treeLines(rows, new Set(closed)).map(
      (line) => `${line.level} ${line.kind === 'chapter' ? line.title : line.row.id}`,
    )

  it('puts topics under their chapters, in the order of the book', () => {
    expect(drawn()).toEqual(['1 intro', '1 Care', '2 Cleaning', '3 filters', '3 late', '2 salt'])
  })
  it('hides what is in a closed chapter', () => {
    expect(drawn([chapterKey(['Care', 'Cleaning'])])).toEqual(['1 intro', '1 Care', '2 Cleaning', '2 salt'])
  })
  it('says of a title only what the line above does not say', () => {
    const titled = (title: string, ...chapter: string[]): TopicRow => ({ ...rowOf(title), chapter })
    const titles = [
      'Safety',
      'Safety: Do not open the door',
      'Safety: Hot steam',
      'Care',
      'Safety: Blades',
      'Care: Salt',
    ]
    const lines = treeLines([...titles.map((title) => titled(title)), titled('Care: Filter', 'Care')], new Set())
    expect(lines.map((line) => (line.kind === 'topic' ? line.rest : line.title))).toEqual([
      '',
      'Do not open the door',
      'Hot steam',
      '',
      '',
      '',
      'Care',
      'Filter',
    ])
  })
  it('knows the place of each line among its siblings', () => {
    expect(treeLines(rows, new Set()).map(({ position, siblings }) => [position, siblings])).toEqual([
      [1, 2],
      [2, 2],
      [1, 2],
      [1, 2],
      [2, 2],
      [2, 2],
    ])
  })
})

describe('scale of a page picture', () => {
  it('is sharp enough for the screen, in quarters, within what the worker draws', () => {
    expect([imageScale(1.1, 1), imageScale(1.1, 2), imageScale(0.05, 1), imageScale(9, 2)]).toEqual([
      1.25, 2.25, 0.25, 4,
    ])
  })
})

describe('pages', () => {
  it.each([
    [[], []],
    [[4], [{ first: 4, last: 4 }]],
    [
      [2, 3, 4, 9],
      [
        { first: 2, last: 4 },
        { first: 9, last: 9 },
      ],
    ],
  ])('%j in a row are one range', (pages, ranges) => expect(pageRanges(pages)).toEqual(ranges))
})
