// The kinds of things our sample manual is set from. The text in scripts/sample/manual/ is a list of these; layout.ts sets them in type.
// "\u00ad" (written ~ in the text) marks where a word may be broken at the end of a line.

export type SignalWord = 'DANGER' | 'WARNING' | 'CAUTION' | 'NOTICE'

export type SampleBlock =
  | { kind: 'chapter'; title: string } // starts a new page, across both columns
  | { kind: 'heading'; title: string }
  | { kind: 'text'; text: string }
  | { kind: 'steps'; steps: readonly (string | { text: string; parts: readonly string[] })[] }
  | { kind: 'bullets'; bullets: readonly string[] }
  | { kind: 'hazard'; signal: SignalWord; text: string }
  /** Set across both columns. `widths` are shares of the page. */
  | { kind: 'table'; head: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] }
  | { kind: 'figure'; draw: FigureName; caption: string }

export type FigureName = 'front' | 'filter' | 'panel' | 'dispenser'
