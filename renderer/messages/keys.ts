// Types of the messages: `Messages` is the shape that every language must have, `MessageKey` a path of it ("nav.topics").
// Example: adding a text to en.ts alone does not compile, because de.ts `satisfies Messages`.

import type { en } from './en.ts'

export type Shape<Texts> = { readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Shape<Texts[Key]> }
type PathOf<Texts, Prefix extends string = ''> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? `${Prefix}${Key}` : PathOf<Texts[Key], `${Prefix}${Key}.`>
}[keyof Texts & string]

export type Messages = Shape<typeof en>
export type MessageKey = PathOf<typeof en>
