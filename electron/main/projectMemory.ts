// Good answers -> folder of the open project, so that a worker that was started anew opens it again.
// Example: after project.create it is '/home/ada/dishwasher'; after topic.save still; after project.close null.

import * as v from 'valibot'
import { contract } from '../../shared/ipc/contract.ts'
import type { Answer } from './router.ts'

export function folderAfter(before: string | null, { name, value }: Answer): string | null {
  switch (name) {
    case 'project.create':
    case 'project.open':
    case 'project.openRecent':
    case 'project.openSample':
      return v.parse(contract[name].output, value).folder
    case 'project.close':
      return null
    default:
      return before
  }
}
