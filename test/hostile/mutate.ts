// A seed -> one hostile file: a good PDF or a good project, spoiled as disks, mail and people of bad will spoil them.
// Example: mutatedPdf(sources, 17) -> { how: 'references', bytes }. The same seed gives the same bytes.

import { execFileSync } from 'node:child_process'
import { lstat, mkdir, readFile, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { randomFrom } from '../../shared/random.ts'
import { makePdf, rawPdf } from '../unit/pdf/makePdf.ts'

type Random = () => number
const below = (random: Random, limit: number): number => Math.floor(random() * limit)
const pick = <Value>(random: Random, values: readonly Value[]): Value => values[below(random, values.length)]!

// ---------------------------------------------------------------- PDFs

const words = [
  '/Type',
  '/Page',
  '/Pages',
  '/Kids',
  '/Contents',
  '/Length',
  '/Filter',
  '/FlateDecode',
  '/Font',
  '/Resources',
]
const numbers = ['0', '-1', '1', '65535', '2147483648', '99999999999', '1e30', '0.0000001', '-2147483649']

const pdfMutations: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  bytes: (bytes, random) => {
    for (let count = 1 + below(random, 40); count > 0; count--) bytes[below(random, bytes.length)] = below(random, 256)
    return bytes
  },
  cut: (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  hole: (bytes, random) => {
    const at = below(random, bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 4000))])
  },
  twice: (bytes, random) => {
    const at = below(random, bytes.length)
    return Buffer.concat([bytes.subarray(0, at + 3000), bytes.subarray(at)])
  },
  references: (bytes, random) => replaced(bytes, random, /\b\d{1,4} 0 R\b/g, () => `${1 + below(random, 60)} 0 R`),
  numbers: (bytes, random) =>
    replaced(bytes, random, /(?<=[[ ])-?\d+(\.\d+)?(?=[\] \n])/g, () => pick(random, numbers)),
  names: (bytes, random) => replaced(bytes, random, /\/[A-Z][A-Za-z]+/g, () => pick(random, words)),
  appended: (bytes, random) =>
    Buffer.concat([bytes, bytes.subarray(below(random, bytes.length)), Buffer.from('\nstartxref\n7\n%%EOF\n')]),
}

/** Up to five places of a pattern; latin1 keeps every byte as it is. */
function replaced(bytes: Buffer, random: Random, pattern: RegExp, by: () => string): Buffer {
  const text = bytes.toString('latin1')
  const places = [...text.matchAll(pattern)]
  const chosen = new Set(Array.from({ length: 5 }, () => below(random, Math.max(1, places.length))))
  let at = -1
  return Buffer.from(
    text.replace(pattern, (found) => (chosen.has(++at) ? by() : found)),
    'latin1',
  )
}

export interface HostilePdf {
  how: string
  bytes: Uint8Array
}

export function mutatedPdf(sources: readonly Uint8Array[], seed: number): HostilePdf {
  const random = randomFrom(seed)
  for (let warm = 0; warm < 3; warm++) random() // neighbouring seeds begin alike
  const how = pick(random, Object.keys(pdfMutations))
  return { how, bytes: new Uint8Array(pdfMutations[how]!(Buffer.from(pick(random, sources)), random)) }
}

/** Compressed, and written out plainly, where numbers and names can be found. */
export async function goodPdfs(): Promise<Uint8Array[]> {
  const sample = new Uint8Array(await readFile(join(import.meta.dirname, '../../assets/sample/manual.pdf')))
  const draw = (pdf: PDFKit.PDFDocument): void => {
    pdf.fontSize(18).text('Cleaning the filter').fontSize(10)
    for (let step = 1; step <= 12; step++) pdf.text(`${step}. Turn the filter and rinse it under the tap.`)
    pdf.addPage().fontSize(18).text('Descaling').fontSize(10).text('WARNING! Hot steam. Unplug the appliance first.')
    pdf.outline.addItem('Cleaning').addItem('Descaling')
  }
  return [sample, await makePdf(draw, { compress: false }), await makePdf(draw, { compress: true })]
}

/** What no mutation finds: bombs and loops, written by hand. */
export function craftedPdfs(): HostilePdf[] {
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>'
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
  const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
  const stream = (text: string, more = ''): string => `<< /Length ${text.length} ${more}>>\nstream\n${text}\nendstream`
  const words = 'BT /F 12 Tf 20 300 Td (Open the lid and fill in salt.) Tj ET'
  const pdf = (objects: string[]): Uint8Array => rawPdf(objects, '/Root 1 0 R')
  const bomb = Buffer.from(deflateSync(deflateSync(Buffer.alloc(300_000_000, 0x20)))).toString('latin1')
  const latin = (objects: string[]): Uint8Array =>
    new Uint8Array(Buffer.from(new TextDecoder('latin1').decode(pdf(objects)), 'latin1'))
  return [
    {
      how: 'kids loop',
      bytes: pdf([catalog, '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>', page, stream(words), font]),
    },
    {
      how: 'a million pages',
      bytes: pdf([catalog, '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>', page, stream(words), font]),
    },
    { how: 'huge page', bytes: pdf([catalog, pages, page.replace('300 400', '1e9 1e9'), stream(words), font]) },
    { how: 'empty page box', bytes: pdf([catalog, pages, page.replace('300 400', '0 0'), stream(words), font]) },
    {
      how: 'flate bomb',
      bytes: latin([catalog, pages, page, stream(bomb, '/Filter [/FlateDecode /FlateDecode] '), font]),
    },
    {
      how: 'contents loop',
      bytes: pdf([
        catalog,
        pages,
        page.replace('/Contents 4 0 R', '/Contents [4 0 R 3 0 R 4 0 R]'),
        stream(words),
        font,
      ]),
    },
    {
      how: 'outline loop',
      bytes: pdf([
        '<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>',
        ...[pages, page, stream(words), font],
        '<< /First 7 0 R /Last 7 0 R >>',
        '<< /Title (Again) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>',
      ]),
    },
    {
      how: 'form in itself',
      bytes: pdf([
        catalog,
        pages,
        page.replace('/Font', '/XObject << /X 6 0 R >> /Font'),
        stream(`/X Do ${words}`),
        font,
        stream('/X Do', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> '),
      ]),
    },
    { how: 'deep brackets', bytes: pdf([catalog, pages, page, stream(`${'q '.repeat(10_000)}${words}`), font]) },
    {
      how: 'nested arrays',
      bytes: pdf([
        catalog,
        pages,
        page.replace('/Parent', `/X ${'['.repeat(20_000)}${']'.repeat(20_000)} /Parent`),
        stream(words),
        font,
      ]),
    },
    {
      how: 'a million letters',
      bytes: pdf([catalog, pages, page, stream(`BT /F 1 Tf ${'(a) Tj '.repeat(300_000)} ET`), font]),
    },
    {
      how: 'code in the text',
      bytes: pdf([
        catalog,
        pages,
        page,
        stream('BT /F 12 Tf 20 300 Td (<img src=x onerror=alert\\(1\\)> __proto__ =1+1 ${7*7}) Tj ET'),
        font,
      ]),
    },
  ]
}

// ---------------------------------------------------------------- projects

const values: unknown[] = [
  null,
  -1,
  1e308,
  '',
  'x'.repeat(2_000_000),
  [],
  {},
  true,
  [[[[[[]]]]]],
  '../../../etc/passwd',
  '\u0000',
]

/** The same place of a JSON document gets something else. */
function spoiled(text: string, random: Random): string {
  const document: unknown = JSON.parse(text)
  let at: unknown = document
  for (let depth = below(random, 5); ; depth--) {
    if (typeof at !== 'object' || at === null) return JSON.stringify(document)
    const holder = at as Record<string, unknown>
    const key = pick(random, Object.keys(holder).concat('added'))
    const next = holder[key]
    if (depth > 0 && typeof next === 'object' && next !== null) at = next
    else {
      holder[key] = pick(random, values)
      return JSON.stringify(document)
    }
  }
}

const polluting = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'

const folderMutations: Record<string, (file: string, random: Random, outside: string) => Promise<unknown>> = {
  bytes: async (file, random) => {
    const bytes = await readFile(file)
    for (let count = 5; count > 0; count--) bytes[below(random, bytes.length)] = below(random, 256)
    await writeFile(file, bytes)
  },
  cut: async (file, random) => truncate(file, below(random, (await readFile(file)).length)),
  value: async (file, random) => writeFile(file, spoiled(await readFile(file, 'utf8').then(jsonOr), random)),
  pollution: (file) => writeFile(file, polluting),
  nested: (file) => writeFile(file, '['.repeat(200_000)),
  gone: (file) => rm(file),
  folder: async (file) => {
    await rm(file)
    await mkdir(file)
  },
  link: async (file, _, outside) => {
    await rm(file)
    await symlink(outside, file)
  },
  pipe: async (file) => {
    await rm(file)
    execFileSync('mkfifo', [file])
  },
  huge: (file) => truncate(file, 3_000_000_000), // a sparse file
}
const jsonOr = (text: string): string => {
  try {
    JSON.parse(text)
    return text
  } catch {
    return '{}'
  }
}

/** Spoils one to three files of a project, or plants a journal that names files outside of it. Returns what was done. */
export async function spoilProject(folder: string, seed: number, outside: string): Promise<string> {
  const random = randomFrom(seed)
  for (let warm = 0; warm < 3; warm++) random()
  if (seed % 10 === 0) return plantJournal(folder, random, outside)
  const done: string[] = []
  for (let count = 1 + below(random, 3); count > 0; count--) {
    const topics = (await readdir(join(folder, 'topics')).catch(() => [])).map((name) => join('topics', name))
    const manuals = (await readdir(join(folder, 'manuals')).catch(() => [])).map((name) => join('manuals', name))
    const name = pick(random, ['project.json', 'project.json', ...topics.slice(0, 12), ...manuals])
    const how = pick(random, Object.keys(folderMutations))
    if (!(await isPlain(join(folder, name)))) continue // through a link of ours the next change would leave the folder
    done.push(`${how} ${name}`)
    await folderMutations[how]!(join(folder, name), random, outside)
  }
  return done.join(', ')
}

const isPlain = (file: string): Promise<boolean> =>
  lstat(file).then(
    (found) => found.isFile() && found.size > 0,
    () => false,
  )

async function plantJournal(folder: string, random: Random, outside: string): Promise<string> {
  const target = pick(random, [
    outside,
    '../canary.txt',
    'topics/../../canary.txt',
    '/etc/plainspoken',
    'project.json\u0000x',
    '',
  ])
  await mkdir(join(folder, '.journal'), { recursive: true })
  await writeFile(join(folder, '.journal/0'), 'planted')
  await writeFile(
    join(folder, '.journal/commit.json'),
    JSON.stringify({ files: [{ path: target, content: '0' }], [target]: '0' }),
  )
  return `journal to ${JSON.stringify(target).slice(0, 40)}`
}
