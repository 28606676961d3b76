// text -> language, for pages and for short spoken questions.

import { expect, test } from 'vitest'
import { languageOf } from '../../../electron/worker/languages/languageOf.ts'

test.each([
  ['en', 'How do I clean the filter of this machine?'],
  ['en', 'What is the capacity of the drum'],
  ['de', 'Reinigen Sie das Sieb, bevor Sie das Gerät einschalten.'],
  ['de', 'Wie kann ich das Sieb reinigen?'],
  ['fr', 'Nettoyez le filtre avant de mettre l’appareil sous tension et fermez la porte.'],
  ['it', 'Pulire il filtro prima di accendere la macchina e chiudere lo sportello della lavatrice.'],
  ['es', 'Limpie el filtro antes de encender el aparato y cierre la puerta del lavavajillas.'],
  ['nl', 'Maak het filter schoon voordat u het apparaat aanzet en sluit de deur van de machine.'],
  [null, 'E15 / 60 °C'],
  [null, ''],
])('%s: %s', (language, text) => expect(languageOf(text)).toBe(language))
