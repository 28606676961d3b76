// Texts out to translators and reviewers and back: nothing is lost on the way, nothing dangerous comes out or in, and a report to sign.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Topic, Work } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { csvFromTopics, textsFromCsv } from '../../../electron/worker/exchange/csv.ts'
import { exportTexts, importTexts } from '../../../electron/worker/exchange/exchange.ts'
import { writeReview } from '../../../electron/worker/exchange/review/reviewReport.ts'
import { textsFromXliff, xliffFromTopics } from '../../../electron/worker/exchange/xliff.ts'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { makePdf } from '../pdf/makePdf.ts'
import { topicOf } from '../../topicOf.ts'

const source = { manual: manualId('d60'), page: 1, box: { x: 60, y: 60, width: 300, height: 40 } }
const written = {
  title: 'Filling',
  chapter: ['Use'],
  phrases: [{ text: 'how do I fill it', origin: 'author' }],
  hazards: [
    {
      signalWord: 'danger',
      written: 'Hot <steam> & "water".',
      spoken: 'Danger. Hot.',
      consequence: '',
      avoidance: '',
      sources: [source],
    },
  ],
  steps: [
    { written: 'Fill to 5 l.', spoken: 'Fill to five litres.', isEdited: false, sources: [source] },
    { written: 'Close it.', spoken: 'Close it.', isEdited: false, sources: [source] },
  ],
  isProcedure: true,
  status: 'approved',
  sources: [source],
} satisfies Partial<Topic>
const topic = (more: Partial<Topic> = {}): Topic => topicOf('filling', { ...written, ...more })
const work: Work = { signal: new AbortController().signal, report: () => undefined }
/** As a translation tool gives it back: every source with its target. */
const translated = (xliff: string, say: (text: string) => string): string =>
  xliff.replace(/<source[^>]*>([^<]*)<\/source>/g, (all, text: string) => `${all}<target>${say(text)}</target>`)

let folder = ''
let store: ProjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-texts-'))
  const settings = { name: 'D60', language: 'en', target: 'sl2610-linux', ranking: {} }
  store = await ProjectStore.create(join(folder, 'project'), settings)
  const pdf = await makePdf((page) => page.text('Fill to 5 l.', 60, 60))
  await store.apply(
    { code: 'import-manual', details: {} },
    (project) => ({ ...project, topics: [topic()] }),
    new Map([['manuals/d60.pdf', pdf]]),
  )
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

describe('XLIFF', () => {
  it('has the spoken form as a segment of its own, with its page', () => {
    const xliff = xliffFromTopics([topic()], { source: 'en', target: 'de' })
    expect(xliff).toContain('version="2.1" srcLang="en" trgLang="de"')
    expect(xliff).toMatch(
      /<unit id="step-1">\s*<notes><note category="location">page 1<\/note><\/notes>\s*<segment id="written"><source[^>]*>Fill to 5 l\.<\/source><\/segment>\s*<segment id="spoken"><source[^>]*>Fill to five litres\.<\/source>/,
    )
  })

  it('brings a translated project back whole: language, words, and nobody has approved those yet', async () => {
    const file = join(folder, 'd60.xlf')
    await exportTexts(store.project, { file, language: 'de' })
    await writeFile(
      file,
      translated(await readFile(file, 'utf8'), (text) => `DE ${text}`),
    )
    const report = await importTexts(store, { file, language: 'en' })
    expect(report).toEqual({ taken: 8, stale: 0, unknown: 0, topicCount: 1, language: 'de' })
    expect([store.project.settings.language, store.project.topics[0]]).toEqual([
      'de',
      expect.objectContaining({
        language: 'de',
        title: 'DE Filling',
        status: 'draft',
        hazards: [expect.objectContaining({ written: 'DE Hot <steam> & "water".' })],
        steps: [
          expect.objectContaining({ written: 'DE Fill to 5 l.', spoken: 'DE Fill to five litres.', isEdited: true }),
          expect.objectContaining({ written: 'DE Close it.' }),
        ],
      }),
    ])
    expect((await store.undo()).topics).toEqual([topic()])
  })

  it('finds a text whose place has moved, and leaves out one whose source has changed', async () => {
    const file = join(folder, 'd60.xlf')
    await exportTexts(store.project, { file, language: 'de' })
    await writeFile(
      file,
      translated(await readFile(file, 'utf8'), (text) => `DE ${text}`),
    )
    const [first, second] = topic().steps
    const steps = [second!, { ...first!, written: 'Fill to 6 l.' }]
    await store.apply({ code: 'edit-topic', details: {} }, (project) => ({ ...project, topics: [topic({ steps })] }))
    expect(await importTexts(store, { file, language: 'en' })).toMatchObject({ taken: 7, stale: 1 })
    expect(store.project.topics[0]?.steps.map(({ written }) => written)).toEqual(['DE Close it.', 'Fill to 6 l.'])
    expect(store.project.topics[0]?.language).toBe('en') // one text of it is not German
  })

  it('keeps any text, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (title) => {
        const clean = title.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '').replace(/\r\n?/g, '\n')
        fc.pre(clean.trim() !== '')
        const xliff = translated(xliffFromTopics([topic({ title: clean })], { source: 'en', target: 'de' }), () => 'x')
        expect(textsFromXliff(xliff, 'a.xlf').texts[0]).toMatchObject({ source: clean, target: 'x' })
      }),
    )
  })

  const of = (inside: string, head = ''): string =>
    `<?xml version="1.0"?>${head}<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="de"><file id="a"><unit id="title">${inside}</unit></file></xliff>`
  it.each([
    ['entities that grow', of('&b;', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'), /document type/],
    ['a file of the computer', of('&x;', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), /document type/],
    ['a cut-off file', of('<segment>').slice(0, -30), /unclosed|unexpected/i],
    ['elements without end', of('<g>'.repeat(60) + '</g>'.repeat(60)), /too deeply/],
    ['XLIFF 1.2', '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', /not XLIFF 2/],
    ['HTML', '<html><body>no</body></html>', /not XLIFF 2/],
    ['nothing', '', /./],
  ])('refuses %s', (_, xml, reason) => {
    expect(() => textsFromXliff(xml, 'a.xlf')).toThrow(expect.objectContaining({ code: 'texts-file-invalid' }))
    expect(() => textsFromXliff(xml, 'a.xlf')).toThrow(reason)
  })

  it('reads through the inline codes of translation tools', () => {
    const xml = of('<segment id="text"><source>a</source><target>Bis <pc id="1">fünf</pc> Liter</target></segment>')
    expect(textsFromXliff(xml, 'a.xlf').texts).toEqual([
      { topic: 'a', key: 'title', segment: 'text', source: 'a', target: 'Bis fünf Liter' },
    ])
  })
})

describe('CSV', () => {
  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx'])(
    'writes %j so that no spreadsheet runs it',
    (title) => {
      const rows = parse(csvFromTopics([topic({ title })]), { bom: true, columns: true }) as Record<string, string>[]
      expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    },
  )

  it('comes back as it went, formulas and all, also with semicolons', () => {
    const title = '=1+1; "quoted", and\nmore'
    const filled = csvFromTopics([topic({ title })]).replace(/,\n/g, ',neu\n')
    const [first] = textsFromCsv(filled, 'a.csv', 'de').texts
    expect(first).toEqual({ topic: 'filling', key: 'title', segment: 'text', source: title, target: 'neu' })
    const german = 'topic;part;segment;page;source;target\nfilling;title;text;1;Filling;Füllen\n'
    expect(textsFromCsv(german, 'a.csv', 'de').texts).toMatchObject([{ source: 'Filling', target: 'Füllen' }])
  })

  it.each([
    ['no target column', 'topic,part,segment,source\na,title,text,x\n', /target.* is missing/],
    ['an open quote', 'topic,part,segment,source,target\n"a', /[Qq]uote/],
  ])('refuses %s', (_, csv, reason) => {
    expect(() => textsFromCsv(csv, 'a.csv', 'de')).toThrow(reason)
  })

  it('refuses what is no text at all', async () => {
    const file = join(folder, 'a.csv')
    await writeFile(file, new Uint8Array([0xff, 0xfe, 0x80]))
    await expect(importTexts(store, { file, language: 'de' })).rejects.toMatchObject({ code: 'texts-file-invalid' })
  })
})

describe('the review report', () => {
  it('is a PDF with every topic, what the device says, and the place in the manual as a picture', async () => {
    const file = join(folder, 'review.pdf')
    await writeReview(store, { file, language: 'de' }, work)
    const bytes = new Uint8Array(await readFile(file))
    const document = await openPdf(bytes)
    const pages = await pagesFromPdf(document, {}, work)
    await document.close()
    const text = pages[0]?.items.map((item) => item.text).join(' ')
    expect([text, pages[0]?.pictures.length]).toEqual([expect.stringMatching(/Filling.*Fill to five litres\./s), 1])
  })

  it('is the same bytes for the same project', async () => {
    const [a, b] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')]
    await writeReview(store, { file: a, language: 'en' }, work)
    await writeReview(store, { file: b, language: 'en' }, work)
    expect(await readFile(a)).toEqual(await readFile(b))
  })

  it('is HTML in which text of a manual stays text', async () => {
    const file = join(folder, 'review.html')
    await writeReview(store, { file, language: 'en' }, work)
    const html = await readFile(file, 'utf8')
    expect(html).toContain('Fill to five litres.')
    expect(html).toMatch(/<img alt="As printed, page 1" width="\d+" src="data:image\/jpeg;base64,/)
    expect(html).not.toMatch(/<steam>|<script/)
  })
})
