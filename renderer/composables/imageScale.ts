// Zoom and screen -> scale of the picture to ask for. A picture for each pixel of a zoom would be drawn for nothing: quarters, rounded up.

const smallest = 0.25
const largest = 4 // the contract's limit

/** `zoom`: CSS pixels per PDF point. */
export const imageScale = (zoom: number, pixelRatio: number): number =>
  Math.min(largest, Math.max(smallest, Math.ceil(zoom * pixelRatio * 4) / 4))
