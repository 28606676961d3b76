// An earcon, the sound that says without words what the device does, is asked for, recorded and played like a text: by a caption.
// Example: earconText('listening') -> '♪ listening'. Trap: in a bundle its text is empty, so that no voice reads the caption out.

import type { EarconName } from './format/contents.ts'

export const earconText = (name: EarconName): string => `♪ ${name}`
