// Sound -> its peaks, for a waveform that is drawn. Example: 2 s at 16 kHz -> 240 numbers of 0..1, one for each 133 samples.

const columns = 240

export function envelopeOf(pcm: Float32Array): number[] {
  const count = Math.min(columns, pcm.length)
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * pcm.length) / count)
    const to = Math.floor(((column + 1) * pcm.length) / count)
    let peak = 0
    for (let at = from; at < to; at++) peak = Math.max(peak, Math.abs(pcm[at] ?? 0))
    return Math.min(1, Math.round(peak * 1000) / 1000)
  })
}
