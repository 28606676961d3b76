// Text -> how many letters it has, with or without figures. Every line of every column and cell is asked: plain text, which most is, is told
// without a pattern. Example: letterCount('E15 läuft') -> 6, letterAndFigureCount('E15 läuft') -> 8.

export const letterCount = counting(isPlainLetter, /[^\p{L}]/gu)
export const letterAndFigureCount = counting((code) => isPlainLetter(code) || isPlainFigure(code), /[^\p{L}\p{N}]/gu)

function counting(isCounted: (code: number) => boolean, others: RegExp): (text: string) => number {
  return (text) => {
    let count = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code > 0x7e) return text.replace(others, '').length
      if (isCounted(code)) count += 1
    }
    return count
  }
}

function isPlainLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function isPlainFigure(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
