// app://plainspoken/<path> -> the file that it names inside a folder, or null: nothing outside is ever named.
// Example: fileOfUrl('app://plainspoken/assets/index.js', '/app/out/renderer') -> '/app/out/renderer/assets/index.js'.
// Trap: URLs arrive with encoded dots and slashes (%2e%2e%2f); the path is decoded once, then checked as a path.

import { isAbsolute, join, relative, sep } from 'node:path'

export const pageOrigin = 'app://plainspoken'
export const pageUrl = `${pageOrigin}/index.html`

/** Null for another host, a path that leaves the folder, or one that is no path. */
export function fileOfUrl(text: string, folder: string): string | null {
  if (originOf(text) !== pageOrigin) return null
  const path = decoded(new URL(text).pathname)
  if (path === null || /[\0\\:]/.test(path)) return null
  const file = join(folder, path === '/' ? 'index.html' : path)
  const inside = relative(folder, file)
  return inside === '' || inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside) ? null : file
}

/** URL.origin is "null" for app: in Node, so the parts are put together. Empty for what is no URL. */
export function originOf(text: string): string {
  try {
    const { protocol, host } = new URL(text)
    return `${protocol}//${host}`
  } catch {
    return ''
  }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null // a lone % or a broken sequence
  }
}
