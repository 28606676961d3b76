// Words by which a manual says what a heading or a column is about, in the languages that manuals come in.
// Example: isTroubleshooting('Was tun, wenn …') -> true.

const pattern = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})`, 'iu')

const troubleshooting = pattern(
  'trouble ?shoot|problems?(?!\\p{L})|faults?(?!\\p{L})|what to do|before (?:you )?call|frequently asked|faqs?(?!\\p{L})|häufig(?:e|er)? (?:gestellte )?fragen|common (?:issues|questions)|malfunction|fault finding|störung|fehlersuche|fehlerbehebung|was tun|problembehandlung|abhilfe|dépannage|pannes?|anomalies|guasti|risoluzione|averías|solución de problemas|storing',
)
const safety = pattern(
  'safety|warnings?(?!\\p{L})|cautions?(?!\\p{L})|precautions?|important (?:safety|safeguards)|hazards?|^(?:risks?|dangers?) (?:of|to)(?!\\p{L})|^dangers?$|sicherheit|vorsichtsma(?:ß|ss)nahmen|gefahr(?:en)? (?:durch|von|für)|\\p{L}+gefahr(?:en)?(?!\\p{L})|risques? (?:de|d’)|pericolo di|peligro de|riesgo de|warnhinweise|sécurité|sicurezza|seguridad|veiligheid',
)
const warranty = pattern(
  'warrant(?:y|ies)(?!\\p{L})|guarantees?(?!\\p{L})|garantie|gewährleistung|garanzia|garantía|terms and conditions',
)
const codeWords = pattern(
  '(?:error|fault|failure|display|fehler|störungs?)[ -]?(?:codes?|meldung|anzeige|messages?|display)|codes?(?!\\p{L})|code erreur|codice|código',
)
const symptomColumn = pattern(
  'problem|fault|symptom|trouble|malfunction|issue|störung|fehler|problème|panne|anomali|guasto|problema|avería|storing|was ist',
)
const causeColumn = pattern(
  '(?:possible |probable |likely )?(?:cause|reason)|why|meaning|description|(?:mögliche )?ursache|bedeutung|cause|causa|oorzaak',
)
const remedyColumn = pattern(
  'remed|solution|what to do|action|trouble ?shoot|correct|resolution|fix|check|measure|abhilfe|lösung|behebung|maßnahme|solution|remède|rimedi|soluzion|solución|oplossing',
)
const programmeColumn = pattern('program(?:me)?s?(?!\\p{L})|programm|cycles?(?!\\p{L})|mode')
const property = pattern(
  'temperature|temperatur|duration|dauer|time|zeit|load|beladung|consumption|verbrauch|energy|energie|water|wasser|spin|speed|soil|detergent|waschmittel|capacity',
)
const code =
  /(?<![\p{L}\p{N}])(?:\p{Lu}{1,2}[ -]?\d{1,3}\p{Lu}?|\p{Lu}\d{0,2}\p{Lu}\d{0,2}|\d{2,3}\p{Lu})(?![\p{L}\p{N}])/gu

/** A title or label that says only that something is remarked. */
export const noteWords = String.raw`notes?|tips?|hints?|remarks?|hinweise?|tipps?|anmerkung(?:en)?|remarques?`
export const isNoteWord = (text: string): boolean => noteWord.test(text)
/** What stands before the steps, as a title or as a label. */
export const isPreparatory = (text: string): boolean => preparatory.test(text)
const preparatory =
  /^(?:what you(?:['’]ll| will)? need|before you (?:start|begin)|(?:das|was) (?:brauchen|benötigen) Sie|bevor Sie (?:beginnen|anfangen)):?$/iu
const noteWord = new RegExp(String.raw`^(?:important |wichtige )?(?:${noteWords})$`, 'iu')

export const isTroubleshooting = (text: string): boolean => troubleshooting.test(text)
export const isSafety = (text: string): boolean => safety.test(text)
/** Its numbered clauses are nothing that one does. */
export const isOfWarranty = (text: string): boolean => warranty.test(text)
export const isAboutCodes = (text: string): boolean => codeWords.test(text)
export const isSymptomColumn = (text: string): boolean => symptomColumn.test(text)
export const isCauseColumn = (text: string): boolean => causeColumn.test(text)
export const isProgrammeColumn = (text: string): boolean => programmeColumn.test(text)
export const isProperty = (text: string): boolean => property.test(text)
export const isRemedyColumn = (text: string): boolean => remedyColumn.test(text)

/** Codes as printed, without spaces: "ER1 or E 2" -> ["ER1", "E2"]. Only those with a figure: "LED" and "OK" are words. */
export const codesIn = (text: string): string[] => [
  ...new Set((text.match(code) ?? []).map((found) => found.replace(/[ -]/g, '')).filter((found) => /\d/.test(found))),
]
