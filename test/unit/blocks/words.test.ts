import { describe, expect, it } from 'vitest'
import { makePage } from './makePage.ts'
import { linesOf } from '../../../electron/worker/blocks/lines.ts'
import { dingbatText, joinLines, repairText } from '../../../electron/worker/blocks/words.ts'

describe('joinLines', () => {
  it.each([
    [['The dish-', 'washer'], 'The dishwasher'],
    [['a self-', 'cleaning oven'], 'a self-cleaning oven'],
    [['Ein- und', 'Ausschalten'], 'Ein- und Ausschalten'],
    [['Ein-', 'und Ausschalten'], 'Ein- und Ausschalten'],
    [['cleans the interi-', 'or.'], 'cleans the interior.'],
    [['the FastFreeze-', 'Taste'], 'the FastFreeze-Taste'],
    [['soft\u00ad', 'ware'], 'software'],
    [['Keep chil-', 'dren and child-', 'ren away'], 'Keep children and children away'],
    [
      ['in the pre-', 'sence of the stand-', 'ard in-', 'stalled on-', 'ly'],
      'in the presence of the standard installed only',
    ],
    [['an in-', 'built freezer with child-', 'proof lid'], 'an in-built freezer with child-proof lid'],
    [['a mid-', '-range number'], 'a mid-range number'],
    [['30 –', '50 °C'], '30 – 50 °C'],
    [['  two ', '', ' words'], 'two words'],
  ])('%j -> %s', (lines, text) => {
    expect(joinLines(lines)).toBe(text)
  })
})

describe('a fraction behind a number', () => {
  it.each([
    ['in small figures', ['40 100 Cook for 8', 's6 90 100 1', '93 100 ⁄', 's6 98 104 2', '106 100 minutes.']],
    ['in small figures and a plain stroke', ['40 100 Cook for 8', 's6 90 102 1/2', '104 100 minutes.']],
    ['in one run', ['40 100 Cook for 81⁄2 minutes.']],
  ])('%s stays one', (_, items) => {
    expect(
      linesOf(1, makePage(items).items, [])
        .map(({ text }) => text)
        .join(' '),
    ).toMatch(/^Cook for 8 1[⁄/]2 minutes\.$/)
  })
})

describe('repairText', () => {
  it.each([
    ['e\ufb03cient \ufb01lter', 'efficient filter'],
    ['\uf0b7 Press', '• Press'],
    ['\uf06c Press', '• Press'], // "l" of Wingdings in the private-use area
    ['\uf0fc done', '✓ done'],
    ['\u007f Press', '• Press'], // a code that WinAnsi leaves unused
    ['10\u00a0°C\u0007', '10 °C'],
    ['don\u0092t \u0093stop\u0094', 'don’t “stop”'], // WinAnsi codes as they are
    ['Press \ue123 \uf8e7once', 'Press  once'], // nobody knows what a maker's own code draws
  ])('%j -> %s', (text, repaired) => {
    expect(repairText(text)).toBe(repaired)
  })
})

describe('dingbatText', () => {
  it('reads the letters of a symbol font as the symbols they draw', () => {
    expect(['n', 'l', '4', 'ü', 'û'].map(dingbatText)).toEqual(['•', '•', '✓', '✓', '✗'])
  })
})

describe('a ligature without a code', () => {
  it.each([
    ['bene\ufffdt', 'benefit'],
    ['pro\ufffdles', 'profiles'],
    ['speci\ufffdcations', 'specifications'],
    ['lea\ufffdet', 'leaflet'],
    ['re\ufffdect', 'reflect'],
    ['e\ufffdect', 'effect'],
    ['di\ufffderent', 'different'],
    ['o\ufffd', 'off'],
    ['su\ufffdcient', 'sufficient'],
    ['modi\ufffded', 'modified'],
    ['\ufffdoor', 'floor'],
    ['\ufffdrst', 'first'],
    ['dé\ufffdnies', 'définies'],
  ])('%s is %s', (drawn, read) => {
    expect(repairText(drawn)).toBe(read)
  })
})
