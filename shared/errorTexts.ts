// ErrorCode -> what happened and what to do next, in English and German. One table for the window and the command line.
// `{name}` stands for a detail of the AppError, in the syntax of vue-i18n.
// Example: errorLine(new AppError('pdf-not-a-pdf', { file: 'a.docx' })) -> "a.docx is not a PDF. Export it as PDF and import that file."
// Trap: details may come from hostile files; errorLine prints them on one line and shortens them.

import type { AppError, ErrorCode } from './errors.ts'
import { speechErrorTexts } from './speechErrorTexts.ts'

export interface ErrorText {
  title: string
  next: string
}
export type ErrorTexts = Readonly<Record<ErrorCode, ErrorText>>

const en: ErrorTexts = {
  ...speechErrorTexts.en,
  usage: { title: '{reason}', next: 'Run "plainspoken help" to see how it is used.' },
  'file-not-found': { title: '{file} was not found', next: 'Check the path and try again.' },
  'file-not-readable': { title: '{file} could not be read', next: 'Check its permissions and try again.' },
  'file-not-writable': { title: '{file} could not be written', next: 'Choose a folder that you may write to.' },
  'disk-full': { title: 'The disk is full', next: 'Free some space and try again; nothing was changed.' },
  'pdf-not-a-pdf': { title: '{file} is not a PDF', next: 'Export it as PDF and import that file.' },
  'pdf-empty-file': { title: '{file} is empty', next: 'Get the file again; this copy has no content.' },
  'pdf-damaged': {
    title: '{file} is damaged or cut off',
    next: 'Get the file again, or open it in a PDF viewer and save it anew.',
  },
  'pdf-no-pages': { title: '{file} has no pages', next: 'Choose a PDF that has at least one page.' },
  'pdf-no-text': {
    title: '{file} has no text that could be read',
    next: 'Its pages are pictures, and no words were recognised in them. Import a PDF with text, or a sharper scan.',
  },
  'pdf-password-needed': { title: '{file} is locked', next: 'Import it again with its password.' },
  'pdf-password-wrong': { title: 'That password does not open {file}', next: 'Check the password and try again.' },
  'pdf-too-large': { title: '{file} is too large', next: 'The limit is 200 MB and 500 pages: import it in parts.' },
  'source-damaged': {
    title: '{file} cannot be read: {reason}',
    next: 'Export it again, or check it with an XML editor.',
  },
  'source-unsafe': {
    title: '{file} was refused: {reason}',
    next: 'Export it anew without this, or ask whoever made it.',
  },
  'source-empty': {
    title: '{file} has no topics that could be read',
    next: 'Import a DITA map with task, concept, reference or troubleshooting topics, or an iiRDS package with XHTML or DITA.',
  },
  'pages-out-of-range': {
    title: 'The pages {pages} are not in this manual',
    next: 'It has {pageCount} pages: choose a range such as 3-{pageCount}.',
  },
  'language-not-in-manual': {
    title: 'The manual has no text in the language "{language}"',
    next: 'It has: {languages}. Choose one of these.',
  },
  'project-not-found': { title: 'There is no project in {folder}', next: 'Choose the folder that holds project.json.' },
  'project-exists': { title: '{folder} is not empty', next: 'Choose a new or an empty folder.' },
  'project-damaged': {
    title: 'The project cannot be read: {file}: {reason}',
    next: 'Restore that file from version control or a backup; nothing was changed.',
  },
  'project-newer-version': {
    title: 'The project was made by a newer Plainspoken (format {version}, this one reads {supported})',
    next: 'Update Plainspoken and open it again; nothing was changed.',
  },
  'project-changed-on-disk': {
    title: 'The project was changed by another program',
    next: 'Its changes are shown now. Look at them, then do it again.',
  },
  'topic-not-found': { title: 'There is no topic "{topic}"', next: 'It may have been removed; choose another one.' },
  'manual-not-found': { title: 'The manual "{manual}" is not in the project', next: 'Import its PDF again.' },
  'no-topics': { title: 'The project has no topics that can be spoken', next: 'Import a manual first.' },
  'question-empty': { title: 'The question is empty', next: 'Say or type what you want to know.' },
  'language-twice': {
    title: 'A bundle has each language once, and {folder} is in {language} too',
    next: 'Choose a project in another language.',
  },
  'language-not-in-bundle': {
    title: 'The bundle does not speak "{language}"',
    next: 'It speaks: {languages}.',
  },
  'question-language': {
    title: 'The question seems to be in another language ({found}) than the device ({expected})',
    next: 'Ask in the language of the device.',
  },
  'question-too-long': { title: 'The question is too long', next: 'Ask in one or two sentences.' },
  'questions-file-invalid': {
    title: '{file}, line {line}: {reason}',
    next: 'The file is a CSV with the header "question,expect".',
  },
  'nothing-tested': {
    title: 'There is no result to save yet',
    next: 'Ask the questions first. What was heard before is kept, so that this is quick.',
  },
  'texts-file-invalid': {
    title: '{file} is not a file of texts: {reason}',
    next: 'Use a file that Plainspoken has exported, as XLIFF 2.1 or CSV; nothing was changed.',
  },
  'no-speech': {
    title: 'No question was heard',
    next: 'Ask again after the tone: the whole question, a little louder and closer.',
  },
  'bundle-not-a-bundle': { title: '{file} is not a Plainspoken bundle', next: 'Choose a .psb file that was exported.' },
  'bundle-damaged': {
    title: '{file} is damaged: {reason}',
    next: 'Copy it again or export it anew; do not flash it.',
  },
  'bundle-newer-version': {
    title: 'The bundle has format {version}, which this version cannot read',
    next: 'Update Plainspoken, or export the bundle with this version.',
  },
  'bundle-signature-invalid': {
    title: 'The signature of the bundle does not match the key',
    next: 'Use the public key that belongs to the signing key; do not flash this bundle.',
  },
  'bundle-not-signed': { title: 'The bundle is not signed', next: 'Export it with a signing key.' },
  'bundle-development-key': {
    title: 'The bundle is signed with the development key, which everybody has',
    next: 'Sign it with a key of your own; to look at it all the same, allow development (--allow-development).',
  },
  'bundle-other-vendor': {
    title: 'The bundle is for devices of another vendor',
    next: 'Choose the bundle of this vendor.',
  },
  'bundle-other-product': { title: 'The bundle is for another product', next: 'Choose the bundle of this product.' },
  'bundle-rollback': {
    title: 'The bundle is older than one that devices have accepted',
    next: 'Export it anew with a security counter that is not lower.',
  },
  'signature-unreadable': {
    title: '{file} has {count} bytes; an Ed25519 signature has 64',
    next: 'Hand over the raw signature, without PEM, Base64 or a line end.',
  },
  'key-invalid': {
    title: '{file} is not an Ed25519 key',
    next: 'Make one with: openssl genpkey -algorithm ed25519 -out key.pem',
  },
  'target-unknown': { title: 'There is no target "{target}"', next: 'Choose one of: {targets}.' },
  'plan-invalid': {
    title: '{file} is no build plan: {reason}',
    next: 'docs/builds.md shows one.',
  },
  'image-not-for-target': {
    title: 'There is no .{format} image for {target}',
    next: 'Write “flash” with the address (and, for UF2, the bootloader’s family) into the target’s file, or export without the image.',
  },
  'over-budget': {
    title: 'The bundle is over the budget of {target}',
    next: 'Leave out topics, or choose a larger target.',
  },
  'gate-closed': {
    title: 'This may not be released yet: {reasons}',
    next: 'Mend these, or export without --release for development.',
  },
  'model-missing': {
    title: 'The model "{model}" is not installed',
    next: 'Run "npm run setup", or add the model pack.',
  },
  'model-damaged': { title: 'The model "{model}" is damaged ({file})', next: 'Run "npm run setup" to build it anew.' },
  'language-not-supported': {
    title: 'There is no speech model for the language "{language}"',
    next: 'Typing still works; add a model pack for speech.',
  },
  'worker-stopped': {
    title: 'The background process stopped',
    next: 'It was started again and nothing is lost; try once more.',
  },
  'not-allowed': { title: 'That is not allowed', next: 'This is a safety limit of the app; report it if you need it.' },
}

const de: ErrorTexts = {
  ...speechErrorTexts.de,
  usage: { title: '{reason}', next: '„plainspoken help“ zeigt die Befehle.' },
  'file-not-found': {
    title: '{file} wurde nicht gefunden',
    next: 'Prüfen Sie den Pfad und versuchen Sie es noch einmal.',
  },
  'file-not-readable': { title: '{file} lässt sich nicht lesen', next: 'Prüfen Sie die Zugriffsrechte.' },
  'file-not-writable': {
    title: '{file} lässt sich nicht schreiben',
    next: 'Wählen Sie einen Ordner mit Schreibrecht.',
  },
  'disk-full': { title: 'Der Datenträger ist voll', next: 'Schaffen Sie Platz; es wurde nichts verändert.' },
  'pdf-not-a-pdf': {
    title: '{file} ist kein PDF',
    next: 'Exportieren Sie das Dokument als PDF und importieren Sie dieses.',
  },
  'pdf-empty-file': { title: '{file} ist leer', next: 'Besorgen Sie die Datei neu; diese Kopie hat keinen Inhalt.' },
  'pdf-damaged': {
    title: '{file} ist beschädigt oder abgeschnitten',
    next: 'Besorgen Sie die Datei neu, oder speichern Sie sie in einem PDF-Programm neu.',
  },
  'pdf-no-pages': { title: '{file} hat keine Seiten', next: 'Wählen Sie ein PDF mit mindestens einer Seite.' },
  'pdf-no-text': {
    title: '{file} enthält keinen lesbaren Text',
    next: 'Die Seiten sind Bilder, in denen keine Wörter erkannt wurden. Importieren Sie ein PDF mit Text oder einen schärferen Scan.',
  },
  'pdf-password-needed': { title: '{file} ist gesperrt', next: 'Importieren Sie es mit seinem Kennwort.' },
  'pdf-password-wrong': { title: 'Dieses Kennwort öffnet {file} nicht', next: 'Prüfen Sie das Kennwort.' },
  'pdf-too-large': {
    title: '{file} ist zu groß',
    next: 'Die Grenze ist 200 MB und 500 Seiten: Importieren Sie es in Teilen.',
  },
  'source-damaged': {
    title: '{file} kann nicht gelesen werden: {reason}',
    next: 'Exportieren Sie es erneut, oder prüfen Sie es mit einem XML-Editor.',
  },
  'source-unsafe': {
    title: '{file} wurde abgelehnt: {reason}',
    next: 'Exportieren Sie es ohne das, oder fragen Sie, wer es erstellt hat.',
  },
  'source-empty': {
    title: '{file} enthält keine lesbaren Themen',
    next: 'Importieren Sie eine DITA-Map mit Topics oder ein iiRDS-Paket mit XHTML oder DITA.',
  },
  'pages-out-of-range': {
    title: 'Die Seiten {pages} gibt es in dieser Anleitung nicht',
    next: 'Sie hat {pageCount} Seiten: Wählen Sie einen Bereich wie 3-{pageCount}.',
  },
  'language-not-in-manual': {
    title: 'Die Anleitung hat keinen Text in der Sprache „{language}“',
    next: 'Sie enthält: {languages}. Wählen Sie eine davon.',
  },
  'project-not-found': {
    title: 'In {folder} ist kein Projekt',
    next: 'Wählen Sie den Ordner, der project.json enthält.',
  },
  'project-exists': { title: '{folder} ist nicht leer', next: 'Wählen Sie einen neuen oder leeren Ordner.' },
  'project-damaged': {
    title: 'Das Projekt lässt sich nicht lesen: {file}: {reason}',
    next: 'Stellen Sie diese Datei aus einer Sicherung wieder her; es wurde nichts verändert.',
  },
  'project-newer-version': {
    title: 'Das Projekt stammt von einem neueren Plainspoken (Format {version}, dieses liest {supported})',
    next: 'Aktualisieren Sie Plainspoken; es wurde nichts verändert.',
  },
  'project-changed-on-disk': {
    title: 'Ein anderes Programm hat das Projekt verändert',
    next: 'Dessen Änderungen sind jetzt zu sehen. Prüfen Sie sie und versuchen Sie es noch einmal.',
  },
  'topic-not-found': {
    title: 'Das Thema „{topic}“ gibt es nicht',
    next: 'Es wurde vielleicht entfernt; wählen Sie ein anderes.',
  },
  'manual-not-found': {
    title: 'Die Anleitung „{manual}“ gehört nicht zum Projekt',
    next: 'Importieren Sie ihr PDF noch einmal.',
  },
  'no-topics': { title: 'Das Projekt hat keine Themen zum Sprechen', next: 'Importieren Sie zuerst eine Anleitung.' },
  'question-empty': { title: 'Die Frage ist leer', next: 'Sagen oder tippen Sie, was Sie wissen wollen.' },
  'language-twice': {
    title: 'Ein Bundle hat jede Sprache einmal, und {folder} ist auch in {language}',
    next: 'Wählen Sie ein Projekt in einer anderen Sprache.',
  },
  'language-not-in-bundle': {
    title: 'Das Bundle spricht nicht „{language}“',
    next: 'Es spricht: {languages}.',
  },
  'question-language': {
    title: 'Die Frage scheint in einer anderen Sprache ({found}) zu sein als das Gerät ({expected})',
    next: 'Fragen Sie in der Sprache des Geräts.',
  },
  'question-too-long': { title: 'Die Frage ist zu lang', next: 'Fragen Sie in ein oder zwei Sätzen.' },
  'questions-file-invalid': {
    title: '{file}, Zeile {line}: {reason}',
    next: 'Die Datei ist eine CSV mit der Kopfzeile „question,expect“.',
  },
  'nothing-tested': {
    title: 'Noch gibt es kein Ergebnis zum Speichern',
    next: 'Stellen Sie zuerst die Fragen. Was schon gehört wurde, ist gespeichert; das geht also schnell.',
  },
  'texts-file-invalid': {
    title: '{file} ist keine Textdatei zum Austausch: {reason}',
    next: 'Nehmen Sie eine Datei, die Plainspoken als XLIFF 2.1 oder CSV geschrieben hat; nichts wurde geändert.',
  },
  'no-speech': {
    title: 'Es war keine Frage zu hören',
    next: 'Fragen Sie nach dem Ton noch einmal: die ganze Frage, etwas lauter und näher.',
  },
  'bundle-not-a-bundle': {
    title: '{file} ist kein Plainspoken-Bundle',
    next: 'Wählen Sie eine exportierte .psb-Datei.',
  },
  'bundle-damaged': {
    title: '{file} ist beschädigt: {reason}',
    next: 'Kopieren oder exportieren Sie es neu; nicht auf das Gerät spielen.',
  },
  'bundle-newer-version': {
    title: 'Das Bundle hat Format {version}, das diese Version nicht lesen kann',
    next: 'Aktualisieren Sie Plainspoken, oder exportieren Sie mit dieser Version.',
  },
  'bundle-signature-invalid': {
    title: 'Die Signatur des Bundles passt nicht zum Schlüssel',
    next: 'Nehmen Sie den öffentlichen Schlüssel zum Signierschlüssel; nicht auf das Gerät spielen.',
  },
  'bundle-not-signed': {
    title: 'Das Bundle ist nicht signiert',
    next: 'Exportieren Sie es mit einem Signierschlüssel.',
  },
  'bundle-development-key': {
    title: 'Das Bundle ist mit dem Entwicklungsschlüssel signiert, den jeder hat',
    next: 'Signieren Sie es mit einem eigenen Schlüssel; zum Ansehen lassen Sie Entwicklung zu (--allow-development).',
  },
  'bundle-other-vendor': {
    title: 'Das Bundle ist für Geräte eines anderen Herstellers',
    next: 'Wählen Sie das Bundle dieses Herstellers.',
  },
  'bundle-other-product': {
    title: 'Das Bundle ist für ein anderes Produkt',
    next: 'Wählen Sie das Bundle dieses Produkts.',
  },
  'bundle-rollback': {
    title: 'Das Bundle ist älter als eines, das Geräte angenommen haben',
    next: 'Exportieren Sie es neu mit einem Sicherheitszähler, der nicht kleiner ist.',
  },
  'signature-unreadable': {
    title: '{file} hat {count} Bytes; eine Ed25519-Signatur hat 64',
    next: 'Geben Sie die rohe Signatur an, ohne PEM, Base64 oder Zeilenende.',
  },
  'key-invalid': {
    title: '{file} ist kein Ed25519-Schlüssel',
    next: 'So entsteht einer: openssl genpkey -algorithm ed25519 -out key.pem',
  },
  'target-unknown': { title: 'Das Zielgerät „{target}“ gibt es nicht', next: 'Wählen Sie eines von: {targets}.' },
  'plan-invalid': {
    title: '{file} ist kein Bauplan: {reason}',
    next: 'docs/builds.md zeigt einen.',
  },
  'image-not-for-target': {
    title: 'Für {target} gibt es kein .{format}-Abbild',
    next: 'Schreiben Sie „flash“ mit der Adresse (und für UF2 der Familie des Bootloaders) in die Datei des Ziels, oder exportieren Sie ohne das Abbild.',
  },
  'over-budget': {
    title: 'Das Bundle überschreitet das Budget von {target}',
    next: 'Lassen Sie Themen weg, oder wählen Sie ein größeres Zielgerät.',
  },
  'gate-closed': {
    title: 'Das darf noch nicht freigegeben werden: {reasons}',
    next: 'Beheben Sie das, oder exportieren Sie ohne --release für die Entwicklung.',
  },
  'model-missing': {
    title: 'Das Modell „{model}“ ist nicht installiert',
    next: '„npm run setup“ baut es, oder fügen Sie das Modellpaket hinzu.',
  },
  'model-damaged': { title: 'Das Modell „{model}“ ist beschädigt ({file})', next: '„npm run setup“ baut es neu.' },
  'language-not-supported': {
    title: 'Für die Sprache „{language}“ gibt es kein Sprachmodell',
    next: 'Tippen geht weiterhin; für Sprache fügen Sie ein Modellpaket hinzu.',
  },
  'worker-stopped': {
    title: 'Der Hintergrundprozess wurde beendet',
    next: 'Er läuft wieder und nichts ist verloren; versuchen Sie es noch einmal.',
  },
  'not-allowed': {
    title: 'Das ist nicht erlaubt',
    next: 'Das ist eine Sicherheitsgrenze der App; melden Sie es, wenn Sie es brauchen.',
  },
}

export const errorTexts = { en, de } as const

/** One line in English for a terminal: what happened, and what to do next. */
export function errorLine(error: AppError): string {
  const { title, next } = en[error.code]
  return `${filled(title, error)}. ${filled(next, error)}`
}

function filled(text: string, error: AppError): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => oneLine(String(error.details[name] ?? 'it')))
}

const oneLine = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '')
  return flat.length > 300 ? `${flat.slice(0, 299)}…` : flat
}
