// Start -> one locked window, one worker, and the messages between them; end -> what is being saved is finished first.
// Read next: shell.ts (what runs), router.ts (what the window may ask), workerProcess.ts (who answers), security.ts (what is closed).
// Trap: the scheme and the switches must be set before app is ready, so this file is CommonJS and sets them at its top.

import { app } from 'electron'
import { registerPageScheme } from './pageProtocol.ts'
import { folderOf, projectIn } from './projectPath.ts'
import { closeNetworkOfProcess } from './security.ts'
import { Shell } from './shell.ts'

registerPageScheme()
closeNetworkOfProcess()
let wanted = projectIn(process.argv, process.cwd())
/** macOS says what was double-clicked by an event, which can come before the app is ready. */
let want = (folder: string): void => void (wanted = folder)
app.on('open-file', (event, path) => {
  event.preventDefault()
  want(folderOf(path))
})
// Two windows on one project folder would write over each other: a second start hands over what it was asked to open, and ends.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  const shell = new Shell(app.getPath('userData'))
  process.on('uncaughtException', (error) => shell.reportBug(error))
  process.on('unhandledRejection', (reason) => shell.reportBug(reason))
  await shell.start()
  const isSampleWanted = process.argv.includes('--sample')
  shell.openWindow({ project: wanted, isSampleWanted })
  if (isSampleWanted) void shell.openSample()
  want = (folder) => shell.want(folder)

  app.on('second-instance', (_, argv, from) => {
    const folder = projectIn(argv, from)
    if (folder === null) shell.bringToFront()
    else shell.want(folder)
  })
  app.on('activate', () => {
    if (!shell.hasWindow) shell.openWindow()
  })
  // The page holds its window until what is typed is saved, which stops a quit: it goes on when the window is closed.
  let isQuitting = false
  app.on('before-quit', () => (isQuitting = true))
  app.on('window-all-closed', () => {
    if (isQuitting || process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void shell.stop().finally(() => app.exit()) // windows are closed by now; a second quit() from in here would be ignored
  })
}
