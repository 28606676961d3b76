// Texts of reviewing in English: what was done (deeds), who signed, comments, history, findings, the lexicon.

import type { DeedCode } from '../../shared/domain.ts'

export const reviewEn = {
  deeds: {
    'import-manual': 'Import {file}',
    'remove-manual': 'Remove {file}',
    'edit-topic': 'Edit “{title}”',
    'add-topic': 'Add “{title}”',
    'remove-topic': 'Remove “{title}”',
    'duplicate-topic': 'Duplicate “{title}”',
    'split-topic': 'Split “{title}”',
    'merge-topics': 'Merge “{title}”',
    'set-status': 'Change the status of “{title}”',
    comment: 'Comment on “{title}”',
    'fix-finding': 'Mend a finding in “{title}”',
    'suppress-finding': 'Let a finding stand in “{title}”',
    'change-settings': 'Change the settings',
    'change-lexicon': 'Change the pronunciation',
    'paste-topics': 'Paste topics',
    'import-texts': 'Import {file}',
    'merge-folder': 'Take over changes from the disk',
  } satisfies Record<DeedCode, string>,
} as const
