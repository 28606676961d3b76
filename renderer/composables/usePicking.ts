// Lines of a tree + cursor -> which leaves are picked, as lists everywhere do it: Ctrl adds or takes one away, Shift picks the row of them
// from where one began, a plain choice ends it.
// Example: picking.toggle(line) after Ctrl+click; picking.extendTo(line) after Shift+ArrowDown -> emits the keys.
// Trap: the row begins at the anchor, the line that was last chosen or toggled; the cursor walks away from it.

export interface Pickable {
  key: string
  /** Only of lines that hold others: those are never picked. */
  isOpen?: boolean
}

interface Picking {
  lines: () => readonly Pickable[]
  picked: () => ReadonlySet<string>
  /** What is open while nothing is picked: the first of a pair. */
  chosen: () => string | null
  pick: (keys: string[]) => void
}

export function usePicking({ lines, picked, chosen, pick }: Picking) {
  let anchor: string | null = null

  const isLeaf = ({ isOpen }: Pickable): boolean => isOpen === undefined
  const begun = (): Set<string> => {
    const open = chosen()
    return new Set(picked().size > 0 ? picked() : open === null ? [] : [open])
  }

  return {
    begin(line: Pickable): void {
      anchor = line.key
      if (picked().size > 0) pick([])
    },
    toggle(line: Pickable): void {
      if (!isLeaf(line)) return
      const keys = begun()
      if (!keys.delete(line.key)) keys.add(line.key)
      anchor = line.key
      pick([...keys])
    },
    extendTo(line: Pickable): void {
      const all = lines()
      const from = all.findIndex(({ key }) => key === (anchor ?? chosen()))
      const to = all.findIndex(({ key }) => key === line.key)
      if (to < 0) return
      const row = all.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)
      pick(row.filter(isLeaf).map(({ key }) => key))
    },
    clear(): boolean {
      if (picked().size === 0) return false
      pick([])
      return true
    },
  }
}
