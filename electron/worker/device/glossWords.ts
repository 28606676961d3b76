// psp_runtime.wasm + glossary -> a function: text -> its words in the language of the encoder, as the device reads a question.
// Example: glossWords(wasm, glossary)('Die Tür klemmt') -> 'door stuck'       Without a glossary a text stays as it is.
// Trap: "Tuer", "Türen" and "Türfach" are found by rules that are in C only: topics are read by the very code that reads the questions.

import { StringPool, concatBytes } from '../../../shared/format/bytes.ts'
import type { Gloss } from '../../../shared/format/contents.ts'
import { glossBytes } from '../../../shared/format/sectionBytes.ts'
import { RuntimeModule } from './runtimeModule.ts'

export function glossWords(wasm: Uint8Array, glossary: readonly Gloss[], language: string): (text: string) => string {
  if (glossary.length === 0) return (text) => text
  const module = new RuntimeModule(wasm)
  const pool = new StringPool()
  const records = concatBytes(glossBytes(glossary, pool))
  const strings = pool.bytes()
  module.call.gloss_use(module.put(records), glossary.length, module.put(strings), strings.length)
  return (text) => glossed(module, text, language)
}

/** By the glossary that the module was given, or the bundle that is open in it. */
export function glossed(module: RuntimeModule, text: string, language: string): string {
  const { call, bytesAt } = module
  const start = module.mark()
  const encoded = new TextEncoder().encode(text)
  call.gloss_start(module.put(encoded), encoded.length, module.put(new TextEncoder().encode(`${language}\0`)))
  const words: string[] = []
  for (let at = call.gloss_next(); at !== 0; at = call.gloss_next())
    words.push(new TextDecoder().decode(bytesAt(at, call.gloss_size())))
  module.release(start)
  return words.join(' ')
}
