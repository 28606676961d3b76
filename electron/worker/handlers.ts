// The worker's side of the contract: one function per request, grouped by what it is about. Example: createHandlers(environment)['topic.read'].

import type { ProjectView, RequestName } from '../../shared/ipc/contract.ts'
import type { WorkerEnvironment } from './environment.ts'
import { clashHandlers } from './handlers/clashes.ts'
import { clipboardHandlers } from './handlers/clipboard.ts'
import { deviceHandlers } from './handlers/device.ts'
import { editionHandlers } from './handlers/editions.ts'
import { exchangeHandlers } from './handlers/exchange.ts'
import { exportHandlers } from './handlers/exports.ts'
import { manyTopicsHandlers } from './handlers/manyTopics.ts'
import { manualHandlers } from './handlers/manuals.ts'
import { overviewHandlers } from './handlers/overview.ts'
import { projectHandlers } from './handlers/projects.ts'
import { historyHandlers } from './handlers/history.ts'
import { recordingHandlers } from './handlers/recordings.ts'
import { reviewHandlers } from './handlers/reviews.ts'
import { spokenHandlers } from './handlers/spoken.ts'
import { teachingHandlers } from './handlers/teaching.ts'
import { topicHandlers } from './handlers/topics.ts'
import { wholeTopicHandlers } from './handlers/wholeTopics.ts'
import { voiceCommandFile, voiceHandlers } from './handlers/voices.ts'
import type { Handlers } from './serve.ts'
import { Workspace } from './workspace.ts'

export type HandlersNamed<Name extends RequestName> = Pick<Handlers, Name>
/** The handlers whose names begin with one of these words: each file of handlers/ gives one such group. */
export type HandlersOf<Group extends string> = Pick<Handlers, Extract<RequestName, `${Group}.${string}`>>

export function createHandlers(surroundings: WorkerEnvironment): Handlers {
  const voices = voiceCommandFile(surroundings.userFolder)
  const environment = { ...surroundings, voiceCommands: voices.read }
  const changed = (view: ProjectView): void => environment.emit('project.changed', view)
  const workspace = new Workspace(environment, changed, true)
  return {
    ...projectHandlers(workspace, environment),
    ...manualHandlers(workspace),
    ...topicHandlers(workspace),
    ...wholeTopicHandlers(workspace),
    ...manyTopicsHandlers(workspace),
    ...editionHandlers(workspace),
    ...teachingHandlers(workspace),
    ...reviewHandlers(workspace),
    ...clashHandlers(workspace),
    ...historyHandlers(workspace),
    ...deviceHandlers(workspace),
    ...voiceHandlers(workspace, voices),
    ...recordingHandlers(workspace),
    ...exportHandlers(workspace),
    ...exchangeHandlers(workspace),
    ...clipboardHandlers(workspace, environment.userFolder),
    ...overviewHandlers(workspace),
    ...spokenHandlers(workspace),
  }
}
