// What the device says of a hazard -> its signal word. A hazard is spoken with its signal word first, in the language of the manual.
// Example: signalWordOf('Danger. Unplug the appliance.') -> 'danger'; signalWordOf('Vorsicht: heiß') -> 'caution'.

import type { SignalWord } from '../../shared/domain.ts'

const spokenWords: readonly [SignalWord, RegExp][] = [
  ['danger', /^(?:danger|gefahr|peligro|pericolo)\b/i],
  ['caution', /^(?:caution|vorsicht|attention|precaución|attenzione)\b/i],
  ['notice', /^(?:notice|hinweis|achtung|important|note|avis|aviso|avviso)\b/i],
  ['warning', /^(?:warning|warnung|avertissement|advertencia|avvertenza)\b/i],
]

/** A text that names none is shown as a warning: rather too much than too little. */
export const signalWordOf = (text: string): SignalWord =>
  spokenWords.find(([, pattern]) => pattern.test(text.trim()))?.[0] ?? 'warning'
