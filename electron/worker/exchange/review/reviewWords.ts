// The few words of the printed review report, in the language of the app.

const en = {
  lead: 'Review report',
  topics: 'Topics',
  approved: 'approved',
  says: 'The device says',
  asked: 'Asked as',
  source: 'As printed, page {page}',
  notSpoken: 'not exported',
  status: { draft: 'draft', reviewed: 'reviewed', approved: 'approved' },
  signature: 'Checked by, date',
  comments: 'Comments',
}
export type ReviewWords = typeof en

export const reviewWords = {
  en,
  de: {
    lead: 'Prüfbericht',
    topics: 'Themen',
    approved: 'freigegeben',
    says: 'Das Gerät sagt',
    asked: 'Gefragt als',
    source: 'Wie gedruckt, Seite {page}',
    notSpoken: 'nicht exportiert',
    status: { draft: 'Entwurf', reviewed: 'geprüft', approved: 'freigegeben' },
    signature: 'Geprüft von, Datum',
    comments: 'Kommentare',
  },
} satisfies Record<'en' | 'de', ReviewWords>
