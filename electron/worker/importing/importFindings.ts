// Blocks and topics of a manual -> what the report says beside the figures. Pure.
// Example: importFindings({ blocks, languages }, topics) -> { languages: [{ language: 'en', pages: 28 }], identity: { appliance: 'oven', … }, … }
// Trap: a file named for one product may be another's manual; so what the text says is told, and never guessed from the file's name.

import type { PageBlocks, Topic } from '../../../shared/domain.ts'
import { appliances } from '../../../shared/ipc/importFindings.ts'
import type { Identity, ImportFindings } from '../../../shared/ipc/importFindings.ts'
import type { ToldBlocks } from '../pipeline/languagesOfBlocks.ts'
import { contradictionsIn } from '../topics/contradictions.ts'

const mostSamples = 12

/** `languages` as languagesOfBlocks found them: the report says what the import chose from. */
export const importFindings = (
  { blocks, languages, conditions = [] }: Found,
  topics: readonly Topic[],
): ImportFindings => ({
  languages,
  dropped: samplesOf(blocks),
  drawnLines: blocks.flatMap(({ page, drawnLines }) => (drawnLines ? [{ page, ...drawnLines }] : [])),
  codeTopics: codeTopicsOf(topics),
  contradictions: contradictionsIn(topics),
  identity: identityOf(blocks),
  conditions,
})

interface Found extends Pick<ToldBlocks, 'languages'> {
  blocks: readonly PageBlocks[]
  conditions?: ImportFindings['conditions']
}

/** A topic about the code alone goes before one that only names it. */
function codeTopicsOf(topics: readonly Topic[]): ImportFindings['codeTopics'] {
  const aboutCodes = topics.filter(({ kind }) => kind === 'error-code')
  const found = new Map([...topics, ...aboutCodes].flatMap(({ codes, id }) => codes.map((code) => [code, id] as const)))
  return [...found]
    .map(([code, topic]) => ({ code, topic }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

/** Alike but for their figures is one sample: page numbers are shown once. */
function samplesOf(pages: readonly PageBlocks[]): ImportFindings['dropped'] {
  const samples = new Map<string, ImportFindings['dropped'][number]>()
  for (const { page, dropped } of pages) {
    for (const { text, reason } of dropped) {
      const key = `${reason} ${text.replace(/\d+/g, '#')}`
      const known = samples.get(key)
      if (known) known.count += 1
      else samples.set(key, { text: text.slice(0, 200), reason, count: 1, page })
    }
  }
  return [...samples.values()].sort((a, b) => b.count - a.count).slice(0, mostSamples)
}

/** Names of appliances in the languages that are read, most telling first: a washer-dryer is a dryer as well. */
const names: Readonly<Record<(typeof appliances)[number], RegExp>> = {
  washerDryer: /washer[ -]dryers?|waschtrockner|lavante-séchante|lavasciuga|lavadora-secadora/giu,
  dishwasher: /dish ?washers?|geschirrspüler\p{L}*|lave-vaisselle|lavastoviglie|lavavajillas/giu,
  washingMachine: /washing machines?|waschmaschinen?|lave-linge|lavatrice|lavadora/giu,
  dryer: /tumble dryers?|wäschetrockner|sèche-linge|asciugatrice/giu,
  refrigerator: /refrigerators?|fridges?|kühlschr[aä]nke?\p{L}*|kühlgeräte?|réfrigérateur|frigorifero|frigorífico/giu,
  coffeeMachine:
    /coffee (?:machines?|makers?)|espresso machines?|brewers?|kaffeemaschinen?|kaffeevollautomat\p{L}*|cafetière/giu,
  microwave: /microwaves?|mikrowellen?\p{L}*|micro-ondes|microonde|microondas/giu,
  oven: /(?<!microwave )\bovens?|backofen|backöfen|\b(?:le|du|au|votre) four\b|\bforno|\bhorno/giu,
  hob: /\bhobs?\b|cooktops?|kochfeld\p{L}*/giu,
  vacuumCleaner: /vacuum cleaners?|staubsauger/giu,
  airConditioner:
    /air[ -]?conditioners?|klimageräte?|klimaanlagen?|climatiseurs?|condizionatori?|aires? acondicionados?/giu,
  lawnMower: /mowers?|rasenmäher\p{L}*|tondeuses?|tosaerba|cortacésped/giu,
  toothbrush: /toothbrush(?:es)?|zahnbürsten?|brosse à dents/giu,
}
const fewestNames = 4
/** It is called a washing machine and a dryer as well. */
const weights: Partial<Record<(typeof appliances)[number], number>> = { washerDryer: 2 }

const modelName =
  /(?:\bmodels?|\bmodell|\bmodèle|\bmodello|\bmodelo|\btype|\btyp)(?:\s?(?:no|nr)\.?)?\s?[:：.]?\s*((?=[\p{Lu}\d./-]*\d)\p{Lu}[\p{Lu}\d./-]{2,20})/giu
const dated =
  /\b(?:(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d|(?:19|20)\d\d[/.-](?:0[1-9]|1[0-2])(?:[/.-]\d\d)?|(?:Rev(?:ision)?|Edition|Issue|Ausgabe|Version)\.?:?\s?(?=[\w./-]*\d)\w[\w./-]{0,12})(?![\d/])/iu

function identityOf(pages: readonly PageBlocks[]): Identity {
  const texts = pages.map(({ blocks, dropped }) => [...blocks, ...dropped].map(({ text }) => text).join('\n'))
  const whole = texts.join('\n')
  const named = appliances
    .map((appliance) => ({ appliance, count: whole.match(names[appliance])?.length ?? 0 }))
    .map(({ appliance, count }) => ({ appliance, count: count * (weights[appliance] ?? 1) }))
    .filter(({ count }) => count >= fewestNames)
    .sort((a, b) => b.count - a.count)
  const outside = [...texts.slice(0, 2), ...texts.slice(-1)].join('\n')
  const models = [...whole.matchAll(modelName)].flatMap(([, model]) =>
    model === undefined ? [] : [model.replace(/[./-]+$/, '')],
  )
  return {
    appliance: named[0]?.appliance ?? null,
    models: [...new Set(models)].slice(0, 12),
    edition: dated.exec(outside)?.[0].replace(/[.,-]+$/, '') ?? null,
  }
}
