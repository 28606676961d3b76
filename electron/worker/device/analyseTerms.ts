// psp_runtime.wasm -> a function: text -> its terms, as the device cuts a question into them.
// Example: analyseTerms(wasm)('My dishes come out dirty', 'en') -> ['dish', 'come', 'dirty']

import { RuntimeModule } from './runtimeModule.ts'

/** The runtime's own analyser of text, for the index: one implementation of what a term is. */
export function analyseTerms(wasm: Uint8Array): (text: string, language: string) => string[] {
  const module = new RuntimeModule(wasm)
  const { call } = module
  const start = module.mark()
  return (text, language) => {
    module.release(start)
    const encoded = new TextEncoder().encode(text)
    call.text_start(module.put(encoded), encoded.length, module.put(new TextEncoder().encode(`${language}\0`)))
    const terms: string[] = []
    for (let term = call.text_next(); term !== 0; term = call.text_next()) terms.push(module.textAt(term))
    return terms
  }
}
