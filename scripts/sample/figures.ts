// The drawings of the sample manual: simple line art with call-outs, as in a real one. They have no voice form, on purpose.

import type { FigureName } from './blocks.ts'
import { small } from './typesetter.ts'
import type { Typesetter } from './typesetter.ts'

export const figureHeight = 92 // points

export function drawFigure(type: Typesetter, name: FigureName): void {
  const { document, x, y, width } = type
  document.save().lineWidth(0.8).strokeColor('#37474f')
  document.rect(x, y, width, figureHeight).fillAndStroke('#f4f7f8', '#b6c3c8').strokeColor('#37474f')
  const draw = { front: drawFront, filter: drawFilter, panel: drawPanel, dispenser: drawDispenser }[name]
  draw(type, x, y, width)
  document.restore()
}

function drawFront(type: Typesetter, x: number, y: number, width: number): void {
  const { document } = type
  const left = x + width / 2 - 34
  document.rect(left, y + 8, 68, 62).stroke()
  for (const [at, level] of [14, 26, 44, 58].entries()) {
    document
      .moveTo(left + 4, y + level + 4)
      .lineTo(left + 64, y + level + 4)
      .stroke()
    callOut(type, String(at + 1), left + 80, y + level)
  }
  document.rect(left - 6, y + 72, 80, 8).stroke()
  callOut(type, '5', left - 20, y + 58)
  callOut(type, '6', left - 20, y + 72)
}

function drawFilter(type: Typesetter, x: number, y: number, width: number): void {
  const { document } = type
  const middle = x + width / 2
  document.circle(middle, y + 62, 24).stroke()
  document.rect(middle - 12, y + 12, 24, 40).stroke()
  for (let line = 18; line < 50; line += 6)
    document
      .moveTo(middle - 12, y + line)
      .lineTo(middle + 12, y + line)
      .stroke()
  callOut(type, '1', middle + 24, y + 20)
  callOut(type, '2', middle + 32, y + 60)
}

function drawPanel(type: Typesetter, x: number, y: number, width: number): void {
  const { document } = type
  document.roundedRect(x + 8, y + 30, width - 16, 32, 3).stroke()
  document.circle(x + 30, y + 46, 11).stroke()
  document.rect(x + width / 2 - 18, y + 37, 36, 18).stroke()
  document.circle(x + width - 46, y + 46, 5).stroke()
  document.circle(x + width - 26, y + 46, 5).stroke()
  callOut(type, 'A', x + 27, y + 14)
  callOut(type, 'B', x + width / 2 - 3, y + 14)
  callOut(type, 'C', x + width - 29, y + 14)
}

function drawDispenser(type: Typesetter, x: number, y: number, width: number): void {
  const { document } = type
  document.roundedRect(x + width / 2 - 50, y + 20, 100, 52, 4).stroke()
  document.roundedRect(x + width / 2 - 44, y + 26, 52, 40, 3).stroke()
  document.circle(x + width / 2 + 28, y + 46, 15).stroke()
  callOut(type, 'max', x + width / 2 + 20, y + 43)
}

const callOut = (type: Typesetter, text: string, x: number, y: number): void => type.line(text, small, x, y)
