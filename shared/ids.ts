// string -> branded id. The only file where a string is cast to an id, so that a TopicId can't be passed for a ManualId.
// Example: topicId('descaling-3f2a') is a TopicId; passing it where a ManualId is wanted does not compile.

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type ManualId = Branded<'ManualId'>
export type TopicId = Branded<'TopicId'>

/** Ids are path and URL safe: lower-case letters, digits and hyphens, 1 to 80 characters. */
export const idPattern = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/

export const manualId = (text: string): ManualId => checked(text) as ManualId
export const topicId = (text: string): TopicId => checked(text) as TopicId

/** Human text -> id. Example: "Cleaning the filters" -> "cleaning-the-filters". Never empty: no letters gives "untitled". */
export function slug(text: string, maxLength = 48): string {
  const ascii = text
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return ascii.replace(/^-+/, '').slice(0, maxLength).replace(/-+$/, '') || 'untitled'
}

function checked(text: string): string {
  if (!idPattern.test(text)) throw new TypeError(`not an id: ${JSON.stringify(text)}`)
  return text
}
