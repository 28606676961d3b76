// A workspace -> bundle, plan and findings of its project as it is when somebody asks, also while a change is being saved.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import { planExport } from '../../../electron/worker/exporting/exportBundle.ts'
import { clashHandlers } from '../../../electron/worker/handlers/clashes.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { Workspace } from '../../../electron/worker/workspace.ts'
import type { Topic } from '../../../shared/domain.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { quietWork } from '../speech/models.ts'

const lamp = topicOf('lamp', { title: 'The lamp', steps: stepsOf(['The lamp is lit while it runs.']) })
const salt = topicOf('salt', { title: 'Filling in salt', steps: stepsOf(['Pour the salt into its container.']) })

let folder: string
let workspace: Workspace
let store: ProjectStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-'))
  workspace = new Workspace(environmentOfCheckout())
  const settings = { name: 'Washer', language: 'en', target: 'rp2350-mcu', ranking: {} }
  store = await ProjectStore.create(join(folder, 'project'), settings)
  await store.apply({ code: 'add-topic', details: {} }, (project) => ({ ...project, topics: [lamp, salt] }))
  await workspace.open(store)
  await workspace.bundle(quietWork)
})
afterAll(async () => {
  await workspace.engines.close()
  await rm(folder, { recursive: true, force: true })
})

const saving = (change: (lamp: Topic) => Topic) =>
  workspace.change({ code: 'edit-topic', details: {} }, (project) => ({
    ...project,
    topics: project.topics.map((topic) => (topic.id === lamp.id ? change(topic) : topic)),
  }))

it('has in its bundle what was changed just before, although that is still being saved', async () => {
  const saved = store.apply({ code: 'change-settings', details: {} }, (project) => ({
    ...project,
    settings: { ...project.settings, prompts: { refusal: 'Please ask the kitchen.' } },
  }))
  const { bytes } = await workspace.bundle(quietWork)
  const device = await Simulator.open({ bundle: bytes, engines: workspace.engines })
  const { reply } = await device.ask('who won the match')
  expect(reply.utterances.map(({ text }) => text)).toEqual(['Please ask the kitchen.'])
  await saved
})

it('asks a phrase that is still being saved, and keeps what it found', async () => {
  const saved = saving((topic) => ({ ...topic, phrases: [...topic.phrases, { text: salt.title, origin: 'author' }] }))
  await clashHandlers(workspace)['finding.ask'](undefined, { ...quietWork, path: null })
  const byAsking = workspace.findings().filter(({ code }) => code === 'topics-close' || code === 'phrase-elsewhere')
  expect(byAsking).toMatchObject([{ topic: lamp.id, part: 'phrase 1' }])
  await saved
})

it('holds back a release for an error in what is still being saved', async () => {
  const lineOf = async () => {
    const { gate } = await planExport(workspace, { target: 'rp2350-mcu', isDevelopment: true, key: null }, quietWork)
    return gate.lines.find(({ code }) => code === 'findings')
  }
  expect(await lineOf()).toMatchObject({ holds: true })
  const signOff = {
    status: 'approved' as const,
    by: 'A',
    at: '2026-11-30T12:00:00.000Z',
    contentHash: 'of another text',
  }
  const saved = saving((topic) => ({ ...topic, status: 'approved', signOffs: [signOff] }))
  expect(await lineOf()).toMatchObject({ holds: false })
  await saved
})
