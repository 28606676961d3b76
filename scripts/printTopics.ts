// npx tsx scripts/printTopics.ts manual.pdf [language] -> every topic as the device would say it, for reading a manual with a listener's ears.

import { readFile } from 'node:fs/promises'
import { manualId } from '../shared/ids.ts'
import { topicsFromPdf } from '../electron/worker/pipeline/pipeline.ts'

const [file = 'assets/sample/manual.pdf', language = 'en'] = process.argv.slice(2)
const work = { signal: new AbortController().signal, report: () => undefined }
const { topics } = await topicsFromPdf(new Uint8Array(await readFile(file)), { manual: manualId('manual'), language }, work)
for (const topic of topics) {
  const pages = [...new Set(topic.sources.map(({ page }) => page))].join(', ')
  console.log(`\n${topic.title}   [${topic.kind}, ${topic.id}, page ${pages}] ${topic.chapter.join(' › ')}`)
  console.log(`  asked: ${topic.phrases.map(({ text }) => text).join(' | ')}`)
  for (const { signalWord, spoken } of topic.hazards) console.log(`  ${signalWord.toUpperCase()}: ${spoken}`)
  topic.steps.forEach(({ spoken }, at) => console.log(`  ${topic.isProcedure ? `${at + 1}.` : '-'} ${spoken}`))
}
console.log(`\n${topics.length} topics`)
