// Imports of the sources -> whose work the app ships: each package has its licence in About, in the SBOM and beside the app.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { builtInPackages, thirdParties } from '../../../scripts/package/thirdParties.ts'

const root = resolve(import.meta.dirname, '../../..')
const imported = /(?:from |import |import\(|@import )'([^.'#\0][^']*)'/g
/** Electron is listed with its own version; tsx runs the checkout's sources, never the app's. */
const listedElsewhere = new Set(['electron', 'tsx'])

function packagesIn(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  const texts = names
    .filter((name) => /\.(ts|vue|css)$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
  const code = texts.join('\n').replaceAll(/^\s*(\/\/|\*).*$/gm, '')
  return [...code.matchAll(imported)].map(([, from = '']) => from).filter((from) => !/^(node|virtual):/.test(from))
}

const nameOf = (from: string): string => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

it('every package that is built in is listed, and nothing else', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const used = new Set(['renderer', 'electron', 'shared'].flatMap(packagesIn).map(nameOf))
  const builtIn = [...used].filter((name) => !(name in manifest.dependencies) && !listedElsewhere.has(name))
  expect(builtIn.sort()).toEqual([...builtInPackages].sort())
})

it('each of them has its licence, and what it needs itself has one too', () => {
  const parts = thirdParties(root)
  for (const name of [...builtInPackages, 'd3-interpolate', 'xmlchars'])
    expect(parts.find((part) => part.name === name)?.text ?? `no ${name}`).toMatch(/permission|permitted|licen[cs]e/i)
})
