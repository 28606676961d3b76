// npx tsx scripts/printTopics.ts manual.pdf [language] -> every topic as the device would say it, for reading a manual with a listener's ears.
// A .json file of PageBlocks[] serves in place of the PDF, so that the same blocks can be read again quickly.

import { readFile } from 'node:fs/promises'
import type { PageBlocks } from '../shared/domain.ts'
import { manualId } from '../shared/ids.ts'
import { openPdf } from '../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../electron/worker/pipeline/blocksFromPages.ts'
import { blocksInLanguage } from '../electron/worker/pipeline/blocksInLanguage.ts'
import { languagesOfBlocks } from '../electron/worker/pipeline/languagesOfBlocks.ts'
import { pagesFromPdf } from '../electron/worker/pipeline/pagesFromPdf.ts'
import { topicsFromBlocks } from '../electron/worker/pipeline/topicsFromBlocks.ts'
import { findingsOf } from '../electron/worker/topics/findings.ts'

const [file = 'assets/sample/manual.pdf', language = 'en'] = process.argv.slice(2)
const topics = topicsFromBlocks(blocksInLanguage(languagesOfBlocks(await blocksOf(file)), language), {
  manual: manualId('manual'),
  language,
})

for (const topic of topics) {
  const pages = [...new Set(topic.sources.map(({ page }) => page))].join(', ')
  console.log(`\n${topic.title}   [${topic.kind}, ${topic.id}, page ${pages}] ${topic.chapter.join(' › ')}`)
  console.log(`  asked: ${topic.phrases.map(({ text }) => text).join(' | ')}`)
  for (const { signalWord, spoken } of topic.hazards) console.log(`  ${signalWord.toUpperCase()}: ${spoken}`)
  topic.steps.forEach(({ spoken }, at) => console.log(`  ${topic.isProcedure ? `${at + 1}.` : '-'} ${spoken}`))
}

const counts = new Map<string, number>()
for (const { code } of findingsOf(topics)) counts.set(code, (counts.get(code) ?? 0) + 1)
console.log(`\n${topics.length} topics; findings: ${[...counts].map(([code, count]) => `${code} ${count}`).join(', ')}`)

async function blocksOf(path: string): Promise<PageBlocks[]> {
  const bytes = new Uint8Array(await readFile(path))
  if (path.endsWith('.json')) return JSON.parse(new TextDecoder().decode(bytes)) as PageBlocks[]
  const document = await openPdf(bytes, {})
  try {
    const work = { signal: new AbortController().signal, report: () => undefined }
    return blocksFromPages(await pagesFromPdf(document, {}, work))
  } finally {
    await document.close()
  }
}
