// Handlers of device.* (and hearing.*, its ears): the simulated device of the open project. It always answers from exported bytes in the C runtime.

import type { DeviceVoice, ProjectSettings, Work } from '../../../shared/domain.ts'
import type { InputOf, Turn } from '../../../shared/ipc/contract.ts'
import { Simulator } from '../device/simulator.ts'
import type { BuiltBundle } from '../exporting/buildBundle.ts'
import type { HandlersOf } from '../handlers.ts'
import { promptsOf } from '../pipeline/devicePrompts.ts'
import { openRecordings } from '../speech/clips/recordings.ts'
import { soundOfText } from '../speech/clips/soundOfText.ts'
import { deliveryOf } from '../speech/delivery.ts'
import { earconOf } from '../speech/earcons.ts'
import { lexiconOf, pronounced } from '../topics/spokenText/pronounce.ts'
import { hearingHandlers } from './hearing.ts'
import { onTarget } from './onTarget.ts'
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
    const vectorTexts = built.vectorTexts[languagesOf(built).indexOf(language)] ?? []
    const { bytes: bundle } = built
    running = { built, simulator: await Simulator.open({ bundle, vectorTexts, engines: workspace.engines, language }) }
    return running.simulator
  }

  /** Settings of the project whose language the device speaks; a voice can be chosen and heard before there is a project. */
  function spoken(): Pick<ProjectSettings, 'language' | 'lexicon' | 'voice'> {
    if (!workspace.isOpen) return { language: 'en' }
    const { settings } = workspace.store.project
    const language = running?.simulator.describe().language
    return running?.built.projects.find((project) => project.settings.language === language)?.settings ?? settings
  }

  const speaker = () => workspace.engines.speaker(spoken().language)

  /** As a bundle would sound. The person's voice speaks where the project has chosen none. */
  async function said({ text, voice, part }: InputOf<'device.speak'>, signal: AbortSignal) {
    const settings = spoken()
    const own: DeviceVoice = { ...(voice !== undefined && { id: voice }), ...settings.voice }
    return soundOfText(earconOf(text) ? text : pronounced(text, lexiconOf(settings)), part, {
      recordings: workspace.isOpen ? await openRecordings(workspace.store.folder) : () => Promise.resolve(null),
      speak: async (words) => {
        const by = await speaker()
        return by.speak(words, { signal, ...deliveryOf(own, by) })
      },
    })
  }

  async function estimated(turn: Turn): Promise<Turn> {
    if (!running) return turn
    const { built, simulator: device } = running
    const { modelsFolder } = workspace.environment
    return onTarget(turn, { built, bundle: device.describe(), modelsFolder })
  }

  return {
    'device.start': async ({ language }, work) => {
      wanted = language ?? wanted
      const { topicCount, vectorCount, threshold, encoder, ...spoken } = (await simulator(work)).describe()
      const { bytes, sha256 } = await workspace.bundle(work)
      const { language: tag, languages } = spoken
      workspace.engines.prepare({ language: tag, encoder })
      return { topicCount, vectorCount, bundleBytes: bytes.length, sha256, threshold, language: tag, languages }
    },
    'device.ask': async ({ text }, work) => estimated(await (await simulator(work)).ask(text)),
    'device.command': async ({ command, number }, work) => (await simulator(work)).command(command, number),
    'device.cutShort': ({ said }) => {
      running?.simulator.cutShort(said) // a device that is not running said nothing
      return undefined
    },
    ...hearingHandlers(simulator, estimated, workspace.engines),
    'device.voices': async () => [...(await speaker()).voices],
    'device.speak': async (asked, { signal }) => {
      const clip = running?.simulator.soundOf(asked.text) // what you hear is what you flash
      return clip ? { ...clip, partCount: 1 } : said(asked, signal)
    },
    'device.prompts': () => promptsOf(workspace.store.project.settings.language),
  }
}

/** Another project may not have the language that was chosen in the last one: then its own. */
function spokenBy(built: BuiltBundle, wanted: string): string {
  const languages = languagesOf(built)
  return languages.includes(wanted) ? wanted : (languages[0] ?? '')
}

const languagesOf = ({ projects }: BuiltBundle): string[] => projects.map(({ settings }) => settings.language)
