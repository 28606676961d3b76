// A picture in a line of text where a word should be: "press ￼ for 3 seconds". Icon fonts have characters of their own for it.

/** U+FFFC, object replacement character. */
export const inlinePicture = '\ufffc'

const picture = /[\ufffc\u{e000}-\u{f8ff}]+/gu
const things =
  /(?:button|key|knob|dial|switch|symbol|icon|sign|mark|logo|lamp|light|indicator|taste|knopf|schalter|regler|zeichen|lampe|anzeige)[sn]?$/iu
/** A name in the middle of a sentence: "the Start", "Start/Pause". */
const name = /(?:[\p{Ll}\p{N},]\s+\p{Lu}[\p{L}/-]*|\/\p{L}+)$/u

/** Heard, the sentence has a hole: "Press for 3 seconds". False where the words before the picture name it: "Press the Start button ￼". */
export const lacksPictured = (text: string): boolean =>
  [...text.matchAll(picture)].some(({ index }) => {
    const before = text.slice(0, index).replace(/[\s"'“„(]+$/u, '')
    return !things.test(before) && !name.test(before)
  })
