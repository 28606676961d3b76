// Text with ligatures that its font gives no code for -> the letters they stand for. Example: "bene\\ufffdt" -> "benefit", "o\\ufffd" -> "off".
// "ff" ends a word, "fi" stands before a consonant, "ff" between vowels, "fl" begins words before the others.
// Trap: nothing but the neighbours tells them apart; "reflect" and "effect" differ by their stems alone, which are named.

const stemsOfFl = /(?:^|lea|re|in|de|con)$/
const endsOfFl = /^(?:et|ect|at|ow|ush|oor|uid|ash|ex|uo|ue|ict)/

export const withLostLigatures = (text: string): string =>
  text.replace(/(\p{L}*)\ufffd(\p{L}*)/gu, (lost: string, before: string, after: string) =>
    before + after === '' ? lost : before + ligatureBetween(before.toLowerCase(), after.toLowerCase()) + after,
  )

function ligatureBetween(before: string, after: string): string {
  if (after === '' || after === 's') return 'ff'
  if (stemsOfFl.test(before) && endsOfFl.test(after)) return 'fl'
  if (/^(?:cul|cien)/.test(after)) return 'ffi'
  if (/^[^aeiouyäöüéèàù]/.test(after)) return 'fi'
  if (/[aeouäöü]$|^di$/.test(before) && /^[eo]/.test(after)) return 'ff'
  return /^[ouaä]/.test(after) && !/^a[nl]/.test(after) ? 'fl' : 'fi'
}
