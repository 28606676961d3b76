// Call graphs that GCC writes beside its objects (-fcallgraph-info=su) -> the call that needs most stack, with all that it calls.
// Example: deepestCall('out/firmware/cortex-m55') -> { bytes: 968, calls: ['psp_session_ask_text', 'psp_static_encode', …] }
// Trap: only what is on the stack of our own functions: interrupts, libc and a callback of the caller's come on top.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface DeepestCall {
  bytes: number
  /** Outermost first. */
  calls: string[]
}

/** Throws where a function calls itself, directly or not: then nobody can say. */
export function deepestCall(folder: string): DeepestCall {
  const graphs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ci'))
  if (graphs.length === 0) throw new Error(`no call graph in ${folder}`)
  const text = graphs.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const own = new Map([...text.matchAll(/title: "([^"]+)" label: "[^"]*?(\d+) bytes/g)].map((match) => [match[1] ?? '', Number(match[2])]))
  const called = new Map<string, Set<string>>()
  for (const [, from = '', to = ''] of text.matchAll(/sourcename: "([^"]+)" targetname: "([^"]+)"/g))
    called.set(from, (called.get(from) ?? new Set()).add(to))
  const known = new Map<string, DeepestCall>()
  function from(name: string, above: readonly string[]): DeepestCall {
    if (above.includes(name)) throw new Error(`${nameOf(name)} calls itself`)
    const done = known.get(name)
    if (done) return done
    const below = [...(called.get(name) ?? [])].map((next) => from(next, [...above, name])).sort(deepestFirst)[0]
    const found = { bytes: (own.get(name) ?? 0) + (below?.bytes ?? 0), calls: [nameOf(name), ...(below?.calls ?? [])] }
    known.set(name, found)
    return found
  }
  const [deepest] = [...own.keys()].map((name) => from(name, [])).sort(deepestFirst)
  if (!deepest) throw new Error(`no function in the call graphs of ${folder}`)
  return deepest
}

const deepestFirst = (a: DeepestCall, b: DeepestCall): number => b.bytes - a.bytes
/** Static functions are "file.c:name". */
const nameOf = (title: string): string => title.slice(title.lastIndexOf(':') + 1)
