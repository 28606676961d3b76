// Handlers of device.* (and hearing.*, its ears): the simulated device of the open project. It always answers from exported bytes in the C runtime.

import type { Work } from '../../../shared/domain.ts'
import { Simulator } from '../device/simulator.ts'
import type { BuiltBundle } from '../exporting/buildBundle.ts'
import type { HandlersOf } from '../handlers.ts'
import { lexiconOf, pronounced } from '../topics/spokenText/pronounce.ts'
import { hearingHandlers } from './hearing.ts'
import type { Workspace } from '../workspace.ts'

export function deviceHandlers(workspace: Workspace): HandlersOf<'device' | 'hearing'> {
  let running: { built: BuiltBundle; simulator: Simulator } | null = null

  /** The device of the project as it is now: a change of the project is a new bundle, and a new bundle a new device. */
  async function simulator(work: Work): Promise<Simulator> {
    const built = await workspace.bundle(work)
    if (running?.built === built) return running.simulator
    await running?.simulator.close()
    running = { built, simulator: await Simulator.open({ bundle: built.bytes, engines: workspace.engines }) }
    return running.simulator
  }

  const speaker = () => workspace.engines.speaker(workspace.store.project.settings.language)

  return {
    'device.start': async (_, work) => {
      const { topicCount, vectorCount, threshold } = (await simulator(work)).describe()
      const { bytes, sha256 } = await workspace.bundle(work)
      return { topicCount, vectorCount, bundleBytes: bytes.length, sha256, threshold }
    },
    'device.ask': async ({ text }, work) => (await simulator(work)).ask(text),
    'device.command': async ({ command, number }, work) => (await simulator(work)).command(command, number),
    'device.cutShort': ({ said }) => {
      running?.simulator.cutShort(said) // a device that is not running said nothing
      return undefined
    },
    ...hearingHandlers(simulator, workspace.engines),
    'device.voices': async () => (await speaker()).voices,
    /** Out of the bundle where it has clips for it: what you hear is what you flash. */
    'device.speak': async ({ text, voice }, { signal }) =>
      running?.simulator.soundOf(text) ??
      (await speaker()).speak(pronounced(text, lexiconOf(workspace.store.project.settings)), {
        signal,
        ...(voice !== undefined && { voice }),
      }),
  }
}
