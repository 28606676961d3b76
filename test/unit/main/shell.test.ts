// The shell's own small parts: page paths, the log, window.json, and which project to open again.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLog, withoutPersonalText } from '../../../electron/main/log.ts'
import { fileOfUrl } from '../../../electron/main/pagePath.ts'
import { folderAfter } from '../../../electron/main/projectMemory.ts'
import { projectIn } from '../../../electron/main/projectPath.ts'
import { openShellState } from '../../../electron/main/shellState.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plainspoken-shell-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test.each([
  ['app://plainspoken/', '/page/index.html'],
  ['app://plainspoken/index.html#/topics', '/page/index.html'],
  ['app://plainspoken/assets/a%20b.js', '/page/assets/a b.js'],
  ['app://plainspoken/..hidden', '/page/..hidden'],
  ['app://plainspoken/%2e%2e/secret', '/page/secret'], // the URL parser itself takes the dots away
  ['app://plainspoken/..%2fsecret', null],
  ['app://plainspoken/a%2f..%2f..%2fsecret', null],
  ['app://plainspoken/..%5csecret', null],
  ['app://plainspoken/C%3a/secret', null],
  ['app://plainspoken/a%00.html', null],
  ['app://plainspoken/%', null],
  ['app://elsewhere/index.html', null],
  ['file:///etc/passwd', null],
  ['https://plainspoken/index.html', null],
  ['nonsense', null],
])('%s names %s', (url, file) => {
  expect(fileOfUrl(url, '/page')).toBe(file)
})

test.each([
  ['no file "/home/ada/My G7.pdf" at /home/ada/app/x.js:3', 'no file "…" at ~/app/x.js:3'],
  ["title 'What Ada\\'s dishwasher said' is odd", "title '…' is odd"],
  ['worker stopped: exit code 9', 'worker stopped: exit code 9'],
])('the log writes %j as %j', (line, written) => {
  expect(withoutPersonalText(line, '/home/ada')).toBe(written)
})

test('the log keeps one old file of a megabyte', () => {
  const logs = folder()
  const log = openLog(logs, '/home/ada')
  writeFileSync(log.file, 'x'.repeat(1_000_001))
  log.write('after the turn')
  expect([readFileSync(`${log.file}.old`, 'utf8').length, readFileSync(log.file, 'utf8')]).toEqual([
    1_000_001,
    expect.stringMatching(/^\d{4}-.*Z after the turn\n$/),
  ])
})

test.each([['not json'], ['null'], ['[]'], ['{"theme":"pink","bounds":{"x":1e99},"lastFolders":3}']])(
  'a damaged window.json (%s) gives the defaults',
  (text) => {
    const user = folder()
    writeFileSync(join(user, 'window.json'), text)
    expect(openShellState(user, () => undefined).current).toEqual({
      theme: 'system',
      language: 'en',
      bounds: null,
      isMaximized: false,
      lastFolders: {},
    })
  },
)

test('a line that comes again and again stands in the log once, with its count', () => {
  const log = openLog(folder(), '/home/ada')
  for (const line of ['opened', ...Array.from({ length: 5000 }, () => 'refused'), 'closed', 'closed']) log.write(line)
  const lines = readFileSync(log.file, 'utf8').trim().split('\n')
  expect(lines.map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
    'opened',
    'refused',
    'the line before came 4999 more times',
    'closed',
  ])
})

test('window.json keeps what was changed', () => {
  const user = folder()
  openShellState(user, () => undefined).change({ language: 'de', lastFolders: { 'open-pdf': '/manuals' } })
  expect(openShellState(user, () => undefined).current).toMatchObject({
    language: 'de',
    lastFolders: { 'open-pdf': '/manuals' },
  })
})

test('a window.json that can not be written is told and kept in memory', () => {
  const told: string[] = []
  const state = openShellState('/nowhere/at/all', (line) => told.push(line))
  state.change({ theme: 'dark' })
  expect([state.current.theme, told.length]).toEqual(['dark', 1])
})

const view = {
  settings: { name: 'G7', language: 'en', target: 'sl2610-linux', ranking: {} },
  folder: '/projects/g7',
  manuals: [],
  topicCount: 0,
  spokenTopicCount: 0,
  findingCounts: { error: 0, warning: 0, note: 0 },
  undo: null,
  redo: null,
}

test.each([
  ['project.create', '/projects/g7'],
  ['project.open', '/projects/g7'],
  ['project.openRecent', '/projects/g7'],
  ['project.openSample', '/projects/g7'],
  ['topic.list', '/before'],
  ['project.close', null],
] as const)('after %s a restarted worker opens %s', (name, expected) => {
  expect(folderAfter('/before', { name, input: undefined, path: null, value: view })).toBe(expected)
})

test.each([
  ['its folder', ['app', '.', 'oven'], 'oven'],
  ['the file that stands for it', ['app', '--flag', 'oven/oven.plainspoken'], 'oven'],
  ['project.json', ['app', 'oven/project.json'], 'oven'],
  ['nothing that is a project', ['app', '.', 'notes', 'missing', '-oven'], null],
])('a start that names %s opens it', (_, argv, expected) => {
  const home = folder()
  for (const name of ['oven', 'notes']) mkdirSync(join(home, name))
  writeFileSync(join(home, 'oven', 'project.json'), '{}')
  expect(projectIn(argv, home)).toBe(expected && join(home, expected))
})
