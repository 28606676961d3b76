// How the device speaks, and what happens where a microphone is not there: settings of the voice, sentences of its own, recordings by a person,
// a program as a voice. Chromium's fake microphone beeps once a second; what is denied, taken or pulled out is forced from the page.

import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './accessibility.ts'
import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await startApp({ arguments: ['--sample', '--use-fake-device-for-media-stream'] })
  await app.page.getByText('Sample dishwasher').first().waitFor({ timeout: 120_000 })
  await show('Simulator')
  await app.page.getByText('Ready').first().waitFor({ timeout: 120_000 })
})
afterAll(() => app.close())

const projectFile = () => join(app.userFolder, 'sample', 'project.json')
const projectSchema = v.looseObject({ settings: v.looseObject({}) })
const projectOnDisk = async () => v.parse(projectSchema, JSON.parse(await readFile(projectFile(), 'utf8')))
const settingsOnDisk = async () => (await projectOnDisk()).settings
/** As git or an editor would. */
async function changeOnDisk(settings: object): Promise<void> {
  const project = await projectOnDisk()
  await writeFile(projectFile(), JSON.stringify({ ...project, settings: { ...project.settings, ...settings } }))
}
const show = (view: string) => app.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click()
const ready = () => app.page.locator('.display').getByText('Ready').waitFor({ timeout: 120_000 })
async function ask(text: string): Promise<string> {
  const replies = app.page.locator('article.reply')
  const before = await replies.count()
  await app.page.getByRole('textbox', { name: 'Type a question' }).fill(text)
  await app.page.keyboard.press('Enter')
  await replies.nth(before).waitFor({ timeout: 60_000 })
  return replies.nth(before).innerText()
}

test('a turn says which phrase matched, and what it would take on the target', async () => {
  await ask('How do I clean the filters?')
  await app.page.keyboard.press('Escape')
  const why = app.page.getByRole('complementary', { name: 'Why this answer' })
  expect(await why.innerText()).toMatch(/Nearest: (phrase|passage|title and passage|spoken form) “/)
  expect(await why.innerText()).toMatch(/estimated[\s\S]*Encode[\s\S]*ms[\s\S]*Search[\s\S]*ms[\s\S]*Session[\s\S]*KB/)
  await app.screenshot('voice-why')
})

test('steps and choices are pressed where the device follows them, and grey where it does not', async () => {
  const steps = app.page.locator('article.reply').first().getByRole('group', { name: 'Go to step' })
  await steps.getByRole('button', { name: 'Go to step 3' }).click()
  await app.page.locator('article.reply').nth(1).getByText('Step 3 of').first().waitFor()
  await app.page.keyboard.press('Escape')
  expect(await steps.getByRole('button', { name: 'Go to step 2' }).isDisabled()).toBe(true)
  await app.page.getByRole('group', { name: 'Volume' }).getByRole('button', { name: 'Louder' }).click()
  await app.page.locator('article.reply').nth(2).waitFor()
  const standing = app.page.locator('article.reply').nth(1).getByRole('button', { name: 'Go to step 2' })
  expect(await standing.isDisabled()).toBe(false)
})

test('the device speaks in the author’s words, at the author’s pace', async () => {
  await app.page.getByRole('button', { name: 'Voice of the device' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Voice of the device' })
  const refusal = dialog.getByRole('textbox', { name: 'No answer' })
  await refusal.fill('Please ask the kitchen.')
  await changeOnDisk({ voice: { ratePercent: 120 } }) // the dialog is drawn anew while somebody types
  await dialog.getByText('120', { exact: true }).waitFor({ timeout: 30_000 })
  await refusal.press('Tab')
  await dialog.getByRole('slider', { name: /Pace/ }).fill('90')
  await dialog.getByRole('checkbox', { name: 'All is said' }).uncheck()
  await app.screenshot('voice-dialog')
  expect(await violations(app.page)).toEqual([])
  await app.page.keyboard.press('Escape')
  const kept = { prompts: { refusal: 'Please ask the kitchen.' }, voice: { ratePercent: 90 }, silentEarcons: ['end'] }
  await expect.poll(settingsOnDisk).toMatchObject(kept) // the device that is ready until then is the one of before
  await ready()
  expect(await ask('Who won the football match yesterday?')).toContain('Please ask the kitchen.')
})

test('what is typed is kept, also where its dialog is closed at once', async () => {
  await app.page.getByRole('button', { name: 'Voice of the device' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Voice of the device' })
  await dialog.getByRole('textbox', { name: 'After the last step' }).fill('That was all.')
  await app.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect
    .poll(settingsOnDisk)
    .toMatchObject({ prompts: { refusal: 'Please ask the kitchen.', endOfSteps: 'That was all.' } })
})

test.runIf(existsSync('/usr/bin/espeak-ng'))('a program of this computer speaks once it was heard', async () => {
  await app.page.getByRole('button', { name: 'Voice of the device' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Voice of the device' })
  await dialog.getByText('A program on this computer that speaks English').click()
  await app.answerDialogs('/bin/false', '/usr/bin/espeak-ng')
  await dialog.getByRole('button', { name: /Choose the program/ }).click()
  await app.page.getByText('The program false did not speak').first().waitFor({ timeout: 30_000 })
  await dialog.getByRole('button', { name: /Choose the program/ }).click()
  await dialog.getByText('/usr/bin/espeak-ng').waitFor({ timeout: 30_000 })
  await dialog.getByRole('combobox', { name: 'Voice espeak-ng' }).waitFor()
  await app.screenshot('voice-program')
  await dialog.getByRole('button', { name: 'No longer use it' }).click()
  await dialog.getByRole('combobox', { name: /Voice slt/ }).waitFor()
  await app.page.keyboard.press('Escape')
})

test('a step is recorded by a person, kept in the project, and taken back', async () => {
  await show('Topics')
  await app.page.getByPlaceholder('Search topics').fill('Cleaning the filters')
  await app.page
    .getByRole('treeitem', { name: /Cleaning the filters/ })
    .first()
    .click()
  await app.page.getByRole('article', { name: 'Cleaning the filters' }).waitFor() // another topic was open
  await app.page.getByRole('button', { name: 'Record step 1 yourself' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'In your own voice' })
  await dialog.getByText('Spoken by the voice').waitFor()
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await dialog.getByText(/Recording, [2-9]/).waitFor({ timeout: 30_000 })
  await app.screenshot('voice-recording')
  await dialog.getByRole('button', { name: 'Stop and keep' }).click()
  await dialog.getByText(/Your recording, \d/).waitFor({ timeout: 30_000 })
  expect(await readdir(join(app.userFolder, 'sample', 'audio'))).toHaveLength(1)
  await app.screenshot('voice-recorded')
  expect(await violations(app.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Remove the recording' }).click()
  await dialog.getByText('Spoken by the voice').waitFor()
  expect(await readdir(join(app.userFolder, 'sample', 'audio'))).toHaveLength(0)
  await app.page.keyboard.press('Escape')
})

/** The next press of the talk button meets this microphone; typing still works after it. */
async function pressed(): Promise<void> {
  await show('Topics') // leaving the view closes the microphone
  await show('Simulator')
  await ready()
  const button = app.page.getByRole('button', { name: 'Hold to talk' })
  await button.hover()
  await app.page.mouse.down()
}

test('a microphone that is pulled out in mid-sentence says so', async () => {
  await app.page.evaluate(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      setTimeout(() => stream.getAudioTracks()[0]?.dispatchEvent(new Event('ended')), 1500)
      return stream
    }
  })
  await pressed()
  await app.page.getByText('The microphone went away while you spoke').first().waitFor({ timeout: 30_000 })
  await app.page.mouse.up()
})

// The other refusals, and ears that are too slow: test/ui/microphone.test.ts
test('a microphone that may not be used says so, and typing still works', async () => {
  await app.page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  await pressed()
  await app.page.getByText('The microphone may not be used').first().waitFor({ timeout: 30_000 })
  await app.page.mouse.up()
  expect(await ask('How do I clean the filters?')).toContain('Cleaning the filters')
  await app.page.keyboard.press('Escape')
})
