// The app and the command line under strace, all processes and threads: import, question, speech, export. Not one socket may be opened to
// the network, not even for a name. Trap: sockets of the desktop (X11, D-Bus) are local files, and stay allowed.

import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from './app.ts'
import { askInWindow, startOverPort } from './debuggingPort.ts'
import { electronRuntime } from '../../scripts/electronRuntime.ts'

const run = promisify(execFile)
const hasTracer = spawnSync('strace', ['-V']).status === 0
if (!hasTracer)
  console.warn('*** strace is not here: that nothing reaches the network is not traced. .ci/run installs it. ***')

const tracedCalls = 'trace=connect,sendto,sendmsg,sendmmsg,bind,listen'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-trace-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!hasTracer)('under a tracer', () => {
  test('the tracer sees a connection, a datagram and a look-up of a name', async () => {
    const script = `
      require('node:net').connect(9, '127.0.0.1').on('error', () => {})
      const udp = require('node:dgram').createSocket('udp4'); udp.send('x', 9, '127.0.0.1', () => udp.close())
      require('node:dns').resolve('example.invalid', () => {})`
    expect((await traced('control', [process.execPath, '-e', script])).length).toBeGreaterThanOrEqual(3)
  })

  test('the command line imports, asks, tests and exports without one', async () => {
    const project = join(folder, 'project')
    const commands = [
      ['new', project, '--name', 'Traced'],
      ['import', project, join(root, 'assets/sample/manual.pdf')],
      ['ask', project, 'my dishes come out dirty'],
      ['test', project, '--questions', join(root, 'assets/sample/questions.csv'), '--min-top1', '0.1'],
      ['export', project, '--out', join(folder, 'bundle')],
    ]
    const calls: string[] = []
    for (const [at, command] of commands.entries())
      calls.push(...(await traced(`cli-${at}`, [process.execPath, join(root, 'out/main/cli.js'), ...command])))
    expect(calls).toEqual([])
  })

  test('the window and its worker open the sample, build the device, answer, speak and close without one', async () => {
    const runtime = electronRuntime()
    const traces = join(folder, 'app')
    const start = [runtime.executable, ...runtime.appArguments, '--sample', `--user-data-dir=${join(folder, 'user')}`]
    const app = await startOverPort(['strace', ...tracing(traces), ...start])
    try {
      expect(await askInWindow(app.page, 'my dishes come out dirty')).toMatch(/dirty|clean|filter/i)
    } finally {
      await app.close()
    }
    // The one socket is the debugging port itself, by which this test drives the page: on this machine, and waiting, not calling.
    const isDebuggingPort = (line: string): boolean => /bind\(.*inet_addr\("127\.0\.0\.1"\)/.test(line)
    expect((await networkCalls(traces)).filter((line) => !isDebuggingPort(line))).toEqual([])
  })
})

const tracing = (file: string): string[] => [
  '-f',
  '--seccomp-bpf',
  '-qq',
  '-e',
  tracedCalls,
  '-e',
  'signal=none',
  '-o',
  file,
]

/** Runs a command to its end under strace -> the calls of it and all its children that name an internet address. */
async function traced(name: string, command: string[]): Promise<string[]> {
  const file = join(folder, name)
  await run('strace', [...tracing(file), ...command], { cwd: folder, maxBuffer: 64 << 20 })
  return networkCalls(file)
}

async function networkCalls(traces: string): Promise<string[]> {
  const lines = (await readFile(traces, 'utf8')).split('\n')
  return lines.filter((line) => /AF_INET6?|sin6?_addr/.test(line))
}
