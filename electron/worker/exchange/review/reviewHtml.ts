// Project + crops -> one HTML file that opens anywhere and prints well: every topic beside the place it came from.
// Trap: everything in it is text of somebody's PDF: it is escaped, and a policy inside the file allows no script at all.

import { escapedMarkup } from '../../../../shared/markup.ts'
import type { Project, Topic } from '../../../../shared/domain.ts'
import type { Crop } from './crops.ts'
import type { ReviewWords } from './reviewWords.ts'

export function htmlHead(project: Project, words: ReviewWords): string {
  const { name, language } = project.settings
  const approved = project.topics.filter(({ status }) => status === 'approved').length
  return `<!doctype html>
<html lang="${escapedMarkup(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapedMarkup(`${name}: ${words.lead}`)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapedMarkup(name)}</h1>
<p class="lead">${escapedMarkup(words.lead)} · ${project.topics.length} ${escapedMarkup(words.topics)}, ${approved} ${escapedMarkup(words.approved)}</p>
`
}

export function htmlOfTopic(topic: Topic, crops: readonly Crop[], words: ReviewWords): string {
  const said = [
    ...topic.hazards.map((hazard) => `<p class="hazard ${hazard.signalWord}">${escapedMarkup(hazard.spoken)}</p>`),
    topic.steps.length === 0
      ? ''
      : topic.isProcedure
        ? `<ol>${topic.steps.map((step) => `<li>${escapedMarkup(step.spoken)}</li>`).join('')}</ol>`
        : topic.steps.map((step) => `<p>${escapedMarkup(step.spoken)}</p>`).join(''),
  ]
  const comments = (topic.comments ?? []).filter(({ isResolved }) => !isResolved)
  return `<section>
<h2>${escapedMarkup(topic.title)} <small>${escapedMarkup(words.status[topic.status])}${topic.isSpoken ? '' : `, ${escapedMarkup(words.notSpoken)}`}</small></h2>
<p class="chapter">${escapedMarkup([...topic.chapter, topic.id].join(' › '))}</p>
<div class="sides"><div>
<h3>${escapedMarkup(words.says)}</h3>
${said.join('\n')}
<h3>${escapedMarkup(words.asked)}</h3>
<p class="phrases">${topic.phrases.map(({ text }) => escapedMarkup(text)).join(' · ')}</p>
${comments.length > 0 ? `<h3>${escapedMarkup(words.comments)}</h3>` : ''}
${comments.map(({ by, text }) => `<p>${escapedMarkup(by)}: ${escapedMarkup(text)}</p>`).join('\n')}
<p class="signature">${escapedMarkup(words.signature)}</p>
</div><div>
${crops.map((crop) => figure(crop, words)).join('\n')}
</div></div>
</section>
`
}

export const htmlTail = '</body>\n</html>\n'

function figure({ page, jpeg, widthPt }: Crop, words: ReviewWords): string {
  const caption = escapedMarkup(words.source.replace('{page}', String(page)))
  const base64 = Buffer.from(jpeg).toString('base64')
  return `<figure><img alt="${caption}" width="${Math.round(widthPt * 1.33)}" src="data:image/jpeg;base64,${base64}"><figcaption>${caption}</figcaption></figure>`
}

const style = `
body { margin: 2rem auto; max-width: 70rem; padding: 0 1.5rem; font: 15px/1.5 system-ui, sans-serif; color: #15181c; }
h1 { margin: 0; font-size: 1.8rem; } h2 { margin: 0; font-size: 1.15rem; } h3 { margin: .8rem 0 .2rem; font-size: .75rem; color: #5b6470; }
small { font-weight: 400; color: #5b6470; } p, ol { margin: .3rem 0; } .lead, .chapter, .phrases, figcaption { color: #5b6470; }
.chapter { font-size: .8rem; } section { padding: 1.2rem 0; border-top: 1px solid #aeb6c0; break-inside: avoid; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; } figure { margin: .6rem 0; } figcaption { font-size: .75rem; }
img { max-width: 100%; height: auto; border: 1px solid #dde1e6; }
.hazard { padding: .3rem .6rem; border-left: 6px solid #0057b8; } .danger { border-color: #c8102e; } .warning { border-color: #ff8200; } .caution { border-color: #ffd100; }
.signature { margin-top: 2rem; padding-top: .2rem; border-top: 1px solid #868f9b; font-size: .75rem; color: #5b6470; max-width: 16rem; }
@media print { body { margin: 0; font-size: 10pt; } @page { margin: 18mm; } }
`
