// Hold the button and talk: Chromium's fake microphone plays a question that Flite spoke; the device hears it, answers and makes sound.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSpeaker } from '../../electron/worker/speech/speak.ts'
import { wavBytes } from '../../electron/worker/speech/wav.ts'
import { dropFile, root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
let folder: string
let question: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-talk-'))
  const speaker = await openSpeaker({ modelsFolder: join(root, 'out/models'), language: 'en' })
  const { pcm, sampleRateHz } = await speaker.speak('How do I clean the filters?', {
    voice: 'slt',
    signal: new AbortController().signal,
  })
  await speaker.close()
  question = join(folder, 'question.wav')
  await writeFile(question, wavBytes(withSilence(pcm, sampleRateHz), sampleRateHz))
  app = await startApp({
    arguments: ['--sample', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${question}`],
  })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('the question is heard while the button is held, and the right topic answers', async () => {
  await app.page.getByText('Sample dishwasher').first().waitFor()
  await view('Simulator')
  const button = app.page.getByRole('button', { name: 'Hold to talk' })
  await button.waitFor()
  await app.page.getByText('Ready').first().waitFor({ timeout: 60_000 })
  await button.hover()
  await app.page.mouse.down()
  await app.page.waitForTimeout(spokenMs) // the length of the recording: the microphone plays it in real time
  await app.page.mouse.up()
  const reply = app.page.locator('article.reply').first()
  await reply.waitFor({ timeout: 30_000 })
  await app.screenshot('talk-answered')
  expect(await reply.innerText()).toContain('Cleaning the filters')
})

test('what was heard is shown: the sound, each word and how sure it is', async () => {
  const why = app.page.getByRole('complementary', { name: 'Why this answer' })
  await why.getByRole('img', { name: /The sound, .* s, with \d+ parts? of speech/ }).waitFor()
  expect(await why.locator('.words li').count()).toBeGreaterThan(2)
  expect(await why.innerText()).toMatch(/Transcribe[\s\S]*ms/)
})

test('pressed once: a pause ends the question, and the device answers', async () => {
  await app.page.getByRole('button', { name: 'Clear conversation' }).click()
  await view('Topics') // closes the microphone: its recording begins anew with the press, not in the middle of a word
  await view('Simulator')
  await app.page.getByRole('button', { name: 'Press once, a pause ends the question' }).click()
  const button = app.page.getByRole('button', { name: 'Press to talk' })
  await app.page.keyboard.press('Escape')
  await button.click()
  const reply = app.page.locator('article.reply').first()
  await reply.waitFor({ timeout: 30_000 })
  expect(await reply.innerText()).toContain('Cleaning the filters')
  await app.page.keyboard.press('Escape')
  await app.screenshot('talk-once')
  await app.page.getByRole('button', { name: 'Press once, a pause ends the question' }).click()
})

test('a recording that is dropped on the window is asked like the microphone', async () => {
  await app.page.getByRole('button', { name: 'Clear conversation' }).click()
  await dropFile(app.page, question)
  const reply = app.page.locator('article.reply').first()
  await reply.waitFor({ timeout: 30_000 })
  expect(await reply.innerText()).toContain('Cleaning the filters')
})

test('a recording that is no question says so, and typing still works', async () => {
  const long = join(folder, 'long.wav')
  await writeFile(long, wavBytes(new Int16Array(61 * 16_000), 16_000))
  await dropFile(app.page, long)
  await app.page.getByText('The recording has 61 seconds; a question has at most 60').first().waitFor()
  const silent = join(folder, 'silent.wav')
  await writeFile(silent, wavBytes(new Int16Array(3 * 44_100), 44_100))
  await dropFile(app.page, silent)
  const display = app.page.getByRole('region', { name: 'Device' }).getByRole('status')
  await display.getByText('No question was heard').waitFor()
  await display.getByText('Ask again after the tone').waitFor()
  await app.screenshot('talk-unheard')
  await ask('How do I clean the filters?')
  expect(await app.page.locator('article.reply').last().innerText()).toContain('Cleaning the filters')
})

test('the knob and the mute button are the device’s own', async () => {
  const marks = app.page.getByRole('img', { name: /^Volume \d of 5$/ })
  const keys = app.page.getByRole('group', { name: 'Volume' })
  await keys.getByRole('button', { name: 'Louder' }).click()
  await app.page.getByRole('img', { name: 'Volume 4 of 5' }).waitFor()
  await keys.getByRole('button', { name: 'Mute' }).click()
  await app.page.getByRole('img', { name: 'Volume 0 of 5' }).waitFor()
  await app.page.getByRole('textbox', { name: 'Type a question' }).fill('louder')
  await app.page.keyboard.press('Enter')
  await app.page.getByRole('img', { name: 'Volume 5 of 5' }).waitFor()
  expect(await marks.count()).toBe(1)
})

test('a question is asked aloud in a noisy room, heard, and kept as a test question', async () => {
  await app.page.getByRole('button', { name: 'Clear conversation' }).click()
  await app.page.getByRole('button', { name: 'Room' }).click()
  const room = app.page.getByRole('dialog', { name: 'Room' })
  await room.getByRole('switch', { name: 'There is noise' }).click()
  await room.getByRole('slider', { name: 'Speech over noise, dB' }).fill('20')
  await app.screenshot('talk-room')
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('textbox', { name: 'Type a question' }).fill('How do I clean the filters?')
  await app.page.getByRole('button', { name: 'Ask aloud' }).click()
  const reply = app.page.locator('article.reply').first()
  await reply.waitFor({ timeout: 30_000 })
  expect(await reply.innerText()).toContain('Cleaning the filters')
  const why = app.page.getByRole('complementary', { name: 'Why this answer' })
  await why.getByRole('img', { name: /The sound/ }).waitFor()
  await why.getByRole('button', { name: 'Keep as a test question' }).click()
  await app.page.getByText('Kept in questions/kept.csv. Questions there: 1.').first().waitFor()
})

test('the worker keeps within 700 MB with every model loaded', async () => {
  await app.page.getByRole('article').first().waitFor()
  const kilobytes = await app.electron.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name, serviceName }) => /worker/i.test(`${name} ${serviceName}`))
      .map(({ memory }) => memory.peakWorkingSetSize),
  )
  console.log(`peak memory of the worker: ${((kilobytes[0] ?? 0) / 1024).toFixed(0)} MB`)
  expect(kilobytes).toHaveLength(1)
  expect((kilobytes[0] ?? 0) / 1024).toBeLessThan(700)
})

/** Silence before and after, as a person leaves it; Chromium plays the file in a loop. */
function withSilence(pcm: Int16Array, sampleRateHz: number): Int16Array {
  const room = new Int16Array(pcm.length + 2 * sampleRateHz)
  room.set(pcm, sampleRateHz / 2)
  spokenMs = (room.length / sampleRateHz) * 1000
  return room
}
let spokenMs = 0

async function view(name: string): Promise<void> {
  await app.page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
}

async function ask(text: string): Promise<void> {
  const replies = app.page.locator('article.reply')
  const before = await replies.count()
  await app.page.getByRole('textbox', { name: 'Type a question' }).fill(text)
  await app.page.keyboard.press('Enter')
  await replies.nth(before).waitFor()
}
