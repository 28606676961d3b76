// Web and mail addresses -> how a person reads them out. Example: "www.plainspoken.example/help" -> "w w w dot plainspoken dot example slash help"

import type { Pass } from './spokenText.ts'

const address =
  /(?<![\p{L}\p{N}@])(?:https?:\/\/)?(?:[\w-]+\.)*[\w-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:\/\/|www\.)[\w./~-]*[\w/]/giu

export const withAddresses: Pass = (text, tongue) => {
  const [dot, slash, at] = tongue === 'de' ? [' Punkt ', ' Schrägstrich ', ' at '] : [' dot ', ' slash ', ' at ']
  return text.replace(address, (found) =>
    found
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .replace(/^www\./i, `w w w${dot}`)
      .replace(/\./g, dot)
      .replace(/\//g, slash)
      .replace(/@/g, at)
      .replace(/\s+/g, ' '),
  )
}
