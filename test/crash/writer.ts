// A process that edits and saves as fast as the disk lets it, through the worker's own ProjectStore, until somebody kills it.
// argv: project folder, name, seed. stdout, one line each: "ready", "about <what> <number>" before a commit, "saved <what> <number>" after.
// Three kinds of change: one topic, all of its topics at once, a PDF together with its topic (as an import does).

import { writeSync } from 'node:fs'
import type { Deed, Project } from '../../shared/domain.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { manualPath } from '../../electron/worker/project/projectFiles.ts'
import { randomFrom } from '../../shared/random.ts'
import { topicsOfWriter } from './topicsOfWriter.ts'
import { topicOf } from '../topicOf.ts'

const deed: Deed = { code: 'edit-topic', details: {} }

const [, , folder = '', name = '', seed = '1'] = process.argv
const say = (line: string): number => writeSync(1, `${line}\n`) // synchronous: what was said is out before the next instruction
const random = randomFrom(Number(seed))
const ids = Array.from({ length: topicsOfWriter }, (_, at) => `${name}-${at}`)

// Above the loop, which has no end.
const steps = [{ written: 'Turn the tap. '.repeat(50), spoken: 'Turn the tap.', isEdited: true, sources: [] }]

const store = await ProjectStore.open(folder)
let number = Number(seed) * 100_000
say('ready')
for (;;) {
  number += 1
  const pick = random()
  const what = pick < 0.6 ? (ids[Math.floor(random() * ids.length)] ?? '') : pick < 0.8 ? 'all' : `${name}-pdf`
  const change = (project: Project): Project => {
    say(`about ${what} ${number}`)
    return (what === 'all' ? ids : [what]).reduce(numbered, project)
  }
  const pdf: [string, string] = [manualPath({ id: name }), `${number} `.repeat(20_000)]
  const extra = new Map(what === `${name}-pdf` ? [pdf] : [])
  await store.apply(deed, change, extra)
  say(`saved ${what} ${number}`)
}

function numbered(project: Project, id: string): Project {
  const { topics } = project
  const topic = topicOf(id, { title: String(number), steps, isProcedure: true })
  const isThere = topics.some((other) => other.id === id)
  return { ...project, topics: isThere ? topics.map((other) => (other.id === id ? topic : other)) : [...topics, topic] }
}
