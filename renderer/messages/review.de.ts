// Texts of reviewing in German: what was done (deeds), who signed, comments, history, findings, the lexicon.

import type { Shape } from './keys.ts'
import type { reviewEn } from './review.en.ts'

export const reviewDe = {
  deeds: {
    'import-manual': '{file} importieren',
    'remove-manual': '{file} entfernen',
    'edit-topic': '„{title}“ bearbeiten',
    'add-topic': '„{title}“ anlegen',
    'remove-topic': '„{title}“ entfernen',
    'duplicate-topic': '„{title}“ verdoppeln',
    'split-topic': '„{title}“ teilen',
    'merge-topics': '„{title}“ zusammenführen',
    'set-status': 'Status von „{title}“ ändern',
    comment: '„{title}“ kommentieren',
    'fix-finding': 'Befund in „{title}“ beheben',
    'suppress-finding': 'Befund in „{title}“ stehen lassen',
    'change-settings': 'Einstellungen ändern',
    'change-lexicon': 'Aussprache ändern',
    'paste-topics': 'Themen einfügen',
    'import-texts': '{file} einlesen',
    'merge-folder': 'Änderungen vom Datenträger übernehmen',
  },
} as const satisfies Shape<typeof reviewEn>
