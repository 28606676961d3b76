// Stylesheets: each custom property that is used is one of ours (styles/tokens.css, or set by a component), or one that Reka sets on its popups.
// Trap: a name that nobody defines is no error in a browser; the text is just as large as its parent's.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '../../renderer')
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:css|vue|ts)$/.test(name))
  .map((name) => readFileSync(join(renderer, name), 'utf8'))
const namesIn = (pattern: RegExp): Set<string> =>
  new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name)))

it('use no custom property that nobody defines', () => {
  const defined = namesIn(/['"\s](--[a-z][a-z\d-]*)['"]?\s*:/g)
  const used = [...namesIn(/var\((--[a-z][a-z\d-]*)/g)].filter((name) => !name.startsWith('--reka-'))
  expect(used.length).toBeGreaterThan(20)
  expect(used.filter((name) => !defined.has(name))).toEqual([])
})
