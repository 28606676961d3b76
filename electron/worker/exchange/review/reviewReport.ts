// Project -> the report that a safety officer reads and signs: HTML or PDF, by the extension of the file.
// Example: await writeReview(store, { file: 'review.pdf', language: 'en' }, work). Read, then compute, then write: a cancelled one leaves nothing.

import { extname } from 'node:path'
import type { Project, Work } from '../../../../shared/domain.ts'
import { AppError } from '../../../../shared/errors.ts'
import { writeFileWhole } from '../../files/writeWhole.ts'
import type { ProjectStore } from '../../project/projectStore.ts'
import { Cropper } from './crops.ts'
import { htmlHead, htmlOfTopic, htmlTail } from './reviewHtml.ts'
import { reviewWords } from './reviewWords.ts'
import type { ReviewWords } from './reviewWords.ts'

export interface ReviewOptions {
  file: string
  /** Of the report's own words. */
  language: 'en' | 'de'
}

/** Errors: no-topics, file-not-writable, disk-full. */
export async function writeReview(store: ProjectStore, { file, language }: ReviewOptions, work: Work): Promise<void> {
  const { project } = store
  if (project.topics.length === 0) throw new AppError('no-topics')
  const words = reviewWords[language]
  const pdf = extname(file).toLowerCase() === '.pdf' ? await pdfReport(project, words) : null
  const html = [htmlHead(project, words)]
  const cropper = new Cropper(store)
  try {
    for (const [at, topic] of project.topics.entries()) {
      work.signal.throwIfAborted()
      work.report(at / project.topics.length, 'pages')
      const crops = await cropper.cropsOf(topic, work.signal)
      if (pdf) pdf.add(topic, crops)
      else html.push(htmlOfTopic(topic, crops, words))
    }
  } finally {
    await cropper.close()
  }
  const content = pdf ? Buffer.from(await pdf.bytes()) : [...html, htmlTail].join('')
  await writeFileWhole(file, content)
}

/** The library that writes PDFs takes half a second to load; whoever wants none need not wait for it. */
async function pdfReport(project: Project, words: ReviewWords) {
  const { ReviewPdf } = await import('./reviewPdf.ts')
  return new ReviewPdf(project, words)
}
