// Project -> the projects that say the same in other languages: they go into its bundle, one language each. A device chooses one of them.
// Example: settings.otherLanguages ['../dishwasher-de'] of dishwasher/ (en) -> a bundle in English and German.
// Trap: whose bundle it is and for which target is said by the first project alone; a device compares these before it knows a language.

import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Project, ProjectSettings } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { ProjectStore } from '../project/projectStore.ts'

/** A project and where it lies: recordings and caches are in its folder. */
export interface PlacedProject {
  project: Project
  folder: string
  cacheFolder: string
}

/** Opened once and followed from then on, as a simulator asks for them at each question. */
export class OtherLanguages {
  readonly #stores = new Map<string, ProjectStore>()

  /** `main`, then those that its settings name, then `more`. Errors: project-not-found, project-damaged, language-twice. */
  async with(main: PlacedProject, more: readonly string[] = []): Promise<PlacedProject[]> {
    const { settings } = main.project
    const folders = [
      ...new Set([...(settings.otherLanguages ?? []), ...more].map((path) => resolve(main.folder, path))),
    ]
    const placed: PlacedProject[] = [main]
    const languages = new Set([settings.language])
    for (const folder of folders) {
      const { project, cacheFolder } = await this.#opened(folder)
      const { language } = project.settings
      if (languages.has(language)) throw new AppError('language-twice', { language, folder })
      languages.add(language)
      placed.push({ project: ofOneProduct(project, settings), folder, cacheFolder })
    }
    return placed
  }

  async #opened(folder: string): Promise<ProjectStore> {
    const known = this.#stores.get(folder)
    if (known) await known.refresh()
    const store = known ?? (await ProjectStore.open(folder))
    this.#stores.set(folder, store)
    return store
  }
}

/** As settings keep it: with slashes, and from the project's own folder where that is possible, so that both can be moved together. */
export function otherLanguagePath(mainFolder: string, folder: string): string {
  const path = relative(mainFolder, folder)
  return (isAbsolute(path) ? folder : path).split(sep).join('/')
}

function ofOneProduct(project: Project, { vendorId, productId, securityCounter, target }: ProjectSettings): Project {
  const identity = { vendorId: vendorId ?? 0, productId: productId ?? 0, securityCounter: securityCounter ?? 0 }
  return { ...project, settings: { ...project.settings, ...identity, target } }
}
