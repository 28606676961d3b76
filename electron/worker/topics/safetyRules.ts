// Blocks of a section -> whether they are rules of safety, whatever their title. Example: "Read this first" over "Do not wash curtains in it.",
// "Keep children away." and two more of that kind -> true. Numbered rules are no procedure: nobody does "step 4 of 17: never use it outdoors".
// Trap: one "do not" stands in many a procedure and in many a tip; only what is mostly so counts.

import type { Block } from '../../../shared/domain.ts'

const fewestEntries = 4

const orders =
  /^(?:never|do not|don['’]t|nie(?:mals)?|ne(?: jamais)?|non|no)\s|\b(?:must|should|may|shall) (?:not|never) |\b(?:niemals|dürfen? (?:\p{Ll}+ )*nicht|nicht \p{Ll}+)\b/iu

/** What becomes of a person; not of glasses or of laundry. */
const harms =
  /\b(?:electric(?:al)? shocks?|electrocut\p{L}+|injur(?:y|ies|ed)|burn(?:s|ed)? (?:you|yourself|your)|scald\p{L}*|suffocat\p{L}+|chok(?:e|es|ing)|explo(?:de|des|sion|sive)|risk of fire|(?:a|cause) fire|hazard(?:s|ous)?|poison\p{L}*|children|reduced (?:physical|sensory)|stromschl(?:ag|ags|ägen?)|verletz\p{L}+|verbrenn(?:ungen|en)|verbrühung\p{L}*|erstick\p{L}+|explo(?:sion|diert?|dieren)|brände?|brand(?:gefahr)?|vergift\p{L}+|lebensgefahr|kindern?)(?!\p{L})/iu

const isRule = ({ text }: Block): boolean => orders.test(text) || harms.test(text)

/** A list or a text whose entries mostly forbid, or say what may happen to a person. */
export function areSafetyRules(blocks: readonly Block[]): boolean {
  const entries = blocks.filter(({ kind }) => kind !== 'heading' && kind !== 'caption')
  const listed = entries.filter(({ kind }) => kind === 'bullet' || kind === 'hazard')
  const isMostly = (of: readonly Block[], holds: (block: Block) => boolean): boolean =>
    of.length >= fewestEntries && of.filter(holds).length * 2 > of.length
  return isMostly(listed, ({ text }) => orders.test(text)) || isMostly(entries, isRule)
}

/** Under a title about safety, a third of the numbered entries is enough. */
export function areNumberedRules(blocks: readonly Block[]): boolean {
  const steps = blocks.filter(({ kind }) => kind === 'step')
  const rules = steps.filter(({ text }) => forbids.test(text) || harms.test(text))
  return steps.length >= 3 && rules.length * 3 >= steps.length
}

/** Anywhere in an entry. */
const forbids =
  /\b(?:never|do not|don['’]t|must not|(?:is|are) not (?:intended|to be)|nie(?:mals)?|nicht|keine[nmr]?)(?!\p{L})/iu
