import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openListener, type Listener } from '../../../electron/worker/speech/listen.ts'
import { openSpeaker, type Speaker } from '../../../electron/worker/speech/speak.ts'
import { repairTranscript } from '../../../electron/worker/speech/transcriptRepair.ts'
import { codesIn, vocabularyOf, type Vocabulary } from '../../../electron/worker/speech/vocabulary.ts'
import { floatPcm } from '../../../electron/worker/speech/wav.ts'
import { WordPrior } from '../../../electron/worker/speech/wordPrior.ts'
import { wordErrorRate, wordErrors } from '../../../electron/worker/testing/wordErrors.ts'
import { buildModels, inSilence, modelsFolder, quietWork } from './models.ts'

const manual = [
  'Fill the rinse aid dispenser.',
  'Rinse aid helps glasses to dry. Add salt to the salt container.',
  'Clean the spray arm. If the spray arm does not turn, remove lime scale.',
  'Set the clock. Take out the filter and the lower rack.',
]
const vocabulary = vocabularyOf(manual, ['E15', 'FE'])
/** "word:0.4" is a word that the model was 0.4 sure of; without a number it was sure. */
const heard = (text: string) =>
  text.split(' ').map((word) => ({ text: word.split(':')[0]!, confidence: Number(word.split(':')[1] ?? 0.99) }))
/** A sound that fits the texts given, each with its log probability, and nothing else. */
const sound = (fits: Record<string, number>) => (texts: readonly string[]) =>
  Promise.resolve(texts.map((text) => fits[text] ?? -100))
type Fits = ReturnType<typeof sound>
const by = (words: Vocabulary, fits: Fits) => ({ vocabulary: words, prior: new WordPrior(words.sentences), fits })
const repaired = async (text: string, fits: Record<string, number>) =>
  (await repairTranscript(heard(text), by(vocabulary, sound(fits)))).words.map((word) => word.text).join(' ')

describe('transcript repair', () => {
  it('takes the word of the manual where the sound allows it', async () => {
    const fits = { 'How much rinse eight do I need?': -3, 'How much rinse aid do I need?': -5 }
    expect(await repaired('How much rinse:0.9 eight:0.5 do I need?', fits)).toBe('How much rinse aid do I need?')
  })

  it('leaves what was heard where the sound is another', async () => {
    const fits = { 'How much rinse eight do I need?': -3, 'How much rinse aid do I need?': -12 }
    expect(await repaired('How much rinse:0.9 eight:0.5 do I need?', fits)).toBe('How much rinse eight do I need?')
  })

  it.each([
    ['Take out the filler:0.6', -2.5, 'Take out the filter', 'Take out the filter'], // what this manual says
    ['Make it colder:0.6', -2.5, 'Make it salt', 'Make it colder'], // nobody asks for the other
    ['The rack turned:0.5 over.', 0.5, 'The rack turn over.', 'The rack turned over.'], // the same word
  ])('weighs what people ask beside the sound: %j', async (text, fit, proposed, meant) => {
    const asHeard = text.replace(/:0\.\d/, '')
    const fitsBy: Record<string, number> = { [asHeard]: 0, [proposed]: fit }
    const [words, prior] = [vocabularyOf(manual, []), new WordPrior([...manual, 'Make it colder.', 'It turned over.'])]
    const { words: repaired } = await repairTranscript(heard(text), { vocabulary: words, prior, fits: sound(fitsBy) })
    expect(repaired.map((word) => word.text).join(' ')).toBe(meant)
  })

  it('leaves words that were heard well or that the manual has', async () => {
    const eager = (texts: readonly string[]) => Promise.resolve(texts.map(() => 0))
    for (const text of ['Is the clog big?', 'Set:0.3 the:0.3 clock:0.3']) {
      expect((await repairTranscript(heard(text), by(vocabularyOf(manual, []), eager))).repairs).toEqual([])
    }
  })

  it.each(['What is e 15?', 'What is E fifteen?', 'What is E-15?', 'What is E one five?'])(
    'writes the code in %j as printed',
    async (text) => {
      expect(await repaired(text, {})).toBe('What is E15?')
    },
  )

  it.each([
    ["It's early:0.6 fifteen.", "It's E15."],
    ['It says he:0.6 fifteen.', 'It says E15.'],
    ['What is very:0.5 15 on the display?', 'What is E15 on the display?'],
    ["It's early fifteen.", "It's early fifteen."], // heard well
    ['It stops every:0.5 fifteen minutes.', 'It stops every fifteen minutes.'],
    ["It's early:0.6 sixteen.", "It's early sixteen."], // no such code
    ["It's about:0.6 fifteen.", "It's about fifteen."], // no sound of an E
  ])('knows a code by its number where the letter was blurred: %j', async (text, meant) => {
    expect(await repaired(text, { [text.replace(/:0\.\d/, '')]: 0 })).toBe(meant)
  })

  const coded = vocabularyOf(manual, ['F3', 'F5', 'FE', 'H2', 'F1', 'E4', 'A4'])
  it.each([
    ["It's flashing a:0.5 five at me.", "It's flashing F5 at me.", -9],
    ['What does have:0.3 to:0.9 mean?', 'What does H2 mean?', -6],
    ["What's a:0.8 three man?", "What's F3 man?", -8],
    ['It says, Effie:0.6', 'It says, FE', -5],
    ["It's flashing a:0.5 five at me.", "It's flashing a five at me.", -13], // another sound
    ["It's flashing a five at me.", "It's flashing a five at me.", -1], // heard well
    ["It's flashing it:0.2 for.", "It's flashing it for.", -8], // E4 and A4 fit alike
    ['It says F5 after:0.4 two:0.5 minutes.', 'It says F5 after two minutes.', -1], // the code was heard already
  ])('weighs the codes that sound like what was heard: %j', async (text, meant, fit) => {
    const asHeard = text.replace(/:0\.\d/g, '')
    const alike = ["It's flashing E4.", "It's flashing A4."]
    const fitOf = (one: string) => (one === asHeard ? 0 : one === meant || alike.includes(one) ? fit : -30)
    const weigh = (texts: readonly string[]) => Promise.resolve(texts.map(fitOf))
    const { words } = await repairTranscript(heard(text), by(coded, weigh))
    expect(words.map((word) => word.text).join(' ')).toBe(meant)
  })

  it('finds the codes of a manual: letters with a number, and letters alone at the head of a title', () => {
    const titles = ['FE: Call the service', 'dE: Close the door', 'Note: Keep it', 'E15: Fill in salt', 'A: Basket']
    expect(codesIn(titles, [...titles, 'Error H-20. A NEW DOOR.'])).toEqual(['FE', 'dE', 'E15', 'H-20'])
  })

  it('does not make a code of what only looks or sounds like one', async () => {
    expect(await repaired('What is E 16?', {})).toBe('What is E 16?')
    expect(await repaired('Ask effie about it.', {})).toBe('Ask effie about it.')
    expect(await repaired('It shows F E.', {})).toBe('It shows FE.')
  })

  it('keeps capitals and full stops, and says what it changed', async () => {
    const fits = { 'Pray arm stuck.': -2, 'Spray arm stuck.': -3 }
    expect(await repairTranscript(heard('Pray:0.4 arm:0.9 stuck.'), by(vocabulary, sound(fits)))).toEqual({
      words: [{ text: 'Spray arm', confidence: 1 }, ...heard('stuck.')],
      repairs: [{ heard: 'Pray arm', meant: 'spray arm' }],
    })
  })

  it('knows pairs that the manual repeats, codes, and no small words', () => {
    const texts = vocabulary.terms.map((term) => term.text)
    expect(texts).toEqual(expect.arrayContaining(['E15', 'FE', 'rinse aid', 'spray arm', 'filter']))
    expect(texts).not.toEqual(expect.arrayContaining(['does']))
    expect(texts).not.toContain('salt container')
  })
})

describe('transcript repair of real sound', () => {
  let listener: Listener
  let speaker: Speaker
  beforeAll(async () => {
    await buildModels()
    listener = await openListener({ modelsFolder, language: 'en' })
    speaker = await openSpeaker({ modelsFolder, language: 'en' })
  })
  afterAll(() => Promise.all([listener.close(), speaker.close()]))

  it.each([
    ['what does F 2 mean', 'F2'], // heard as "What does have to mean?"
    ["it's flashing F 3", 'F3'], // "a free"
    ["i've got E 22 on the display", 'E22'], // "it twenty-two"
  ])('understands the code in %j', async (question, code) => {
    const errors = vocabularyOf(manual, ['F2', 'F3', 'FE', 'E2', 'E22', 'H2'])
    const { pcm } = await speaker.speak(question, { voice: 'slt', signal: quietWork.signal })
    const { transcript } = await listener.listen(inSilence(floatPcm(pcm)), 16_000, { ...quietWork, vocabulary: errors })
    expect(transcript).toContain(code)
  })

  it('lowers the word errors on questions about the manual, and adds none to others', async () => {
    const asked = ['The spray arm does not turn.', 'How much salt do I need?', 'How do I set the clock?']
    const others = [
      'Who won the match last night?',
      'Tell me a story about a dragon.',
      'What is the capital of France?',
    ]
    const rates = async (sentences: string[]) => {
      const [before, after] = [[] as ReturnType<typeof wordErrors>[], [] as ReturnType<typeof wordErrors>[]]
      for (const sentence of sentences) {
        for (const voice of ['slt', 'rms', 'kal']) {
          const { pcm } = await speaker.speak(sentence, { voice, signal: quietWork.signal })
          const sound = inSilence(floatPcm(pcm))
          before.push(wordErrors(sentence, (await listener.listen(sound, 16_000, quietWork)).transcript))
          after.push(
            wordErrors(sentence, (await listener.listen(sound, 16_000, { ...quietWork, vocabulary })).transcript),
          )
        }
      }
      return [wordErrorRate(before), wordErrorRate(after)] as const
    }
    const [before, after] = await rates(asked)
    expect(after).toBeLessThan(before)
    const [otherBefore, otherAfter] = await rates(others)
    expect(otherAfter).toBeLessThanOrEqual(otherBefore)
  })
})
