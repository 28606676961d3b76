// What a hostile page could try, tried in the real window. Electron's security checklist; ARCHITECTURE.md says which test proves what.

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

test('the window opens on our own scheme with our title', async () => {
  expect([app.page.url().split('#')[0], await app.page.title()]).toEqual([
    'app://plainspoken/index.html',
    expect.stringContaining('Plainspoken'),
  ])
})

test('the page is sandboxed and isolated, and has no Node', async () => {
  const settings = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const used = (contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences()
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, allowRunningInsecureContent } = used
    return {
      sandbox,
      contextIsolation,
      nodeIntegration,
      webSecurity,
      webviewTag,
      insecure: !!allowRunningInsecureContent,
    }
  })
  const node = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  )
  expect({ settings, node }).toEqual({
    settings: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      insecure: false,
    },
    node: [],
  })
})

test('the preload gives the page one frozen object with three functions', async () => {
  const given = await app.page.evaluate(() => {
    const { plainspoken } = window as unknown as { plainspoken: object }
    return { names: Object.keys(plainspoken).sort(), isFrozen: Object.isFrozen(plainspoken) }
  })
  expect(given).toEqual({ names: ['cancel', 'invoke', 'on'], isFrozen: true })
})

describe('content security policy', () => {
  test.each([
    [
      'an inline script',
      () => {
        const script = document.createElement('script')
        script.textContent = 'window.wasRun = true'
        document.body.append(script)
      },
    ],
    [
      'an inline handler',
      () => {
        document.body.insertAdjacentHTML(
          'beforeend',
          '<img src="app://plainspoken/none.png" onerror="window.wasRun = true">',
        )
      },
    ],
    [
      'a script from a data URL',
      () => {
        const script = document.createElement('script')
        script.src = 'data:text/javascript,window.wasRun = true'
        document.body.append(script)
      },
    ],
    [
      'an inline style',
      () => {
        document.body.insertAdjacentHTML('beforeend', '<style>body { --was-run: 1 }</style>')
      },
    ],
  ])('blocks %s', async (_, attempt) => {
    const violated = app.page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.disposition), { once: true }),
        ),
    )
    await app.page.evaluate(attempt)
    const ran = await app.page.evaluate(
      () => 'wasRun' in window || getComputedStyle(document.body).getPropertyValue('--was-run') !== '',
    )
    expect([await violated, ran]).toEqual(['enforce', false])
  })

  test('blocks eval', async () => {
    // Playwright's evaluate runs past the policy, so the page itself has to try: in a worker thread's place, a timer with a string.
    const outcome = await app.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI), { once: true })
          setTimeout('window.wasRun = true' as unknown as () => void, 0)
        }),
    )
    expect(outcome).toBe('eval')
  })
})

describe('network', () => {
  test('no request of any kind reaches a server on this machine', async () => {
    const connections: string[] = []
    const server = createServer((socket) => {
      connections.push('tcp')
      socket.destroy()
    }).listen(0, '127.0.0.1')
    const udp = createSocket('udp4', () => connections.push('udp')).bind(0, '127.0.0.1')
    await Promise.all([once(server, 'listening'), once(udp, 'listening')])
    const tcpPort = (server.address() as AddressInfo).port
    const udpPort = udp.address().port

    const outcomes = await app.page.evaluate(
      async ({ tcpPort, udpPort }) => {
        const host = `127.0.0.1:${tcpPort}`
        const settled = (attempt: Promise<unknown>): Promise<string> =>
          attempt.then(
            () => 'went through',
            () => 'blocked',
          )
        const loaded = (element: HTMLElement): Promise<unknown> =>
          new Promise((resolve, reject) => {
            element.onload = resolve
            element.onerror = reject
            document.body.append(element)
          })
        const image = Object.assign(new Image(), { src: `http://${host}/i.png` })
        const script = Object.assign(document.createElement('script'), { src: `http://${host}/s.js` })
        const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `http://${host}/s.css` })
        const prefetch = Object.assign(document.createElement('link'), { rel: 'preconnect', href: `http://${host}` })
        document.head.append(prefetch)
        navigator.sendBeacon(`http://${host}/beacon`, 'x')
        const socket = new Promise((resolve, reject) => {
          const opened = new WebSocket(`ws://${host}`)
          opened.onopen = resolve
          opened.onerror = reject
        })
        const stun = async (): Promise<void> => {
          const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }] })
          peer.createDataChannel('x')
          await peer.setLocalDescription(await peer.createOffer())
          await new Promise((resolve) => {
            peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(null)
          })
          throw new Error('gathered without an answer')
        }
        return Promise.all(
          [
            fetch(`http://${host}/`, { mode: 'no-cors' }),
            fetch('https://example.com/', { mode: 'no-cors' }),
            loaded(image),
            loaded(script),
            loaded(style),
            socket,
            stun(),
          ].map(settled),
        )
      },
      { tcpPort, udpPort },
    )
    server.close()
    udp.close()
    expect({ outcomes: [...new Set(outcomes)], connections }).toEqual({ outcomes: ['blocked'], connections: [] })
  })

  test('the session blocks it even where the policy would not: main itself gets nothing out', async () => {
    const connections: string[] = []
    const server = createServer((socket) => {
      connections.push('tcp')
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const outcomes = await app.electron.evaluate(async ({ net, session }, target) => {
      const outcome = (attempt: Promise<unknown>): Promise<string> =>
        attempt.then(
          () => 'went through',
          (error: unknown) => String(error),
        )
      return [
        await outcome(net.fetch(target)),
        await outcome(net.fetch('https://example.com/')),
        await session.defaultSession.resolveProxy(target),
      ]
    }, url)
    server.close()
    expect({ outcomes, connections }).toEqual({
      outcomes: [
        expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
        expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
        'SOCKS5 0.0.0.0:9',
      ],
      connections: [],
    })
  })
})

describe('pages', () => {
  test('window.open gives nothing and no second window appears', async () => {
    const opened = await app.page.evaluate(() => String(window.open('app://plainspoken/index.html')))
    expect([opened, app.electron.windows().length]).toEqual(['null', 1])
  })

  test.each(['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'javascript:document.title=1'])(
    'navigation to %s is refused',
    async (target) => {
      await app.page.evaluate(() => Object.assign(window, { isSamePage: true }))
      await app.page.evaluate((url) => {
        const link = Object.assign(document.createElement('a'), { href: url })
        document.body.append(link)
        link.click()
      }, target)
      await app.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      const after = await app.page.evaluate(() => [location.origin, 'isSamePage' in window])
      expect(after).toEqual(['app://plainspoken', true])
    },
  )

  test.each([
    ['../package.json', 404],
    ['%2e%2e/package.json', 404],
    ['%2e%2e%2f%2e%2e%2fpackage.json', 404],
    ['assets/..%2f..%2f..%2fpackage.json', 404],
    ['..%5cpackage.json', 404],
    ['index.html', 200],
  ])('app://plainspoken/%s answers %i', async (path, status) => {
    const answered = await app.electron.evaluate(
      async ({ net }, url) => (await net.fetch(url)).status,
      `app://plainspoken/${path}`,
    )
    expect(answered).toBe(status)
  })
})

test('only the microphone may be asked for', async () => {
  const states = await app.page.evaluate(async () => {
    const names = ['camera', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'microphone']
    const answers = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return [name, state]
    })
    const asked = await navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    )
    return { ...Object.fromEntries(await Promise.all(answers)), videoAndAudio: asked }
  })
  expect(states).toEqual({
    camera: 'denied',
    geolocation: 'denied',
    notifications: 'denied',
    midi: 'denied',
    'clipboard-read': 'denied',
    microphone: 'granted',
    videoAndAudio: expect.stringMatching(/NotAllowedError|NotFoundError/),
  })
})

describe('messages to main', () => {
  const send = (message: unknown[]): Promise<unknown> =>
    app.page.evaluate((parts) => {
      const { plainspoken } = window as unknown as { plainspoken: { invoke(...parts: unknown[]): Promise<unknown> } }
      return plainspoken.invoke(...parts)
    }, message)

  test.each([
    ['an unknown name', ['shell.run', 900_001, {}]],
    ['a name from the prototype', ['constructor', 900_002, {}]],
    ['an event as a request', ['project.changed', 900_003, {}]],
    ['an input outside the schema', ['topic.read', 900_004, { id: '../../etc/passwd' }]],
    ['an id that is no number', ['topic.list', 'one', undefined]],
  ])('%s is refused', async (_, message) => {
    expect(await send(message)).toEqual({
      ok: false,
      failure: { kind: 'expected', code: 'not-allowed', details: expect.anything() },
    })
  })

  test('a flood and huge values are refused, and the app goes on', async () => {
    const counts = await app.page.evaluate(async () => {
      const { plainspoken } = window as unknown as {
        plainspoken: { invoke(...parts: unknown[]): Promise<{ ok: boolean }> }
      }
      const ask = (at: number, input?: unknown): Promise<{ ok: boolean }> =>
        plainspoken.invoke('settings.read', 5_000_000 + at, input).catch(() => ({ ok: false }))
      const flood = await Promise.all(Array.from({ length: 3000 }, (_, at) => ask(at)))
      const huge = await Promise.all([ask(4000, 'x'.repeat(20_000_000)), ask(4001, Array(1_000_000).fill({}))])
      const after = await ask(4002)
      return { answered: flood.filter(({ ok }) => ok).length, huge: huge.map(({ ok }) => ok), after: after.ok }
    })
    expect(counts.answered).toBeGreaterThan(0)
    expect(counts).toMatchObject({ huge: [false, false], after: true })
    expect((await app.log()).length).toBeLessThan(100_000)
  })

  test('another window, even of ours, is refused loudly', async () => {
    const refused = await app.electron.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload } })
      await other.loadURL('app://plainspoken/index.html')
      const answer: unknown = await other.webContents.executeJavaScript(
        `plainspoken.invoke('settings.read', 900_100, undefined).then(() => 'answered', String)`,
      )
      other.destroy()
      return answer
    })
    expect([refused, await app.log()]).toEqual([
      expect.stringContaining('not-allowed'),
      expect.stringContaining('refused: a message from an unknown sender'),
    ])
  })
})
