// Code of a finding -> German. The worker itself says each finding in English; a code without a text here is shown in its words.

export const findingsDe: Readonly<Record<string, string>> = {
  'topic-empty': 'Das Thema sagt nichts. Fügen Sie einen Schritt hinzu, oder nehmen Sie es aus der Sprachausgabe.',
  'topic-without-phrases': 'Niemand kann nach diesem Thema fragen. Fügen Sie eine Frage hinzu.',
  'hazard-silent': 'Eine Gefahr hat keinen gesprochenen Text. Schreiben Sie, was das Gerät sagen muss.',
  'step-silent': 'Ein Schritt hat keinen gesprochenen Text. Schreiben Sie einen, oder entfernen Sie den Schritt.',
  'step-refers-to-figure':
    'Ein Schritt verweist auf ein Bild, das niemand hören kann. Sagen Sie in Worten, was es zeigt.',
  'sentence-too-long': 'Ein Satz ist zu lang zum Zuhören. Teilen Sie ihn.',
  'sign-not-spoken': 'Ein Schritt enthält ein Zeichen, das keine Stimme lesen kann. Schreiben Sie es in Worten.',
  'code-missing': 'Das Thema behandelt einen Fehlercode, nennt aber keinen. Ergänzen Sie den Code.',
  'title-shared': 'Mehrere Themen heißen so. Geben Sie jedem einen eigenen Titel, damit man wählen kann.',
  'code-without-topic':
    'Hier wird ein Fehlercode genannt, den kein Thema erklärt. Ergänzen Sie ein Thema dafür, oder prüfen Sie den Code.',
  'phrase-shared':
    'Eine Frage gehört auch zu einem anderen Thema. Ändern Sie eine der beiden, oder legen Sie die Themen zusammen.',
}
