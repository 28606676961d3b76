// grammar.txt -> sentences. Example: new Grammar(text, chance).say('trouble') -> "the coffee machine is leaking again"
// Trap: chance is seeded, so the same text and seed give the same sentences in the same order.

/** Numbers in [0, 1): mulberry32, by Tommy Ettinger (public domain). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export class Grammar {
  readonly #ways = new Map<string, string[]>()

  constructor(
    text: string,
    readonly chance: () => number,
  ) {
    let rule: string[] = []
    for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      const heading = /^(\w+):(.+)$/.exec(line)
      if (heading) this.#ways.set(heading[1] ?? '', (rule = []))
      rule.push(...waysOf(heading?.[2] ?? line))
    }
  }

  /** One of the ways of a rule, drawn evenly, with its rules in it said too. "{Part}" is "{part}" with a capital. */
  say(rule: string): string {
    const way = this.pick(this.#ways.get(rule.toLowerCase()) ?? [])
    const said = way.replace(/\{(\w+)\}/g, (_, inner: string) => this.say(inner))
    return /^[A-Z]/.test(rule) ? said.charAt(0).toUpperCase() + said.slice(1) : said
  }

  pick<One>(from: readonly One[]): One {
    const chosen = from[Math.floor(this.chance() * from.length)]
    if (chosen === undefined) throw new TypeError('nothing to choose from')
    return chosen
  }
}

/** "4| it / the door" -> it, it, it, it, the door */
function waysOf(line: string): string[] {
  return line.split(' / ').flatMap((part) => {
    const [, times, way] = /^(?:(\d+)\|)?(.+)$/.exec(part.replace(/^\s*\/\s/, '').trim()) ?? []
    return way === undefined ? [] : Array.from({ length: Number(times ?? 1) }, () => way.trim())
  })
}
