// The few words that the shell itself says, in menus and native dialogs. Everything else the person reads is in renderer/messages.
// Example: words.de.dialogs['open-pdf'] -> 'Handbuch wählen'. A word missing in one language does not compile.

import type { AppSettings, DialogKind, MenuCommand } from '../../shared/ipc/contract.ts'
import type { FinishedKind } from './longWork.ts'

export interface Words {
  dialogs: Record<DialogKind, string>
  /** Names of the file kinds in the dialogs. */
  kinds: {
    manual: string
    pem: string
    signature: string
    csv: string
    wav: string
    texts: string
    program: string
  }
  buttons: { open: string; 'create-project': string; 'export-folder': string }
  menus: { file: string; edit: string; view: string; window: string; help: string }
  commands: Record<MenuCommand, string>
  openRecent: string
  /** In notifications, when long work ended behind other windows. */
  finished: Record<FinishedKind, string>
}

export const words = {
  en: {
    dialogs: {
      'create-project': 'Where to keep the new project',
      'open-project': 'Choose a project folder',
      'open-pdf': 'Choose a manual',
      'export-folder': 'Choose a folder for the bundle',
      'open-key': 'Choose a signing key',
      'open-signature': 'Choose the signature of the digest',
      'open-questions': 'Choose a list of questions',
      'open-wav': 'Choose a recording',
      'open-texts': 'Choose a file of translated or reviewed texts',
      'open-program': 'Choose the program that speaks',
      'texts-folder': 'Choose a folder for the file',
    },
    kinds: {
      manual: 'Manual (PDF, DITA map, iiRDS)',
      pem: 'PEM key',
      signature: 'Signature (64 bytes)',
      csv: 'Questions (CSV)',
      wav: 'Recording (WAV)',
      texts: 'Texts (XLIFF, CSV)',
      program: 'Programs',
    },
    buttons: { open: 'Open', 'create-project': 'Create here', 'export-folder': 'Export here' },
    menus: { file: '&File', edit: '&Edit', view: '&View', window: '&Window', help: '&Help' },
    commands: {
      'new-project': 'New Project…',
      'open-project': 'Open Project…',
      'close-project': 'Close Project',
      'import-manual': 'Import Manual…',
      'export-bundle': 'Export Bundle…',
      'undo-change': 'Undo Change to Project',
      'redo-change': 'Redo Change to Project',
      find: 'Find',
      'copy-topic': 'Copy Topic',
      'paste-topics': 'Paste Topics',
      'show-projects': 'Projects',
      'show-overview': 'Overview',
      'show-manual': 'Manual',
      'show-topics': 'Topics',
      'show-simulator': 'Simulator',
      'show-test': 'Test',
      'show-export': 'Export',
      'show-settings': 'Settings…',
      'show-about': 'About Plainspoken',
      'show-shortcuts': 'Keyboard Shortcuts',
      'show-tour': 'Five-Minute Tour',
    },
    openRecent: 'Open Recent',
    finished: {
      import: 'The manual is imported.',
      export: 'The bundle is exported.',
      suite: 'All questions are asked.',
      other: 'Done.',
    },
  },
  de: {
    dialogs: {
      'create-project': 'Speicherort des neuen Projekts',
      'open-project': 'Projektordner wählen',
      'open-pdf': 'Handbuch wählen',
      'export-folder': 'Ordner für das Bundle wählen',
      'open-key': 'Signaturschlüssel wählen',
      'open-signature': 'Signatur des Digests wählen',
      'open-questions': 'Fragenliste wählen',
      'open-wav': 'Aufnahme wählen',
      'open-texts': 'Datei mit übersetzten oder geprüften Texten wählen',
      'open-program': 'Programm wählen, das spricht',
      'texts-folder': 'Ordner für die Datei wählen',
    },
    kinds: {
      manual: 'Handbuch (PDF, DITA-Map, iiRDS)',
      pem: 'PEM-Schlüssel',
      signature: 'Signatur (64 Bytes)',
      csv: 'Fragen (CSV)',
      wav: 'Aufnahme (WAV)',
      texts: 'Texte (XLIFF, CSV)',
      program: 'Programme',
    },
    buttons: { open: 'Öffnen', 'create-project': 'Hier anlegen', 'export-folder': 'Hierhin exportieren' },
    menus: { file: '&Datei', edit: '&Bearbeiten', view: '&Ansicht', window: '&Fenster', help: '&Hilfe' },
    commands: {
      'new-project': 'Neues Projekt…',
      'open-project': 'Projekt öffnen…',
      'close-project': 'Projekt schließen',
      'import-manual': 'Handbuch importieren…',
      'export-bundle': 'Bundle exportieren…',
      'undo-change': 'Änderung am Projekt rückgängig',
      'redo-change': 'Änderung am Projekt wiederholen',
      find: 'Suchen',
      'copy-topic': 'Thema kopieren',
      'paste-topics': 'Themen einfügen',
      'show-projects': 'Projekte',
      'show-overview': 'Übersicht',
      'show-manual': 'Handbuch',
      'show-topics': 'Themen',
      'show-simulator': 'Simulator',
      'show-test': 'Test',
      'show-export': 'Export',
      'show-settings': 'Einstellungen…',
      'show-about': 'Über Plainspoken',
      'show-shortcuts': 'Tastenkürzel',
      'show-tour': 'Rundgang in fünf Minuten',
    },
    openRecent: 'Zuletzt geöffnet',
    finished: {
      import: 'Die Anleitung ist importiert.',
      export: 'Das Bundle ist exportiert.',
      suite: 'Alle Fragen sind gestellt.',
      other: 'Fertig.',
    },
  },
} as const satisfies Record<AppSettings['language'], Words>
