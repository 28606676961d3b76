// export: the project's bundle for a target, on disk.

import { resolve } from 'node:path'
import { imageFormats } from '../../../shared/domain.ts'
import type { ImageFormat, Target, Work } from '../../../shared/domain.ts'
import { isLetPass, measureText } from '../../worker/exporting/budget.ts'
import { adviceText } from '../../worker/exporting/sizeTable.ts'
import { exportBundle, planExport } from '../../worker/exporting/exportBundle.ts'
import { ProjectStore } from '../../worker/project/projectStore.ts'
import { Workspace } from '../../worker/workspace.ts'
import type { BundleOptions } from '../../worker/workspace.ts'
import { keyOf, writeDigest } from '../signing.ts'
import type { SignOptions } from '../signing.ts'
import { identityOf } from '../identity.ts'
import type { IdentityOptions } from '../identity.ts'
import { usage } from '../output.ts'
import type { Outcome } from '../output.ts'
import { environmentOfCheckout } from '../surroundings.ts'

export interface ExportCommandOptions extends IdentityOptions, SignOptions {
  speech?: string
  out: string
  /** Images beside the bundle: 'hex,uf2,c'. */
  also?: string
  voiceCommand?: string
  target?: string
  /** Folders of projects in other languages. */
  with?: string[]
  force?: boolean
  /** Who lets it pass, and why. */
  overBudget?: string
  release?: boolean
}

export async function exportCommand(folder: string, options: ExportCommandOptions, work: Work): Promise<Outcome> {
  const workspace = new Workspace(environmentOfCheckout(options.voiceCommand))
  try {
    await workspace.open(await ProjectStore.open(resolve(folder)))
    const key = await keyOf(options)
    const plan = await planExport(
      workspace,
      { ...bundleOptions(options), key, override: options.overBudget ?? '' },
      work,
    )
    const { bundle, files } = await exportBundle(plan, resolve(options.out), {
      options: {
        force: options.force ?? false,
        release: options.release ?? false,
        isSignedLater: options.digestOut !== undefined,
        also: imagesOf(options.also),
      },
      engines: workspace.engines,
      work,
    })
    if (options.digestOut !== undefined) await writeDigest(plan.bytes, options.digestOut)
    const { sha256, sizeBytes, sections, topics, advice, budget, gate, isSigned } = plan
    return {
      json: {
        bundle,
        sha256,
        sizeBytes,
        sections,
        topics,
        advice,
        budget,
        gate,
        isSigned,
        target: plan.target.id,
        files,
      },
      text: [
        `${bundle}: ${kilobytes(sizeBytes)} for ${plan.target.name}, ${isSigned ? 'signed' : 'not signed'}`,
        `SHA-256 ${sha256}`,
        `${files.length} files beside it: start with sdk/README.md`,
        ...sections.map(
          ({ name, language, bytes }) => `  ${named(name, language).padEnd(22)} ${kilobytes(bytes).padStart(10)}`,
        ),
        ...budget.lines.map((line) => `  ${line.name}: ${kilobytes(line.usedBytes)} of ${kilobytes(line.limitBytes)}`),
        ...budget.measures.map((measure) => `  ${measureText(measure)}`),
        ...(isLetPass(budget) ? [] : advice.map((one) => `  ${adviceText(one)}`)),
        ...gate.lines
          .filter((line) => !line.holds)
          .map((line) => `  not yet for release: ${line.message}. ${line.mend}`),
      ].join('\n'),
      isMet: isLetPass(budget),
    }
  } finally {
    await workspace.engines.close()
  }
}

const bundleOptions = (options: ExportCommandOptions): BundleOptions => ({
  isDevelopment: !options.release,
  identity: identityOf(options),
  with: (options.with ?? []).map((path) => resolve(path)),
  ...(options.target !== undefined && { target: options.target }),
  ...(options.speech !== undefined && { speech: speechOf(options.speech) }),
})

/** Errors: usage. */
function speechOf(text: string): Target['speech'] {
  if (text !== 'clips' && text !== 'text') throw usage('--speech is clips or text')
  return text
}

/** Errors: usage. */
function imagesOf(text = ''): ImageFormat[] {
  const names = text.split(',').filter((name) => name !== '')
  return names.map((name) => {
    const format = imageFormats.find((known) => known === name)
    if (!format) throw usage(`--also is one or more of ${imageFormats.join(',')}`)
    return format
  })
}

const named = (name: string, language: string): string => (language === '' ? name : `${name} (${language})`)
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`
