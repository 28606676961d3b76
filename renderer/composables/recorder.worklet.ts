// Runs on the audio thread: microphone -> frames of 1024 samples, posted to the page.
// Trap: this file is loaded by audioWorklet.addModule, so it imports nothing.

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

const frameLength = 1024

class Recorder extends AudioWorkletProcessor {
  readonly #frame = new Float32Array(frameLength)
  #filled = 0

  process(inputs: Float32Array[][]): boolean {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.#frame[this.#filled++] = sample
      if (this.#filled < frameLength) continue
      this.port.postMessage(this.#frame) // copied by the message
      this.#filled = 0
    }
    return true
  }
}

registerProcessor('recorder', Recorder)
