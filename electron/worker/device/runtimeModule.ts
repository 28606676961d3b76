// psp_runtime.wasm -> its exports as typed functions, and its memory as places to put bytes and take texts from.
// Trap: growing the memory detaches every view of it, so views are made when they are needed and never kept.

const exportNames = [
  'device_heap',
  'device_open',
  'device_open_tag',
  'device_verify',
  'device_digest',
  'device_signature',
  'device_signer',
  'device_accepts',
  'device_language_count',
  'device_language',
  'device_flags',
  'device_format',
  'device_session_size',
  'device_number',
  'device_text',
  'device_prompt',
  'device_section',
  'device_section_id',
  'device_section_size',
  'device_count',
  'device_u8',
  'device_u16',
  'device_u32',
  'device_string',
  'device_ask_vector',
  'device_ask_text',
  'device_ask_phrase',
  'device_command',
  'device_go_to',
  'device_obey',
  'device_volume',
  'device_set_volume',
  'device_cut_short',
  'device_reset',
  'answer_kind',
  'answer_topic',
  'answer_score',
  'answer_margin',
  'answer_rise',
  'answer_first_utterance',
  'answer_utterance_count',
  'answer_piece_count',
  'answer_text',
  'answer_said_count',
  'answer_command',
  'answer_offer',
  'answer_step',
  'answer_step_count',
  'answer_alternative_count',
  'answer_alternative_topic',
  'answer_alternative_score',
  'speech_start',
  'speech_start_prompt',
  'speech_read',
  'speech_samples',
  'speech_rate',
  'speech_packet',
  'packet_bytes',
  'packet_size',
  'packet_skip',
  'packet_samples',
  'packet_rate',
  'packet_is_first',
  'device_vector',
  'device_rank',
  'ranked_topic',
  'ranked_score',
  'ranked_vector',
  'ranked_near',
  'ranked_told',
  'text_start',
  'text_next',
  'gloss_use',
  'gloss_start',
  'gloss_next',
  'gloss_size',
] as const
type ExportName = (typeof exportNames)[number]
type Exported = (...numbers: number[]) => number

const pageBytes = 65_536

export class RuntimeModule {
  readonly call: Readonly<Record<ExportName, Exported>>
  readonly #memory: WebAssembly.Memory
  #free: number

  /** Synchronous: the module has some 20 KB. */
  constructor(wasm: Uint8Array) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(wasm)))
    if (!(exports['memory'] instanceof WebAssembly.Memory)) throw new TypeError('psp_runtime.wasm exports no memory')
    this.#memory = exports['memory']
    this.call = functionsOf(exports)
    this.#free = this.call.device_heap()
  }

  /** Where the next `put` goes; hand it to `release` to use the room again. */
  mark = (): number => this.#free
  release = (mark: number): void => {
    this.#free = mark
  }

  /** Copies bytes in, at a multiple of 16, and returns their address. */
  put(bytes: Uint8Array | Int8Array): number {
    const address = Math.ceil(this.#free / 16) * 16
    const missing = address + bytes.length - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes))
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), address)
    this.#free = address + bytes.length
    return address
  }

  bytesAt = (address: number, size: number): Uint8Array =>
    new Uint8Array(this.#memory.buffer).slice(address, address + size)

  /** The text at an address up to its zero byte. */
  textAt = (address: number): string => {
    const memory = new Uint8Array(this.#memory.buffer)
    return new TextDecoder().decode(memory.subarray(address, memory.indexOf(0, address)))
  }
}

function functionsOf(exports: WebAssembly.Exports): Record<ExportName, Exported> {
  const found: Partial<Record<ExportName, Exported>> = {}
  for (const name of exportNames) {
    const exported = exports[name]
    if (typeof exported !== 'function') throw new TypeError(`psp_runtime.wasm exports no ${name}`)
    found[name] = (...numbers) => Number(exported(...numbers))
  }
  if (!hasAll(found)) throw new TypeError('psp_runtime.wasm is not complete')
  return found
}

const hasAll = (found: Partial<Record<ExportName, Exported>>): found is Record<ExportName, Exported> =>
  exportNames.every((name) => Object.hasOwn(found, name))
