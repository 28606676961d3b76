// What one step of undo is called in the history, as codes; their words are in the renderer's messages (`deeds`), in each language.
// Example: 'merge-topics' -> "Merge topics". Trap: a project's history keeps these codes, so that none is ever renamed.

export const deedCodes = [
  'import-manual',
  'remove-manual',
  'edit-topic',
  'add-topic',
  'remove-topic',
  'duplicate-topic',
  'split-topic',
  'merge-topics',
  'teach-topic',
  'set-status',
  'set-statuses',
  'change-topics',
  'remove-topics',
  'comment',
  'fix-finding',
  'suppress-finding',
  'change-settings',
  'change-lexicon',
  'paste-topics',
  'import-texts',
  'merge-folder',
  'take-edition',
  'take-editions',
  'keep-earlier',
] as const
export type DeedCode = (typeof deedCodes)[number]
