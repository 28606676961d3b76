// signal word + text -> what the device says for a hazard: the word first, then the text whole. Example: "Danger. Unplug the appliance first."
// Trap: a hazard whose text has no voice form stays silent here, so that the finding "hazard-silent" can say so.

import type { LanguageTag, SignalWord } from '../../../shared/domain.ts'
import { spokenText } from './spokenText/spokenText.ts'
import type { SpokenOptions } from './spokenText/spokenText.ts'

const words: Readonly<Record<LanguageTag, Readonly<Record<SignalWord, string>>>> = {
  en: { danger: 'Danger', warning: 'Warning', caution: 'Caution', notice: 'Notice' },
  de: { danger: 'Gefahr', warning: 'Warnung', caution: 'Vorsicht', notice: 'Hinweis' },
  fr: { danger: 'Danger', warning: 'Avertissement', caution: 'Attention', notice: 'Remarque' },
  it: { danger: 'Pericolo', warning: 'Avvertenza', caution: 'Attenzione', notice: 'Avviso' },
  es: { danger: 'Peligro', warning: 'Advertencia', caution: 'Precaución', notice: 'Aviso' },
}

export function spokenHazard(
  { signalWord, written }: { signalWord: SignalWord; written: string },
  language: LanguageTag,
  options: SpokenOptions = {},
): string {
  const text = spokenText(written, language, options)
  return text === '' ? '' : `${signalWordIn(language, signalWord)}. ${text}`
}

export const signalWordIn = (language: LanguageTag, word: SignalWord): string =>
  (words[language] ?? words['en'])?.[word] ?? ''
