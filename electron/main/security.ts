// A session and its pages -> locked down: no network at all, no permission but the microphone, no navigation, no second window.
// Example: fetch('https://example.com') in the page fails before DNS; window.open() gives null.
// Trap: "no network" has several doors (requests, DNS prefetch, WebRTC, spell checker downloads); each is closed here on its own.

import { app } from 'electron'
import type { Session, WebContents } from 'electron'
import { originOf, pageOrigin } from './pagePath.ts'

/** Before app is ready: what only command-line switches can do. */
export function closeNetworkOfProcess(): void {
  // It would take --no-sandbox back, without which nothing starts as root (containers, CI). Our windows are sandboxed pages either way.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
  for (const door of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(door)
  }
}

export async function lockSession(session: Session, log: (line: string) => void): Promise<void> {
  session.webRequest.onBeforeRequest((request, answer) => {
    const isOurs = /^(?:app|blob|data):/.test(request.url) || (!app.isPackaged && request.url.startsWith('devtools:'))
    if (!isOurs) log(`blocked: ${request.resourceType} to ${new URL(request.url).protocol}`)
    answer({ cancel: !isOurs })
  })
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const isAllowed = isOurPage(contents) && isMicrophone(permission, details)
    if (!isAllowed) log(`refused permission: ${permission}`)
    answer(isAllowed)
  })
  session.setPermissionCheckHandler(
    (contents, permission, origin, details) =>
      origin.replace(/\/$/, '') === pageOrigin && isOurPage(contents) && isMicrophone(permission, details),
  )
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false) // its dictionaries come from the network
  session.on('will-download', (event) => event.preventDefault())
  await session.setProxy({ proxyRules: 'socks5://0.0.0.0:9', proxyBypassRules: '<-loopback>' }) // nobody listens on it
}

/** Every page that will ever be made, windows and anything inside them. */
export function lockPages(log: (line: string) => void): void {
  app.on('web-contents-created', (_, contents) => {
    const refuse = (what: string) => (event: Electron.Event) => {
      event.preventDefault()
      log(`refused: ${what}`)
    }
    contents.on('will-navigate', refuse('navigation'))
    contents.on('will-redirect', refuse('redirect'))
    contents.on('will-frame-navigate', refuse('navigation of a frame'))
    contents.on('will-attach-webview', refuse('webview'))
    contents.setWindowOpenHandler(() => {
      log('refused: a second window')
      return { action: 'deny' }
    })
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** True for the main frame of our page: no other sender may speak to main. */
export function isOurFrame(frame: Electron.WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && originOf(frame.url) === pageOrigin
}

function isOurPage(contents: WebContents | null): boolean {
  return contents !== null && originOf(contents.getURL()) === pageOrigin
}

/** A request says what it wants in mediaTypes, a check in mediaType; sound only, never pictures. */
function isMicrophone(permission: string, details: object): boolean {
  if (permission !== 'media') return false
  if ('mediaTypes' in details && Array.isArray(details.mediaTypes)) {
    return details.mediaTypes.length === 1 && details.mediaTypes[0] === 'audio'
  }
  return 'mediaType' in details && details.mediaType === 'audio'
}
