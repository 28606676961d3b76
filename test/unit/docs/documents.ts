// The repository -> its documents, and a document -> what a test can hold it to: samples of code, links, anchors, words in backticks.
// Example: fencesOf(text) -> [{ language: 'sh', code: 'npx plainspoken …', line: 12, marks: { 'not run': 'opens a window' } }].
// A mark is a comment above a sample: <!-- not run: why -->, <!-- exit 1 -->, <!-- schema: target -->.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../../..')
const foreign = new Set(['node_modules', 'out', 'dist', '.git', '.cache', 'golden'])

/** Paths of all Markdown files, from the root. */
export const documents: string[] = markdownUnder('.').sort()

function markdownUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : markdownUnder(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

export const readDocument = (path: string): string => readFileSync(join(root, path), 'utf8')

export interface Fence {
  language: string
  code: string
  line: number // of the opening fence, from 1
  marks: Record<string, string>
}

export function fencesOf(text: string): Fence[] {
  const fences: Fence[] = []
  let open: Fence | null = null
  let marks: Record<string, string> = {}
  for (const [at, line] of text.split('\n').entries()) {
    const fence = /^```(\S*)/.exec(line)
    if (open && fence) {
      fences.push(open)
      open = null
    } else if (open) open.code += `${line}\n`
    else if (fence) {
      open = { language: fence[1] ?? '', code: '', line: at + 1, marks }
      marks = {}
    } else {
      const mark = /^<!-- (not run|exit|schema):? (.+) -->$/.exec(line)
      if (mark) marks = { ...marks, [mark[1] ?? '']: mark[2] ?? '' }
      else if (line.trim()) marks = {}
    }
  }
  return fences
}

const withoutFences = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '')

/** `words` in backticks, outside of samples. */
export const codeSpansOf = (text: string): string[] =>
  [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)

/** Targets of links and pictures, outside of samples and backticks. */
export const linksOf = (text: string): string[] =>
  [
    ...withoutFences(text)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g),
  ].map(([, link, picture]) => link ?? picture ?? '')

/** Headings as GitHub names them: "Two commands" -> "two-commands". */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const base = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-')
    let anchor = base
    for (let again = 1; anchors.has(anchor); again++) anchor = `${base}-${again}`
    anchors.add(anchor)
  }
  return anchors
}
