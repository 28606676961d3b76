// Paths from outside (command line, a second start, the file manager) -> the project folder that is meant.
// Example: projectIn(['plainspoken', '--flag', 'd60/d60.plainspoken'], '/home/ada') -> '/home/ada/d60'.
// Trap: an unpackaged start has the app's own folder among its arguments; a folder counts only where a project lies in it.

import { statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'

/** A file of this kind lies in each project, so that a project opens with a double click. */
const doorExtension = '.plainspoken'

/** The first argument that is a project; null where none is. `from`: what relative ones are relative to. */
export function projectIn(argv: readonly string[], from: string): string | null {
  const paths = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return paths.map((path) => folderOf(resolve(from, path))).find(isProject) ?? null
}

/** A file by which a project is opened stands for its folder; anything else for itself. */
export const folderOf = (path: string): string =>
  extname(path).toLowerCase() === doorExtension || basename(path) === 'project.json' ? dirname(path) : path

const isProject = (folder: string): boolean =>
  statSync(join(folder, 'project.json'), { throwIfNoEntry: false })?.isFile() ?? false
