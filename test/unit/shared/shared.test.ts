// The words everything else is made of: ids, page ranges, error texts, version.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError, errorCodes } from '../../../shared/errors.ts'
import { errorLine, errorTexts } from '../../../shared/errorTexts.ts'
import { idPattern, slug, topicId } from '../../../shared/ids.ts'
import { pagesOf } from '../../../shared/pageRange.ts'
import { toolVersion } from '../../../shared/version.ts'

describe('ids', () => {
  it.each([
    ['Cleaning the filters', 'cleaning-the-filters'],
    ['Öffnen & Schließen', 'offnen-schliessen'],
    ['  E15: water!  ', 'e15-water'],
    ['☞', 'untitled'],
  ])('makes "%s" into "%s"', (text, expected) => expect(slug(text)).toBe(expected))

  it('makes a valid id of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 80 }), (text, length) =>
        idPattern.test(slug(text, length)),
      ),
    )
  })

  it('refuses what could leave its folder', () => {
    for (const text of ['../up', 'a/b', '', 'A', '-a', 'a'.repeat(81)]) expect(() => topicId(text)).toThrow(TypeError)
  })
})

describe('page ranges', () => {
  it.each([
    ['', [1, 2, 3, 4, 5]],
    ['2-4', [2, 3, 4]],
    ['5,1-2, 2', [1, 2, 5]],
  ])('reads "%s"', (range, pages) => expect(pagesOf(range, 5)).toEqual(pages))

  it.each([
    ['4-6', 'pages-out-of-range'],
    ['0', 'pages-out-of-range'],
    ['4-2', 'pages-out-of-range'],
    ['two', 'usage'],
    ['1,,2', 'usage'],
  ])('refuses "%s"', (range, code) =>
    expect(() => pagesOf(range, 5)).toThrow(expect.objectContaining({ code }) as Error),
  )
})

describe('error texts', () => {
  it.each(errorCodes)('says what happened and what to do next for %s, in both languages', (code) => {
    for (const texts of [errorTexts.en, errorTexts.de]) {
      expect(texts[code].title.length).toBeGreaterThan(3)
      expect(texts[code].next).toMatch(/\.$|pem$|\}\.$/)
    }
  })

  it('uses the same details in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    for (const code of errorCodes)
      expect(places(JSON.stringify(errorTexts.de[code]).slice(1, -1))).toEqual(
        places(JSON.stringify(errorTexts.en[code]).slice(1, -1)),
      )
  })

  it('stays on one line whatever the file is called', () => {
    const line = errorLine(new AppError('pdf-not-a-pdf', { file: `a\n\u001b[31m${'b'.repeat(999)}` }))
    expect(line).not.toMatch(/[\n\u001b]/)
    expect(line.length).toBeLessThan(500)
  })
})

it('has one version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(toolVersion).toBe(version)
})
