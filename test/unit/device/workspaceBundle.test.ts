// A workspace -> the bundle of its project as it is when somebody asks, also while a change is being saved.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { Workspace } from '../../../electron/worker/workspace.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { quietWork } from '../speech/models.ts'

const lamp = topicOf('lamp', { title: 'The lamp', steps: stepsOf(['The lamp is lit while it runs.']) })

it('has in it what was changed just before, although that is still being saved', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plainspoken-'))
  const workspace = new Workspace(environmentOfCheckout())
  try {
    const settings = { name: 'Washer', language: 'en', target: 'rp2350-mcu', ranking: {} }
    const store = await ProjectStore.create(join(folder, 'project'), settings)
    await store.apply({ code: 'add-topic', details: {} }, (project) => ({ ...project, topics: [lamp] }))
    await workspace.open(store)
    await workspace.bundle(quietWork)
    const saving = store.apply({ code: 'change-settings', details: {} }, (project) => ({
      ...project,
      settings: { ...project.settings, prompts: { refusal: 'Please ask the kitchen.' } },
    }))
    const { bytes } = await workspace.bundle(quietWork)
    const device = await Simulator.open({ bundle: bytes, engines: workspace.engines })
    const { reply } = await device.ask('who won the match')
    expect(reply.utterances.map(({ text }) => text)).toEqual(['Please ask the kitchen.'])
    await saving
  } finally {
    await workspace.engines.close()
    await rm(folder, { recursive: true, force: true })
  }
})
