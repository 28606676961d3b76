import { describe, expect, it } from 'vitest'
import { signalOf } from '../../../electron/worker/blocks/hazards.ts'
import { markerOf } from '../../../electron/worker/blocks/markers.ts'

const brief = (text: string): unknown[] | null => {
  const marker = markerOf(text)
  if (!marker) return null
  return marker.kind === 'step' ? [marker.marker, marker.ordinal, marker.rest] : [marker.marker, marker.rest]
}

describe('markerOf', () => {
  it.each([
    ['1. Open the door', ['1.', 1, 'Open the door']],
    ['12) Close it', ['12)', 12, 'Close it']],
    ['(3) Wait', ['(3)', 3, 'Wait']],
    ['Step 4: Rinse', ['Step 4:', 4, 'Rinse']],
    ['Schritt 2 Spülen', ['Schritt 2', 2, 'Spülen']],
    ['b) the filter', ['b)', 2, 'the filter']],
    ['(ii) misuse', ['(ii)', 2, 'misuse']],
    ['③ Turn the knob', ['③', 3, 'Turn the knob']],
    ['5 Touch the button', ['5', 5, 'Touch the button']],
    ['• Never use acid', ['•', 'Never use acid']],
    ['- Never use acid', ['-', 'Never use acid']],
    ['☞See below', ['☞', 'See below']],
    ['2.5 kg of laundry', null],
    ['3 hours later', null],
    ['1/2 cup of salt', null],
    ['30–50 °C', null],
    ['A door', null],
  ])('%s', (text, marker) => {
    expect(brief(text)).toEqual(marker)
  })
})

describe('signalOf', () => {
  it.each([
    ['WARNING! Hot steam.', ['warning', 'Hot steam.']],
    ['⚠ Danger: Unplug the appliance.', ['danger', 'Unplug the appliance.']],
    ['VORSICHT! Heiß.', ['caution', 'Heiß.']],
    ['GEFAHR', ['danger', '']],
    ['AVERTISSEMENT : Débranchez.', ['warning', 'Débranchez.']],
    ['PRECAUCIÓN No toque.', ['caution', 'No toque.']],
    ['Attenzione: superficie calda.', ['caution', 'superficie calda.']],
    ['WARNING WARNING Hot parts.', ['warning', 'Hot parts.']],
    ['⚠ Hot surface.', ['warning', 'Hot surface.']],
    ['Warning Risk of cuts!', ['warning', 'Risk of cuts!']],
    ['HINWEIS Nur kaltes Wasser.', ['notice', 'Nur kaltes Wasser.']],
    ['Warning lamp lights up', null],
    ['Warnings', null],
    ['Caution is advised', null],
    ['Important safety instructions', null],
  ])('%s', (text, signal) => {
    const found = signalOf(text)
    expect(found && [found.signalWord, found.rest]).toEqual(signal)
  })
})
