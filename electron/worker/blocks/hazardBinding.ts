// Candidates in reading order -> blocks, each hazard with the sentences that belong to it.
// Example: [hazard "WARNING"] [bullet a] [bullet b] in one box -> one hazard "a b".
// Trap: a bare signal word whose text went elsewhere would be spoken as "Warning." and nothing else.

import type { Block, HazardBlock } from '../../../shared/domain.ts'
import type { Candidate } from './classify.ts'
import { bottom, union } from './geometry.ts'

export function hazardsJoined(all: readonly Candidate[]): Block[] {
  const candidates = withoutLegends(all)
  const blocks: Block[] = []
  for (let index = 0; index < candidates.length; index += 1) {
    const candidate = candidates[index]
    if (!candidate) continue
    if (candidate.block.kind !== 'hazard') {
      blocks.push(candidate.block)
      continue
    }
    if (isSaidAgain(candidate, candidates[index + 1])) continue
    const taken = followers(candidates, index)
    const hazard = joined(candidate.block, taken)
    if (explains.test(hazard.message)) blocks.push(asText(hazard))
    else blocks.push(...(isLongList(hazard, taken) ? hazardsOfList(candidate.block, taken) : [hazard]))
    index += taken.length
  }
  return blocks
}

/** A list that nobody listens to in one breath: each of its entries is a warning that can be heard alone. */
const isLongList = ({ message }: HazardBlock, taken: readonly Block[]): boolean =>
  taken.length >= 4 &&
  taken.every(({ kind, text }) => kind === 'bullet' && /[.!]["”’)]?$/.test(text)) &&
  message.split(' ').length > 90

function hazardsOfList(hazard: HazardBlock, taken: readonly Block[]): HazardBlock[] {
  const own = hazard.message === '' ? [] : [hazard]
  return [...own, ...taken.map(({ text, page, box }) => ({ ...hazard, text, message: text, page, box }))]
}

/** The word alone in the symbol's bar, and again before the text under it. */
const isSaidAgain = ({ block, passage }: Candidate, next: Candidate | undefined): boolean =>
  block.kind === 'hazard' &&
  block.message === '' &&
  next?.block.kind === 'hazard' &&
  next.block.signalWord === block.signalWord &&
  next.passage.frame === passage.frame

/** "Danger: leads to death. Warning: can lead to …": a list that explains the signal words warns of nothing. */
function withoutLegends(candidates: readonly Candidate[]): Candidate[] {
  const isLegend = new Set<Candidate>()
  for (let from = 0; from < candidates.length; from += 1) {
    const run: Candidate[] = []
    const seen = new Set<string>()
    for (const candidate of candidates.slice(from)) {
      const { block, passage } = candidate
      if (block.kind !== 'hazard' || passage.frame || block.message.length > 160 || seen.has(block.signalWord)) break
      seen.add(block.signalWord)
      run.push(candidate)
    }
    const explained = run.filter(({ block }) => saysWhatItMeans.test(block.text))
    const fewest = isTitleOfLegend(candidates[from - 1]) ? 2 : 3
    if (run.length >= fewest && explained.length * 2 > run.length) for (const candidate of run) isLegend.add(candidate)
  }
  for (const [at, candidate] of candidates.entries()) {
    const before = candidates[at - 1]?.block
    const isListed = before && (namesSymbols.test(before.text) || isLegend.has(candidates[at - 1] ?? candidate))
    if (candidate.block.kind === 'hazard' && isListed && isSignOnly(candidate.block)) isLegend.add(candidate)
  }
  return candidates.map((candidate) => {
    const { block } = candidate
    return block.kind === 'hazard' && isLegend.has(candidate) ? { ...candidate, block: asText(block) } : candidate
  })
}

/** "Marks and their meanings" */
const isTitleOfLegend = (candidate: Candidate | undefined): boolean =>
  candidate?.block.kind === 'heading' &&
  /(?:meanings?|signal words?|bedeutung(?:en)?|signalw[oö]rter?)(?!\p{L})/iu.test(candidate.block.text)

/** "The following symbols are used:" stands over a legend, whose triangle warns of nothing. */
const namesSymbols =
  /(?:symbols?|signs?|icons?|pictograms?|symbole[ns]?|zeichen|symboles|pictogrammes|simboli|símbolos)\b.*:$/iu
const isSignOnly = ({ text, message }: HazardBlock): boolean =>
  text.trimStart().startsWith('⚠') && text.includes(message) && !/[.!]$/.test(message) && message.length < 80

const saysWhatItMeans =
  /\b(?:indicat|mean|denot|lead|result|(?:could|can|may) cause|draws attention|weist|kennzeichn|bezeichn|bedeut|führ|signal|indiq|signifi|indica|segnal|señal|puede)/iu

/** The block as it would be without its signal word. */
function asText({ text: marked, page, box }: HazardBlock): Block {
  const text = marked.replace(/^[•\s]+/, '')
  return text === marked ? { kind: 'paragraph', text, page, box } : { kind: 'bullet', level: 1, text, page, box }
}

const explains =
  /^(?:this (?:symbol|word|sign)|(?:the )?symbol|dieses (?:symbol|zeichen|wort)|ce (?:symbole|mot)|questo simbolo|este símbolo)\b/i

function followers(candidates: readonly Candidate[], index: number): Block[] {
  const hazard = candidates[index]
  if (hazard?.block.kind !== 'hazard') return []
  const taken: Block[] = []
  const isBare = hazard.block.message === ''
  let last = hazard
  const [first] = candidates.slice(index + 1)
  const frame = isBare && first && isBoxBelow(hazard, first) ? first.passage.frame : hazard.passage.frame
  for (const next of candidates.slice(index + 1)) {
    const { block, passage } = next
    if (block.kind === 'hazard' || block.kind === 'table-row' || block.kind === 'toc-entry') break
    const isSameFrame = passage.frame === frame
    if (frame) {
      if (!isSameFrame) break
    } else if (!isSameFrame || !(goesOn(hazard.block, taken, block, isBare) || isBoldToo(last, next))) break
    taken.push(block)
    last = next
  }
  return taken
}

/** The word stands in a bar of its own, or above it; what it warns of is in the box that follows. */
const isBoxBelow = ({ passage }: Candidate, { block, passage: next }: Candidate): boolean =>
  next.frame !== null && next.frame !== passage.frame && (block.kind === 'bullet' || block.kind === 'paragraph')

/** A warning set in bold goes on in bold: its next sentence stands close below, flush with it. */
function isBoldToo({ passage: a }: Candidate, { block, passage: b }: Candidate): boolean {
  if (block.kind !== 'paragraph' || a.kind !== 'paragraph' || b.kind !== 'paragraph') return false
  const [above, below] = [a.paragraph, b.paragraph]
  const sizePt = below.lines[0]?.sizePt ?? 0
  const isClose = below.box.y - bottom(above.box) < 0.9 * sizePt && below.box.y > above.box.y
  return (
    isClose && Math.abs(above.box.x - below.box.x) < 3 && [...above.lines, ...below.lines].every((line) => line.isBold)
  )
}

/** Outside a box: bullets after the signal word, or the one paragraph after a bare signal word. */
function goesOn(hazard: HazardBlock, taken: readonly Block[], next: Block, isBare: boolean): boolean {
  if (next.kind === 'bullet')
    return isBare || hazard.message.endsWith(':') || taken.some((block) => block.text.endsWith(':'))
  if (!isBare || taken.length > 0) return false
  return next.kind === 'paragraph' || next.kind === 'heading'
}

function joined(hazard: HazardBlock, taken: readonly Block[]): HazardBlock {
  const sentences = taken.map((block) => (block.kind === 'step' ? `${block.marker} ${block.text}` : block.text))
  const parts = [hazard.message, ...sentences].filter(Boolean)
  // "Electrical shock hazard" and "Disconnect the mains plug" are two sentences when they are heard.
  const said = parts.map((part, at) => (/^\p{Lu}/u.test(parts[at + 1] ?? '') ? ended(part) : part))
  const text = [hazard.text, ...sentences].filter(Boolean).join(' ')
  return { ...hazard, text, message: said.join(' '), box: union([hazard.box, ...taken.map((block) => block.box)]) }
}

const ended = (text: string): string => (/[.!?:;,–-]["”’)]?$/.test(text) ? text : `${text}.`)
