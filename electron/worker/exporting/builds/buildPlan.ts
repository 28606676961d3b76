// plan.json -> the builds that it asks for, one a project and target, in an order that never changes: shards of it fit together.
// Example: { "out": "bundles", "products": [{ "project": "dishwasher", "targets": ["sr110-mcu", "rp2350-mcu"] }] } -> 2 builds.
// Trap: paths are those of the plan's folder, not of the shell that started it: a plan means the same everywhere.

import { basename, resolve } from 'node:path'
import * as v from 'valibot'
import { imageFormats } from '../../../../shared/domain.ts'
import type { ImageFormat } from '../../../../shared/domain.ts'
import { AppError } from '../../../../shared/errors.ts'
import { idPattern, slug } from '../../../../shared/ids.ts'

const name = v.pipe(v.string(), v.regex(idPattern))
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
export const buildPlanSchema = v.strictObject({
  /** Folder of the bundles: out/NAME/TARGET/. */
  out: v.optional(path, 'bundles'),
  /** Folder where finished builds are kept by their content; shared by shards, and by the next run. */
  cache: v.optional(path, '.plainspoken-cache'),
  products: v.pipe(
    v.array(
      v.strictObject({
        project: path,
        /** Projects in other languages that go into the same bundle, beside those that the project names. */
        with: v.optional(v.array(path), []),
        /** Of its folder in `out`; the project folder's own where absent. */
        name: v.exactOptional(name),
        targets: v.pipe(v.array(name), v.minLength(1)),
        speech: v.exactOptional(v.picklist(['clips', 'text'])),
        also: v.optional(v.array(v.picklist(imageFormats)), []),
        /** Path of a PEM, or "development". */
        sign: v.exactOptional(path),
        /** Only where every condition for a release holds. */
        release: v.optional(v.boolean(), false),
      }),
    ),
    v.minLength(1),
    v.maxLength(10_000),
  ),
})

export interface Build {
  /** NAME/TARGET: what it is called in reports, and its folder in `out`. */
  id: string
  project: string
  target: string
  speech?: 'clips' | 'text'
  also: ImageFormat[]
  /** Folders. */
  with: string[]
  sign?: string
  release: boolean
}

export interface BuildPlan {
  out: string
  cache: string
  builds: Build[]
}

/** `folder` is the plan's. Errors: plan-invalid, naming the field. */
export function parseBuildPlan(text: string, { file, folder }: { file: string; folder: string }): BuildPlan {
  const invalid = (reason: string): AppError => new AppError('plan-invalid', { file, reason })
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : 'no JSON')
  }
  const parsed = v.safeParse(buildPlanSchema, document)
  if (!parsed.success) throw invalid(`${v.getDotPath(parsed.issues[0]) ?? 'the document'}: ${parsed.issues[0].message}`)
  const { out, cache, products } = parsed.output
  const builds = products.flatMap(({ project, name, targets, sign, with: others, ...rest }) =>
    targets.map((target): Build => ({
      ...rest,
      id: `${name ?? slug(basename(resolve(folder, project)))}/${target}`,
      project: resolve(folder, project),
      with: others.map((other) => resolve(folder, other)),
      target,
      ...(sign !== undefined && { sign: sign === 'development' ? sign : resolve(folder, sign) }),
    })),
  )
  const twice = builds.find(({ id }, at) => builds.findIndex((other) => other.id === id) !== at)
  if (twice) throw invalid(`${twice.id} is asked for twice; give one of them a "name"`)
  return { out: resolve(folder, out), cache: resolve(folder, cache), builds }
}

/** Every n-th build from the i-th on. Example: shardOf(builds, '2/3') is the builds 2, 5, 8, … Errors: usage. */
export function shardOf(builds: readonly Build[], shard: string): Build[] {
  const [, number = 0, of = 0] = (/^(\d{1,5})\/(\d{1,5})$/.exec(shard) ?? []).map(Number)
  if (number < 1 || of < 1 || number > of)
    throw new AppError('usage', { reason: '--shard is a number of a number, such as 2/8' })
  return builds.filter((_, at) => at % of === number - 1)
}
