// The worker's one piece of state: the open project and the engines that serve it. Window and CLI use the same Workspace.
// Example: const workspace = new Workspace(environment); await workspace.open(await ProjectStore.open(folder)); workspace.findings()
// Trap: bundle and simulator follow the project: they are kept as long as the project value is the same object, and made anew after any change.

import type { ByWhom, Deed, Finding, Project, ProjectSettings, Target, Topic, Work } from '../../shared/domain.ts'
import { userInfo } from 'node:os'
import { AppError } from '../../shared/errors.ts'
import type { ProjectView } from '../../shared/ipc/contract.ts'
import { Engines } from './engines.ts'
import type { Environment } from './environment.ts'
import { buildBundle } from './exporting/buildBundle.ts'
import type { BuiltBundle } from './exporting/buildBundle.ts'
import { OtherLanguages } from './exporting/otherLanguages.ts'
import type { PlacedProject } from './exporting/otherLanguages.ts'
import { targetById } from './exporting/targets.ts'
import type { ProjectStore } from './project/projectStore.ts'
import { recordingsStamp } from './speech/clips/recordings.ts'
import type { Clash } from './testing/clashes.ts'
import { findingsOf } from './topics/findings.ts'
import type { FoundIn } from './topics/findings/found.ts'

export interface BundleOptions {
  /** The project's own where absent. */
  target?: string
  isDevelopment?: boolean
  /** In place of what the target says. */
  speech?: Target['speech']
  /** In place of what the settings say. */
  identity?: Pick<ProjectSettings, 'vendorId' | 'productId' | 'securityCounter'>
  /** Folders of projects in other languages, beside those that the settings name. */
  with?: readonly string[]
}

export class Workspace {
  readonly engines: Engines
  /** The name in the settings; '' for the computer's user. */
  author = ''
  #store: ProjectStore | null = null
  #otherLanguages = new OtherLanguages()
  #clashes: readonly Clash[] = []
  /** The last few: simulator, plan and export ask in turn for other bytes of one project. */
  #built: { project: Project; asked: string; bundle: BuiltBundle }[] = []
  #findings: { topics: readonly Topic[]; findings: Finding[] } | null = null

  constructor(
    readonly environment: Environment,
    /** Told after every change of the open project. */
    readonly onChange: (view: ProjectView) => void = () => undefined,
    /** A person sits in front of it: what they do is kept in the history. */
    readonly isAttended: boolean = false,
  ) {
    this.engines = new Engines(environment)
  }

  /** Who works here now, for signatures, comments and the history. */
  byWhom(): ByWhom {
    return { by: this.author || userInfo().username, at: new Date().toISOString() }
  }

  get isOpen(): boolean {
    return this.#store !== null
  }

  /** Errors: project-not-found where none is open. */
  get store(): ProjectStore {
    if (!this.#store) throw new AppError('project-not-found', { folder: 'the window' })
    return this.#store
  }

  async open(store: ProjectStore): Promise<void> {
    await this.close()
    this.#store = store
    if (this.isAttended) store.byWhom = () => this.byWhom()
  }

  async close(): Promise<void> {
    await this.#store?.settled()
    this.#store = null
    this.#otherLanguages = new OtherLanguages()
    this.#built = []
    this.#clashes = []
  }

  /** One step of undo; tells the window. */
  change(deed: Deed, change: (project: Project) => Project): Promise<Project> {
    return this.changeBy((store) => store.apply(deed, change))
  }

  async changeBy<Value>(change: (store: ProjectStore) => Promise<Value>): Promise<Value> {
    const value = await change(this.store)
    this.onChange(this.view())
    return value
  }

  /** `topics`: of a bundle, for who judges it: the project as it was a moment ago, or another language, whose findings are not kept. */
  findings(topics: readonly Topic[] = this.store.project.topics): Finding[] {
    if (this.#findings?.topics === topics) return this.#findings.findings
    const findings = findingsOf(topics, this.foundByAsking(topics))
    if (topics === this.store.project.topics) this.#findings = { topics, findings }
    return findings
  }

  /** What the device answered wrongly when it was asked all phrases (handlers/clashes.ts). */
  foundByAsking(topics: readonly Topic[] = this.store.project.topics): FoundIn[] {
    const now = new Set(topics)
    return this.#clashes
      .filter(({ found, other }) => now.has(found.topic) && (other === null || now.has(other)))
      .map(({ found }) => found)
  }

  /** They are findings as long as nobody changes their topics. */
  keepClashes(clashes: readonly Clash[]): void {
    this.#clashes = clashes
    this.#findings = null
    this.onChange(this.view())
  }

  view(): ProjectView {
    const { project, folder, undoable, redoable } = this.store
    const counts = { error: 0, warning: 0, note: 0 }
    for (const { severity, suppressed } of this.findings()) if (!suppressed) counts[severity]++
    return {
      settings: project.settings,
      folder,
      manuals: project.manuals,
      topicCount: project.topics.length,
      spokenTopicCount: project.topics.filter((topic) => topic.isSpoken).length,
      findingCounts: counts,
      undo: undoable,
      redo: redoable,
    }
  }

  /**
   * The bundle of the project as it is, with its other languages, unsigned. What is being saved is in it: who changes a sentence and asks at
   * once hears the new one. Errors: no-topics, target-unknown, model-missing, those of OtherLanguages.
   */
  async bundle(work: Work, options: BundleOptions = {}): Promise<BuiltBundle> {
    await this.store.settled()
    const { project } = this.store
    const { identity = {}, speech, isDevelopment = true } = options
    const named = await this.target(options.target ?? project.settings.target)
    const target = speech ? { ...named, speech } : named
    const languages = await this.languages(options, project)
    const recordings =
      target.speech === 'clips' ? await Promise.all(languages.map((one) => recordingsStamp(one.folder))) : []
    const others = languages.slice(1).map((one) => one.project)
    const voices = await Promise.all(languages.map((one) => this.engines.voiceCommand(one.project.settings.language)))
    const asked = JSON.stringify([target, identity, isDevelopment, recordings, others, voices])
    const known = this.#built.find((one) => one.asked === asked && isSameBundle(one.project, project))
    if (known) return known.bundle
    const bundle = await buildBundle({ languages, target, isDevelopment }, this.engines, work)
    const kept = this.#built.filter((one) => isSameBundle(one.project, project))
    this.#built = [{ project, asked, bundle }, ...kept].slice(0, mostBuilt)
    return bundle
  }

  /** One of ours, or one of the project's own. Errors: target-unknown. */
  target(id: string): Promise<Target> {
    return targetById(this.environment.targetsFolder, id, this.store.project.settings.ownTargets)
  }

  /** The project and those in other languages, in the order of the bundle. Errors: those of OtherLanguages. */
  async languages(
    { identity = {}, with: more = [] }: Pick<BundleOptions, 'identity' | 'with'> = {},
    project = this.store.project,
  ): Promise<PlacedProject[]> {
    const { folder, cacheFolder } = this.store
    const named = { ...project, settings: { ...project.settings, ...identity } }
    return this.#otherLanguages.with({ project: named, folder, cacheFolder }, more)
  }
}

/** Bundles are some megabytes each. */
const mostBuilt = 3

/** The room is only heard in the simulator: changing it must not start the device anew. */
function isSameBundle(one: Project, other: Project): boolean {
  const settingsOf = ({ settings }: Project): string => JSON.stringify({ ...settings, room: undefined })
  return (
    one === other ||
    (one.topics === other.topics && one.manuals === other.manuals && settingsOf(one) === settingsOf(other))
  )
}
