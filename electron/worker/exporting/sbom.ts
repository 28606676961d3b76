// What is in a bundle and beside it -> CycloneDX 1.5: the runtime, the models, the manuals that its words come from, each with hash and licence.
// Example: sbomOf({ projects, bundle: { file, sha256 }, models, target }) -> sbom.cdx.json.
// Trap: no time stamp and no serial number, which the standard leaves to us: the same project gives the same bytes.

import type { Project, Target } from '../../../shared/domain.ts'
import { toolVersion } from '../../../shared/version.ts'
import type { ModelManifest } from '../models/modelPack.ts'

export interface SbomInput {
  /** One a language; the first one names the product. */
  projects: readonly Pick<Project, 'settings' | 'manuals'>[]
  bundle: { file: string; sha256: string }
  target: Target
  models: readonly ModelManifest[]
}

export function sbomOf({ projects, bundle, target, models }: SbomInput): unknown {
  const manuals = projects.flatMap(manualComponents)
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'Plainspoken', version: toolVersion }] },
      component: {
        type: 'firmware',
        'bom-ref': 'bundle',
        name: projects[0]?.settings.name,
        description: `${bundle.file} for ${target.name}`,
        hashes: [{ alg: 'SHA-256', content: bundle.sha256 }],
      },
    },
    components: [
      {
        type: 'library',
        'bom-ref': 'runtime',
        name: 'plainspoken-runtime',
        version: toolVersion,
        description: 'sdk/src, C99',
        licenses: licensesOf('Apache-2.0'),
      },
      ...models.map(modelComponent),
      ...manuals,
    ],
    dependencies: [
      { ref: 'bundle', dependsOn: ['runtime', ...models.map(refOf), ...manuals.map((manual) => manual['bom-ref'])] },
    ],
  }
}

/** Two languages may have a manual of the same name. */
const manualComponents = ({ manuals, settings: { language } }: SbomInput['projects'][number]) =>
  manuals.map(({ id, title, fileName, sha256 }) => ({
    type: 'data',
    'bom-ref': `manual:${language}/${id}`,
    name: title,
    description: `${fileName}: what is said in "${language}" comes from it; the rights are its owner's`,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    data: [{ type: 'dataset', name: fileName }],
  }))

const refOf = ({ id }: ModelManifest): string => `model:${id}`

const modelComponent = (model: ModelManifest): unknown => ({
  type: 'machine-learning-model',
  'bom-ref': refOf(model),
  name: model.name,
  ...versionOf(model.source),
  description: `${model.job}; source: ${model.source}`,
  licenses: licensesOf(model.licence),
  components: model.files.map(({ name, sha256 }) => ({
    type: 'file',
    'bom-ref': `${refOf(model)}/${name}`,
    name,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
  })),
})

/** 'npm:flite@2.2.0' names one; what we made ourselves has its files' hashes. */
function versionOf(source: string): { version?: string } {
  const version = /@(\d[\w.+-]*)$/.exec(source)?.[1]
  return version === undefined ? {} : { version }
}

/** An SPDX id, or an expression of several. */
const licensesOf = (licence: string): unknown[] =>
  /^[\w.+-]+$/.test(licence) ? [{ license: { id: licence } }] : [{ expression: licence }]
