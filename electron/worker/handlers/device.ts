// Handlers of device.* (and hearing.*, its ears): the simulated device of the open project. It always answers from exported bytes in the C runtime.

import type { ProjectSettings, Work } from '../../../shared/domain.ts'
import { Simulator } from '../device/simulator.ts'
import type { BuiltBundle } from '../exporting/buildBundle.ts'
import type { HandlersOf } from '../handlers.ts'
import { lexiconOf, pronounced } from '../topics/spokenText/pronounce.ts'
import { sentencesOf } from '../speech/speak.ts'
import { hearingHandlers } from './hearing.ts'
import type { Workspace } from '../workspace.ts'

export function deviceHandlers(workspace: Workspace): HandlersOf<'device' | 'hearing'> {
  let running: { built: BuiltBundle; simulator: Simulator } | null = null
  let wanted = '' // tag of a language

  /** The device of the project as it is now: a change of the project is a new bundle, and a new bundle a new device. */
  async function simulator(work: Work): Promise<Simulator> {
    const built = await workspace.bundle(work)
    const language = spokenBy(built, wanted)
    if (running?.built === built && running.simulator.describe().language === language) return running.simulator
    await running?.simulator.close()
    running = { built, simulator: await Simulator.open({ bundle: built.bytes, engines: workspace.engines, language }) }
    return running.simulator
  }

  /** Settings of the project whose language the device speaks; a voice can be chosen and heard before there is a project. */
  function spoken(): Pick<ProjectSettings, 'language' | 'lexicon'> {
    if (!workspace.isOpen) return { language: 'en' }
    const { settings } = workspace.store.project
    const language = running?.simulator.describe().language
    return running?.built.projects.find((project) => project.settings.language === language)?.settings ?? settings
  }

  const speaker = () => workspace.engines.speaker(spoken().language)

  return {
    'device.start': async ({ language }, work) => {
      wanted = language ?? wanted
      const { topicCount, vectorCount, threshold, ...spoken } = (await simulator(work)).describe()
      const { bytes, sha256 } = await workspace.bundle(work)
      const { language: tag, languages } = spoken
      return { topicCount, vectorCount, bundleBytes: bytes.length, sha256, threshold, language: tag, languages }
    },
    'device.ask': async ({ text }, work) => (await simulator(work)).ask(text),
    'device.command': async ({ command, number }, work) => (await simulator(work)).command(command, number),
    'device.cutShort': ({ said }) => {
      running?.simulator.cutShort(said) // a device that is not running said nothing
      return undefined
    },
    ...hearingHandlers(simulator, workspace.engines),
    'device.voices': async () => (await speaker()).voices,
    'device.speak': async ({ text, voice, part }, { signal }) => {
      const clip = running?.simulator.soundOf(text) // what you hear is what you flash
      if (clip) return { ...clip, partCount: 1 }
      const said = pronounced(text, lexiconOf(spoken()))
      const parts = part === undefined ? [said] : sentencesOf(said)
      const options = { signal, ...(voice !== undefined && { voice }) }
      return { ...(await (await speaker()).speak(parts[part ?? 0] ?? '', options)), partCount: parts.length }
    },
  }
}

/** Another project may not have the language that was chosen in the last one: then its own. */
function spokenBy({ projects }: BuiltBundle, wanted: string): string {
  const languages = projects.map(({ settings }) => settings.language)
  return languages.includes(wanted) ? wanted : (languages[0] ?? '')
}
