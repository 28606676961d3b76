// More traps of real manuals, drawn as those of test/fixtures/traps: chapters' titles, symbols in sentences, numbers beside pictures.
// The texts are our own.

import type { Sheet, Trap } from '../../fixtures/traps/sheet.ts'

/** One black pixel, as PNG. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)

export const pictureTraps: readonly Trap[] = [
  {
    name: 'displays as pictures in a step, one below the other, which push the lines apart',
    draw: (sheet) => {
      const key = (x: number, y: number, width: number, height: number): void =>
        void sheet.pdf.image(pixel, x, y, { width, height })
      sheet
        .heading(40, 60, 'Setting the time')
        .lines(40, 100, ['1. Open the water tap.', '2. Turn the knob to the left.'])
      sheet.text(40, 130, '3. Press the clock key').text(163, 130, 'again. The')
      key(145, 126, 14, 14)
      sheet.text(52, 149, 'display will show the digits')
      sheet.text(52, 168, 'and the text').text(152, 168, 'in sequence,')
      sheet.text(52, 187, 'while the').text(114, 187, 'lamp flashes (for').text(52, 202, 'example, at noon).')
      key(110, 163, 40, 19)
      key(96, 183, 16, 17)
      sheet.body()
    },
    reads: [
      '# Setting the time',
      '1. Open the water tap.',
      '2. Turn the knob to the left.',
      '3. Press the clock key ￼ again. The display will show the digits and the text ￼ in sequence, while the ￼ lamp flashes (for example, at noon).',
    ],
  },
  {
    name: 'numbers down the left under a paragraph, texts of several paragraphs and of small capitals beside them',
    draw: (sheet) => {
      sheet.lines(
        40,
        60,
        ['Your washer keeps what you have chosen for each programme, and shows it again when that is', 'switched on.'],
        { size: 9 },
      )
      sheet
        .text(40, 122, '1', { size: 15 })
        .lines(310, 104, ['With the lid closed, hold the key until', 'the display shows three lines.'], {
          size: 9,
          pitch: 11,
        })
      sheet.text(310, 131, 'The lid is locked now.', { size: 9 }).text(310, 144, 'It opens at the end.', { size: 9 })
      sheet
        .text(40, 232, '2', { size: 15 })
        .text(310, 230, 'Press', { size: 9 })
        .text(337, 230.8, 'RINSE HOLD', { bold: true, size: 8 })
        .text(390, 230, 'to set the', { size: 9 })
      sheet.text(310, 241, 'number of rinses to 2 or 3.', { size: 9 })
      sheet
        .text(40, 342, '3', { size: 15 })
        .text(310, 340, 'Press the key to keep it and to leave', { size: 9 })
        .text(310, 351, 'SET-UP.', { bold: true, size: 8 })
        .body()
    },
    reads: [
      'Your washer keeps what you have chosen for each programme, and shows it again when that is switched on.',
      '1. With the lid closed, hold the key until the display shows three lines.',
      'The lid is locked now.',
      'It opens at the end.',
      '2. Press RINSE HOLD to set the number of rinses to 2 or 3.',
      '3. Press the key to keep it and to leave SET-UP.',
    ],
  },
  {
    name: 'numbers as tall as two lines, one of one line above them',
    draw: (sheet) => {
      sheet.heading(40, 60, 'Cleaning the sieve')
      for (const [at, y] of [100, 121, 150].entries()) sheet.text(40, y, String(at + 1), { bold: true, size: 22 })
      sheet
        .text(56, 102, 'Switch the unit off.', { bold: true })
        .lines(56, 122, ['Take the sieve out of the hose thor-', 'oughly by turning it to the left.'], {
          bold: true,
          pitch: 11,
        })
      sheet
        .lines(56, 151, ['Rinse the sieve in warm water until', 'no sand is left in it.'], { bold: true, pitch: 11 })
        .body()
    },
    reads: [
      '# Cleaning the sieve',
      '1. Switch the unit off.',
      '2. Take the sieve out of the hose thoroughly by turning it to the left.',
      '3. Rinse the sieve in warm water until no sand is left in it.',
    ],
  },
  {
    name: 'the title of a chapter close over its pages, two of two pages each, and a step over the break',
    draw: (sheet) => {
      const page = (chapter: string, lines: readonly string[]): Sheet =>
        sheet.text(270, 30, chapter, { bold: true, size: 16 }).lines(200, 62, lines)
      page('Care', ['1. Wipe the door.', '2. Take out the sieve.']).page()
      page('Care', ['3. Rinse the sieve.', 'Press the key to keep your CARE plan.']).page()
      page('Storing', ['The appliance is kept dry.']).page()
      page('Storing', ['The door stands open.']).page()
      page('Service', ['The service is called by phone.'])
    },
    reads: [
      '# Care',
      '1. Wipe the door.',
      '2. Take out the sieve.',
      '3. Rinse the sieve.',
      'Press the key to keep your CARE plan.',
      '# Storing',
      'The appliance is kept dry.',
      'The door stands open.',
      '# Service',
      'The service is called by phone.',
      '~ Care',
      '~ Storing',
    ],
  },
  {
    name: 'the symbol of a key inside a sentence, a stop or a bracket behind it',
    draw: (sheet) => {
      sheet.lines(40, 100, ['Do not stop the programme often, such as by pressing', 'The lamp of the second key ('])
      sheet
        .text(300, 100, ', and take out all of it')
        .text(185, 114, ') goes out. Then close the lid with care.')
        .body()
    },
    reads: [
      'Do not stop the programme often, such as by pressing , and take out all of it The lamp of the second key ( ) goes out. Then close the lid with care.',
    ],
  },
  {
    name: 'a title in capitals that says that it is important, and contents with letters before the pages',
    draw: (sheet) => {
      sheet
        .heading(40, 60, 'Contents')
        .lines(40, 90, [
          '• IMPORTANT SAFETY RULES ............. EN-1',
          '• PARTS ............................... EN-2',
          '• CLEANING ............................ EN-12',
        ])
      sheet
        .text(40, 160, 'IMPORTANT SAFETY RULES', { bold: true, size: 12 })
        .text(40, 180, 'IMPORTANT: Read the rules before you begin.')
        .body()
    },
    reads: [
      '# Contents',
      'IMPORTANT SAFETY RULES',
      'PARTS',
      'CLEANING',
      '## IMPORTANT SAFETY RULES',
      '! notice: Read the rules before you begin.',
    ],
  },
  {
    name: 'text beside a pictogram that goes on below it',
    draw: (sheet) => {
      sheet.pdf.circle(56, 112, 12).stroke()
      sheet.lines(80, 100, ['This appliance must be kept apart', 'from other waste (see the rules of'])
      sheet.lines(40, 128, ['2012 and all that came after them).', 'Ask your town where to bring it to.']).body()
    },
    reads: [
      'This appliance must be kept apart from other waste (see the rules of 2012 and all that came after them). Ask your town where to bring it to.',
    ],
  },
  {
    name: 'a numbered title that is set in part like text, between two that are not',
    draw: (sheet) => {
      sheet.text(40, 60, '1. OPEN THE TAP', { bold: true }).text(40, 76, 'The water is on now.')
      sheet.text(40, 110, '2. LOAD IT', { bold: true }).text(100, 110, '(see how it is loaded)')
      sheet.text(40, 144, '3. CLOSE THE DOOR', { bold: true }).text(40, 160, 'The lamp is lit now.').body()
    },
    reads: [
      '# 1. OPEN THE TAP',
      'The water is on now.',
      '# 2. LOAD IT (see how it is loaded)',
      '# 3. CLOSE THE DOOR',
      'The lamp is lit now.',
    ],
  },
  {
    name: 'an order in bold capitals, and a line that leads over to the next page',
    draw: (sheet) => {
      sheet.heading(40, 60, 'Stopping').text(40, 100, 'DO NOT LEAN ON THE OPEN DOOR!', { bold: true })
      sheet.text(40, 130, 'CONTINUED ON NEXT PAGE', { bold: true }).body()
    },
    reads: ['# Stopping', 'DO NOT LEAN ON THE OPEN DOOR!', '(CONTINUED ON NEXT PAGE)'],
  },
  {
    name: 'raised figures in one ruled row of names and values',
    draw: (sheet) => {
      sheet.heading(40, 60, 'Water').grid([40, 160, 280, 420], [95, 160, 190])
      sheet.text(45, 120, 'PRESSURE').lines(165, 102, ['Least', 'Usual', 'Most'], { pitch: 18 })
      for (const [at, value] of ['0.5 bar (5 N/cm', '2.0 bar (20 N/cm', '7.0 bar (70 N/cm'].entries()) {
        const y = 102 + at * 18
        const end = 300 + sheet.pdf.font('Helvetica').fontSize(10).widthOfString(value)
        sheet
          .text(300, y, value)
          .text(end, y, '2', { size: 5 })
          .text(end + 3, y, ')')
      }
      sheet.text(45, 170, 'POWER').text(300, 170, '2000 W').body()
    },
    reads: [
      '# Water',
      '| PRESSURE | Least | 0.5 bar (5 N/cm²)',
      '| PRESSURE | Usual | 2.0 bar (20 N/cm²)',
      '| PRESSURE | Most | 7.0 bar (70 N/cm²)',
      '| POWER | 2000 W',
    ],
  },
]
