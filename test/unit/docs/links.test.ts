// No document points to what is not there: files, anchors, pictures, paths and npm scripts that it names.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsOf, codeSpansOf, documents, fencesOf, linksOf, readDocument, root } from './documents.ts'

const scripts = Object.keys((JSON.parse(readDocument('package.json')) as { scripts: object }).scripts)
const topLevel = new Set(readdirSync(root).filter((name) => !['out', 'dist', 'node_modules', '.cache'].includes(name)))

/** "electron/{main,preload}/index.ts" -> both. */
function alternatives(path: string): string[] {
  const braces = /^(.*?)\{([^}]+)\}(.*)$/.exec(path)
  if (!braces) return [path]
  const [, before = '', list = '', after = ''] = braces
  return list.split(',').flatMap((one) => alternatives(`${before}${one}${after}`))
}

/** A path with stars is there where its folder is. */
const isThere = (path: string): boolean =>
  existsSync(join(root, path.includes('*') ? dirname(path.slice(0, path.indexOf('*') + 1)) : path))

function isLinked(from: string, link: string): boolean {
  if (/^https:\/\//.test(link)) return true // no network in tests
  const [path = '', anchor] = link.split('#')
  const file = path ? normalize(join(dirname(from), path)) : from
  if (!existsSync(join(root, file))) return false
  return anchor === undefined || anchorsOf(readDocument(file)).has(anchor)
}

describe.each(documents)('%s', (path) => {
  const text = readDocument(path)

  it('links to what is there', () => {
    expect(linksOf(text).filter((link) => !isLinked(path, link))).toEqual([])
  })

  it('names files and folders that are there', () => {
    const named = codeSpansOf(text).filter((span) => /^[\w.@{},*-]+(\/[\w.@{},*-]+)+\/?$/.test(span))
    const ours = named.filter((span) => topLevel.has(span.split('/')[0] ?? ''))
    expect(ours.flatMap(alternatives).filter((span) => !isThere(span))).toEqual([])
  })

  it('names npm scripts and scripts of ours that are there', () => {
    const said = [...codeSpansOf(text), ...fencesOf(text).map(({ code }) => code)].join('\n')
    const npm = [...said.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)
    const tsx = [...said.matchAll(/npx tsx (\S+\.ts)/g)].map(([, file = '']) => file.replace(/^(\.\.\/)+/, ''))
    expect([...npm.filter((name) => !scripts.includes(name)), ...tsx.filter((file) => !isThere(file))]).toEqual([])
  })

  it('has no picture that nothing shows', () => {
    const folder = join(root, dirname(path), 'pictures')
    if (!existsSync(folder)) return
    const shown = documents.flatMap((other) => linksOf(readDocument(other)))
    const names = shown.filter((link) => link.endsWith('.png')).map((link) => link.split('/').at(-1))
    expect(readdirSync(folder).filter((name) => !names.includes(name))).toEqual([])
  })
})

it('the licence and the packages of the documents are named as package.json has them', () => {
  const { license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { license: string }
  expect(readDocument('README.md')).toContain(license)
})
