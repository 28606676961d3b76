// A small microcontroller that bundles of tests are built for.

import type { Target } from '../../../shared/domain.ts'

export const microcontroller: Target = {
  id: 'rp2350-mcu',
  name: '',
  description: '',
  encoder: 'static-small',
  speech: 'text',
  models: [],
  limits: { bundleBytes: 1e7, ramBytes: 1e6 },
  sources: [],
}
