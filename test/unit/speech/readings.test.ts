import { describe, expect, it } from 'vitest'
import { weightedReadings } from '../../../electron/worker/speech/readings.ts'

const read = (...readings: [string, number][]): { text: string; score: number }[] =>
  readings.map(([text, probability]) => ({ text, score: Math.log(probability) }))

describe('weighted readings', () => {
  it('add up to one, the likeliest first', () => {
    const readings = weightedReadings(read(["it's leaking", 0.06], ["it's leaning", 0.02]))
    expect(readings.map(({ text }) => text)).toEqual(["it's leaking", "it's leaning"])
    expect(readings.map(({ weight }) => weight)).toEqual([expect.closeTo(0.75), expect.closeTo(0.25)])
  })

  it('count once what differs in case and punctuation only', () => {
    const readings = weightedReadings(read(['It leaks.', 0.3], ['It reeks.', 0.3], ['it leaks', 0.3]))
    expect(readings).toEqual([
      { text: 'It leaks.', weight: expect.closeTo(2 / 3) },
      { text: 'It reeks.', weight: expect.closeTo(1 / 3) },
    ])
  })

  it('leave out what is hardly possible, and what has no words', () => {
    const readings = weightedReadings(read(['It leaks.', 0.9], ['…', 0.5], ['A tleeks.', 0.001]))
    expect(readings).toEqual([{ text: 'It leaks.', weight: 1 }])
  })

  it('are none where nothing was heard', () => {
    expect(weightedReadings([])).toEqual([])
  })
})
