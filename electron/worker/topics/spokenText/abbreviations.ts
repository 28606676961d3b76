// "e.g.", "approx.", "z. B." -> the words. Example: "max. 2 kg, incl. lid" -> "maximum 2 kg, including lid"
// Trap: an abbreviation at the end of a sentence takes the full stop with it ("etc."); tidy() puts one back.

import type { Pass, Tongue } from './spokenText.ts'

const tables: Readonly<Record<Tongue, Readonly<Record<string, string>>>> = {
  en: {
    'e.g.': 'for example',
    'eg.': 'for example',
    'i.e.': 'that is',
    'ie.': 'that is',
    'etc.': 'and so on',
    'approx.': 'approximately',
    'appr.': 'approximately',
    'max.': 'maximum',
    'min.': 'minimum',
    'incl.': 'including',
    'excl.': 'excluding',
    'no.': 'number',
    'nos.': 'numbers',
    'vs.': 'versus',
    'temp.': 'temperature',
    'prog.': 'programme',
    'resp.': 'respectively',
    'tel.': 'telephone',
    'w/o': 'without',
    'n/a': 'not applicable',
    etc: 'and so on',
    eg: 'for example',
    ie: 'that is',
    'n.b.': 'note',
    'dept.': 'department',
    'hr.': 'hour',
  },
  de: {
    'z. b.': 'zum Beispiel',
    'z.b.': 'zum Beispiel',
    'd. h.': 'das heißt',
    'd.h.': 'das heißt',
    'u. a.': 'unter anderem',
    'u.a.': 'unter anderem',
    'usw.': 'und so weiter',
    'etc.': 'et cetera',
    'o. ä.': 'oder Ähnliches',
    'o.ä.': 'oder Ähnliches',
    'i. d. r.': 'in der Regel',
    'i.d.r.': 'in der Regel',
    'sog.': 'sogenannt',
    'mind.': 'mindestens',
    'zzgl.': 'zuzüglich',
    'bspw.': 'beispielsweise',
    'einschl.': 'einschließlich',
    'bzw.': 'beziehungsweise',
    'ca.': 'circa',
    'max.': 'maximal',
    'min.': 'mindestens',
    'inkl.': 'inklusive',
    'evtl.': 'eventuell',
    'ggf.': 'gegebenenfalls',
    'nr.': 'Nummer',
    'vgl.': 'vergleiche',
    'tel.': 'Telefon',
  },
}

export const withAbbreviations: Pass = (text, tongue) => {
  const table = tables[tongue]
  const pattern = patterns[tongue]
  return text.replace(pattern, (found: string, at: number) => {
    const words =
      table[found.toLowerCase()] ??
      table[`${found.toLowerCase()}.`] ??
      table[found.toLowerCase().replace(/\.\s*(?=\p{L})/u, '. ')] ??
      found
    // "no." before anything but a number is the word "no" at the end of a sentence; "min." after a number or a stroke is minutes
    if (/^nos?\.$/i.test(found) && !/^\s*\d/.test(text.slice(at + found.length))) return found
    if (/^min\.$/i.test(found) && /[\d/]\s*$/.test(text.slice(0, at))) return found
    const endsSentence = /^\s*$|^\s+\p{Lu}/u.test(text.slice(at + found.length)) && /^(?:etc|usw)\./i.test(found)
    const glued = /^[\p{L}\p{N}]/u.test(text.slice(at + found.length)) ? ' ' : ''
    return endsSentence ? `${words}.` : `${words}${glued}`
  })
}

const patterns = { en: patternOf('en'), de: patternOf('de') }

function patternOf(tongue: Tongue): RegExp {
  const words = Object.keys(tables[tongue])
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.]/g, '\\.').replace(/ /g, '\\s?') + (/[.]$/.test(word) ? '' : '(?![\\p{L}\\p{N}.])'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'giu')
}
