// A small decoded picture -> whether it is a warning triangle. Example: 48 × 48 dots, a black outline on white with a bar in it -> true.
// Only its silhouette is looked at, against the colour of its corners, so that colours, polarity and resolution do not matter.
// Trap: a filled arrow has the same silhouette; along its axis a sign changes colour at least twice more (bar and dot).

import * as v from 'valibot'

export interface Picture {
  width: number
  height: number
  data: Uint8Array | Uint8ClampedArray
}

const Decoded = v.object({
  width: v.pipe(v.number(), v.minValue(8), v.maxValue(512)),
  height: v.pipe(v.number(), v.minValue(8), v.maxValue(512)),
  data: v.union([v.instance(Uint8Array), v.instance(Uint8ClampedArray)]),
})

/** What pdf.js gives for a picture, or null where it is none that can be looked at. */
export function pictureFrom(value: unknown): Picture | null {
  const parsed = v.safeParse(Decoded, value)
  return parsed.success ? parsed.output : null
}

const near = 0.14 // of the width
const clear = 70 // steps of grey between ink and ground

export function isWarningTriangle(picture: Picture): boolean {
  const grey = greyOf(picture)
  if (!grey) return false
  const { width, height } = picture
  const ground = ((grey(0, 0) ?? 0) + (grey(width - 1, 0) ?? 0)) / 2
  const isInk = (x: number, y: number): boolean => Math.abs((grey(x, y) ?? ground) - ground) > clear
  const rows = Array.from({ length: height }, (_, y) => inkOf(y, width, isInk))
  const inked = rows.flatMap((row, y) => (row ? [{ ...row, y }] : []))
  const [top, end] = [inked[0]?.y ?? 0, inked.at(-1)?.y ?? 0]
  const [left, right] = [Math.min(...inked.map(({ from }) => from)), Math.max(...inked.map(({ to }) => to))]
  const [across, down] = [right - left + 1, end - top + 1]
  if (inked.length < 8 || inked.length < 0.9 * down || down < 0.7 * across || down > 1.15 * across) return false
  const middle = (left + right) / 2
  const fitting = inked.filter(({ from, to, y }) => {
    const half = ((y - top) / down) * (across / 2)
    return Math.abs(middle - half - from) < near * across && Math.abs(middle + half - to) < near * across
  })
  return fitting.length > 0.85 * inked.length && changesAlong(Math.round(middle), [top, end], grey) >= 3
}

/** First and last dot of ink in a row. */
function inkOf(
  y: number,
  width: number,
  isInk: (x: number, y: number) => boolean,
): { from: number; to: number } | null {
  const dots = Array.from({ length: width }, (_, x) => x).filter((x) => isInk(x, y))
  const [from, to] = [dots[0], dots.at(-1)]
  return from === undefined || to === undefined ? null : { from, to }
}

function changesAlong(x: number, [top, end]: [number, number], grey: (x: number, y: number) => number | null): number {
  let [changes, last] = [0, grey(x, top) ?? 0]
  for (let y = top; y <= end; y += 1) {
    const own = grey(x, y) ?? last
    if (Math.abs(own - last) <= clear) continue
    changes += 1
    last = own
  }
  return changes
}

/** Brightness of a dot, 0..255: one bit, grey, RGB or RGBA on white, told by the amount of bytes. */
function greyOf({ width, height, data }: Picture): ((x: number, y: number) => number | null) | null {
  const rowBytes = Math.ceil(width / 8)
  if (data.length === rowBytes * height) {
    return (x, y) => ((((data[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1 ? 255 : 0)
  }
  const channels = data.length / (width * height)
  if (channels !== 1 && channels !== 3 && channels !== 4) return null
  return (x, y) => {
    const at = (y * width + x) * channels
    if (channels === 1) return data[at] ?? null
    const mean = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3
    const opacity = channels === 4 ? (data[at + 3] ?? 0) / 255 : 1
    return 255 + (mean - 255) * opacity
  }
}
