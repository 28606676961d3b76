// package.json + lock file + out/models -> everything of others that ships in the app, with its licence: for the SBOM (CycloneDX 1.5),
// the licence file beside the app, and the window's About. Example: { name: 'vue', version: '3.5.45', licence: 'MIT', text: '…' }.
// Trap: what Vite builds in stands in devDependencies, as electron-builder would otherwise ship it twice; test/unit/docs/thirdParties.test.ts
// compares the list with the sources, test/e2e/packaged.test.ts with the packages inside a packaged app.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ThirdParty {
  kind: 'library' | 'model' | 'framework'
  name: string
  version: string
  licence: string
  /** The licence itself, as its authors ship it. */
  text: string
  /** SHA-512 of the npm package, in hex; empty where the part is made here from one. */
  sha512: string
}

interface Locked {
  version: string
  license?: string
  integrity?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/**
 * What Vite builds in: the packages of the page, and the small ones of worker and CLI, which every command loads (some eighty files to find and
 * read otherwise; a start takes 0.4 s of processor time instead of 0.7).
 */
export const builtInPackages = [
  '@bjorn3/browser_wasi_shim',
  '@fontsource-variable/inter',
  '@lucide/vue',
  '@noble/hashes',
  '@tanstack/vue-virtual',
  'commander',
  'csv-parse',
  'csv-stringify',
  'd3-hierarchy',
  'd3-scale',
  'd3-shape',
  'minisearch',
  'pinia',
  'reka-ui',
  'saxes',
  'valibot',
  'vue',
  'vue-i18n',
  'vue-router',
  'yauzl',
]
/** Used by install scripts only, which never run; electron-builder.yml leaves them out. */
const notShipped = new Set(['adm-zip', 'global-agent'])
const licenceFile = /^(licen[cs]e|copying)(\.(md|txt|mit))?$/i

export function thirdParties(root: string): ThirdParty[] {
  const { dependencies } = json<{ dependencies: Record<string, string> }>(join(root, 'package.json'))
  const { packages } = json<{ packages: Record<string, Locked> }>(join(root, 'package-lock.json'))
  const places = new Set<string>()
  for (const name of [...Object.keys(dependencies), ...builtInPackages]) visit(name, '')
  const libraries = [...places].map((place) => libraryAt(root, place, packages[place]!))
  const electron = packages['node_modules/electron']
  return [...libraries, ...models(root), ...(electron ? [electronItself(electron)] : [])].sort(byName)

  /** Node's own way to find a package: in the nearest node_modules, then further up. */
  function visit(name: string, from: string): void {
    if (notShipped.has(name)) return
    const place = `${from}${from === '' ? '' : '/'}node_modules/${name}`
    const locked = packages[place]
    if (!locked) {
      if (from !== '') visit(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
      return
    }
    if (places.has(place) || !existsSync(join(root, place))) return
    places.add(place)
    const { dependencies = {}, optionalDependencies = {} } = locked
    for (const inner of Object.keys({ ...dependencies, ...optionalDependencies })) visit(inner, place)
  }
}

export function sbomOf(parts: readonly ThirdParty[], version: string): string {
  const components = parts.map(({ kind, name, version: of, licence, sha512 }) => ({
    type: kind === 'model' ? 'machine-learning-model' : kind,
    'bom-ref': `${name}@${of}`,
    name,
    version: of,
    licenses: /^[\w.+-]+$/.test(licence) ? [{ license: { id: licence } }] : [{ expression: licence }],
    ...(kind === 'model' ? {} : { purl: `pkg:npm/${name.replace('@', '%40')}@${of}` }),
    ...(sha512 ? { hashes: [{ alg: 'SHA-512', content: sha512 }] } : {}),
  }))
  const application = { type: 'application', 'bom-ref': 'plainspoken', name: 'Plainspoken', version }
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: application }, components }, null, 2)}\n`
}

export function licenceTexts(parts: readonly ThirdParty[]): string {
  const line = '─'.repeat(80)
  return parts
    .map(({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}\n`)
    .join('\n')
}

function libraryAt(root: string, place: string, { version, license, integrity }: Locked): ThirdParty {
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const folder = join(root, place)
  const file = readdirSync(folder).find((entry) => licenceFile.test(entry))
  const licence = license ?? json<{ license?: string }>(join(folder, 'package.json')).license ?? 'NOASSERTION'
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `${licence}. This package carries no licence text of its own.`
  return { kind: 'library', name, version, licence, text, sha512: hexOf(integrity) }
}

function models(root: string): ThirdParty[] {
  const folder = join(root, 'out/models')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, 'manifest.json')))
    .map((id) => {
      const { name, licence, source } = json<{ name: string; licence: string; source: string }>(
        join(folder, id, 'manifest.json'),
      )
      const text = readFileSync(join(folder, id, 'LICENCE'), 'utf8').trim()
      return {
        kind: 'model',
        name: `${name} (${id})`,
        version: source.slice(source.lastIndexOf('@') + 1),
        licence,
        text,
        sha512: '',
      }
    })
}

/** Its binary carries its own texts, LICENSE.electron.txt and LICENSES.chromium.html, beside the program. */
function electronItself({ version, integrity }: Locked): ThirdParty {
  const text = 'See LICENSE.electron.txt and LICENSES.chromium.html beside the program.'
  return { kind: 'framework', name: 'electron', version, licence: 'MIT', text, sha512: hexOf(integrity) }
}

const hexOf = (integrity = ''): string =>
  integrity.startsWith('sha512-') ? Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex') : ''

const byName = (left: ThirdParty, right: ThirdParty): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : 0

function json<Value>(file: string): Value {
  return JSON.parse(readFileSync(file, 'utf8')) as Value
}
