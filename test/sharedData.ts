// Where real manuals, questions and sounds lie beside a checkout. They may be absent: then a test says so and skips.

import { join } from 'node:path'

export const sharedData = join(import.meta.dirname, '../../shared/data')
