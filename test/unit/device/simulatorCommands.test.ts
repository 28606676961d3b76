import { describe, expect, it } from 'vitest'
import { commandOf } from '../../../electron/worker/device/commands.ts'

describe('spoken commands', () => {
  it.each([
    ['Next.', 'en', 'next'],
    ['Next, please!', 'en', 'next'],
    ['OK, go back.', 'en', 'back'],
    ['Repeat that.', 'en', 'repeat'],
    ["That's all, thanks", 'en', 'stop'],
    ['stop', 'en-GB', 'stop'],
    ['Weiter, bitte.', 'de', 'next'],
    ['Zurück!', 'de', 'back'],
  ])('%j in %s is %s', (said, language, command) => {
    expect(commandOf(said, language)).toBe(command)
  })

  it.each([
    ['What happens next?', 'en'],
    ['How do I stop the wash?', 'en'],
    ['My dishes are still wet, again', 'en'],
    ['', 'en'],
    ['...', 'en'],
    ['please', 'en'],
    ['next', 'fr'],
  ])('%j in %s is a question', (said, language) => {
    expect(commandOf(said, language)).toBe(null)
  })
})
