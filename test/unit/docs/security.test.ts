// docs/security.md promises a test for each line; here they are looked up, and what no window has to prove is read in the sources.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument, root } from './documents.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|vue|html)$/.test(path))
    .map((path) => read(join(folder, path)))
const sources = [...sourcesIn('electron'), ...sourcesIn('renderer')]

describe('docs/security.md', () => {
  const proofs = [...readDocument('docs/security.md').matchAll(/`([\w./-]+\.ts)`: ([^|\n]+) \|/g)]

  it('has a line for each item of the checklist', () => {
    const items = [...readDocument('docs/security.md').matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number))
    expect(items).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  })

  it.each(proofs.map(([, file = '', title = '']) => ({ file, title })))(
    'names a test that exists: $title',
    ({ file, title }) => {
      expect(existsSync(join(root, file))).toBe(true)
      expect(read(file)).toContain(title)
    },
  )
})

describe('the program', () => {
  it('weakens no web preference', () => {
    for (const name of [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegration: true',
    ])
      expect(sources.filter((source) => source.includes(name))).toEqual([])
    expect(read('electron/main/appWindow.ts')).toContain('webSecurity: true')
  })

  it('has no webview', () => {
    expect(sources.filter((source) => source.includes('<webview'))).toEqual([])
    expect(read('electron/main/appWindow.ts')).toContain('webviewTag: false')
  })

  it('opens nothing outside', () => expect(sources.filter((source) => source.includes('openExternal'))).toEqual([]))

  it('ships the Electron that it is developed with', () => {
    const { devDependencies } = JSON.parse(read('package.json'))
    expect(read('electron-builder.yml')).toContain(`electronVersion: ${devDependencies.electron}`)
  })
})
