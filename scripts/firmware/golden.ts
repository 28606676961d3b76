// test/golden/{goldenBundle,script}.ts -> golden.psb and golden.psq, and golden.lines as the host build answers them.
// Run after a wanted change of format or ranking: npx tsx scripts/firmware/golden.ts      Then read the diff of golden.lines: it is the review.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { goldenBundle } from '../../test/golden/goldenBundle.ts'
import { scriptBytes } from '../../test/golden/script.ts'
import { build, goldenFolder, replayHost } from './builds.ts'

writeFileSync(join(goldenFolder, 'golden.psb'), goldenBundle())
writeFileSync(join(goldenFolder, 'golden.psq'), scriptBytes())
build('host')
writeFileSync(join(goldenFolder, 'golden.lines'), replayHost())
