// What belongs to a place in a list, made once a place: a row whose listeners stay the same objects is not drawn again for each key.
// Example: const focusAt = perPlace((at) => () => emit('focusPart', `step ${at}`)); focusAt(3) === focusAt(3).

export function perPlace<Value>(make: (at: number) => Value): (at: number) => Value {
  const made = new Map<number, Value>()
  return (at) => {
    const kept = made.get(at) ?? make(at)
    made.set(at, kept)
    return kept
  }
}
