// Blocks of a section -> the list by which an appliance is operated, as steps, although only bullets stand before them.
// Example: "• Switch on", "• Hold P for 5 seconds", "• The lamp flashes", "• Press P", "Setting is complete!" -> three steps and what is seen.
// Trap: most bullets are advice, which is in no order: one "Do not" or "If" among them says so.

import type { Block } from '../../../shared/domain.ts'
import { wordCount } from './draft.ts'

/** What stands before the list, the list (bullets that command are steps), and what comes after it. Null where there is none. */
export function operatedList(blocks: readonly Block[]): { before: Block[]; list: Block[]; after: Block[] } | null {
  const from = blocks.findIndex((_, at) => isOperated(bulletsFrom(blocks, at)))
  if (from < 0) return null
  const end = from + bulletsFrom(blocks, from).length
  const next = blocks[end]
  const to = next && isClosing(next) ? end + 1 : end
  let ordinal = 0
  const list = blocks.slice(from, to).map((block): Block => {
    const isStep = block.kind === 'bullet' && commands.test(block.text)
    return isStep ? { ...block, kind: 'step', marker: '•', ordinal: ++ordinal } : block
  })
  return { before: blocks.slice(0, from), list, after: blocks.slice(to) }
}

/** The bullets that begin at a block, with the warnings between them. */
function bulletsFrom(blocks: readonly Block[], from: number): Block[] {
  if (blocks[from]?.kind !== 'bullet' || blocks[from - 1]?.kind === 'bullet') return []
  const end = blocks.findIndex(({ kind }, at) => at > from && kind !== 'bullet' && kind !== 'hazard')
  return blocks.slice(from, end < 0 ? undefined : end)
}

function isOperated(list: readonly Block[]): boolean {
  const bullets = list.filter(({ kind }) => kind === 'bullet')
  const commanding = bullets.filter(({ text }) => commands.test(text))
  return commanding.length >= Math.max(3, 0.6 * bullets.length) && !bullets.some(({ text }) => advises.test(text))
}

/** "Setting is complete!" */
const isClosing = ({ kind, text }: Block): boolean => kind === 'paragraph' && wordCount(text) <= 5

/** What hands do to keys, doors and parts, one thing after the other. "Use", "clean" and "check" are in any order. */
const english =
  'press|push|hold|switch|turn|open|close|pull|lift|remove|take|insert|select|rotate|slide|unscrew|screw|loosen|release|touch|tap|unplug|plug|start|wait|swing|refit|confirm'
const german =
  'drücken|schalten|halten|drehen|öffnen|schließen|ziehen|nehmen|abnehmen|herausnehmen|setzen|einsetzen|wählen|einschalten|ausschalten|lassen|loslassen|warten'
const commands = new RegExp(
  `^(?:(?:then|now|first|next|gently|carefully|slowly|firmly|briefly) )?(?:${english})\\b|^(?:${german}) Sie\\b|^[^.!?]*\\s(?:${german})[.!]?$`,
  'iu',
)
const advises =
  /^(?:do not|don['’]t|never|always|only|avoid|if|when|in case|nicht|nie|niemals|immer|nur|wenn|falls)\b/iu
