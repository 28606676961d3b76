// language + job -> id of the model pack that serves it. Example: speechPackFor(folder, 'text-to-speech', 'en-GB') -> 'flite-en'.

import { AppError } from '../../../shared/errors.ts'
import { listModelPacks } from '../models/modelPack.ts'

/** Errors: model-missing (no pack at all for the job), language-not-supported. */
export async function speechPackFor(
  modelsFolder: string,
  job: 'speech-to-text' | 'text-to-speech',
  language: string,
): Promise<string> {
  const packs = await listModelPacks(modelsFolder, job)
  if (packs.length === 0) throw new AppError('model-missing', { model: job })
  const primary = language.split('-')[0] ?? language
  const pack = packs.find(({ languages }) => languages.includes(language) || languages.includes(primary))
  if (!pack) throw new AppError('language-not-supported', { language, job })
  return pack.id
}
