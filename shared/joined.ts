// Arrays of numbers of one kind -> one array, one after another. Example: joined(Int16Array, [sound, silence]) -> the samples of both.

interface Numbers {
  set: (part: ArrayLike<number>, offset: number) => void
}

export function joined<Whole extends Numbers>(
  Kind: new (length: number) => Whole,
  parts: readonly ArrayLike<number>[],
): Whole {
  const whole = new Kind(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
