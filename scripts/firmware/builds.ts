// preset of firmware/CMakePresets.json -> its programs, built and run: on this machine, in Node, or under QEMU.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const goldenFolder = join(root, 'test/golden')
const firmware = join(root, 'firmware')
const bundle = join(goldenFolder, 'golden.psb')
const script = join(goldenFolder, 'golden.psq')

export type Preset = 'host' | 'fuzz' | 'wasm32' | 'cortex-m55' | 'cortex-m33' | 'aarch64'

/** Programs that a preset needs; the first that is missing is named when it is skipped. */
export const neededBy: Record<Preset, string[]> = {
  host: ['cmake', 'ninja', 'gcc'],
  fuzz: ['cmake', 'ninja', 'clang'],
  wasm32: ['cmake', 'ninja', 'clang', 'wasm-ld'],
  'cortex-m55': ['cmake', 'ninja', 'arm-none-eabi-gcc', 'qemu-system-arm'],
  'cortex-m33': ['cmake', 'ninja', 'arm-none-eabi-gcc', 'qemu-system-arm'],
  aarch64: ['cmake', 'ninja', 'aarch64-linux-gnu-gcc', 'qemu-aarch64-static'],
}

export const missingFor = (preset: Preset): string | null =>
  neededBy[preset].find((program) => spawnSync(program, ['--version']).error !== undefined) ?? null

export const built = (preset: Preset, file: string): string => join(root, 'out/firmware', preset, file)

/** Throws with the compiler's words: a warning is an error. */
export function build(preset: Preset): void {
  run('cmake', ['--preset', preset], { cwd: firmware })
  run('cmake', ['--build', '--preset', preset], { cwd: firmware })
}

export const replayHost = (): string => run(built('host', 'psp_replay'), [bundle, script])
export const replayAarch64 = (): string => run('qemu-aarch64-static', [built('aarch64', 'psp_replay'), bundle, script])

/** Bundle and script are linked in; the board prints through semihosting, which QEMU writes to stderr. */
export function replayBoard(preset: 'cortex-m55' | 'cortex-m33'): string {
  const machine = preset === 'cortex-m55' ? 'mps3-an547' : 'mps2-an505'
  const options = ['-M', machine, '-display', 'none', '-serial', 'none', '-monitor', 'none']
  const semihosting = ['-chardev', 'stdio,id=out', '-semihosting-config', 'enable=on,target=native,chardev=out']
  return run('qemu-system-arm', [...options, ...semihosting, '-kernel', built(preset, 'psp_replay')])
}

/** The same C in WebAssembly. */
export async function replayWasm(): Promise<string> {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(readFileSync(built('wasm32', 'psp_replay.wasm'))))
  const { memory, replay_heap, replay_run, replay_text } = instance.exports as Record<string, CallableFunction> & {
    memory: WebAssembly.Memory
  }
  const [bundleBytes, scriptBytes] = [readFileSync(bundle), readFileSync(script)]
  memory.grow(16)
  const start = Number(replay_heap!())
  const second = start + Math.ceil(bundleBytes.length / 16) * 16
  new Uint8Array(memory.buffer).set(bundleBytes, start)
  new Uint8Array(memory.buffer).set(scriptBytes, second)
  const length = Number(replay_run!(start, bundleBytes.length, second, scriptBytes.length))
  return new TextDecoder().decode(new Uint8Array(memory.buffer, Number(replay_text!()), length))
}

export function run(command: string, args: string[], options: { cwd?: string } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, LC_ALL: 'C' },
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`)
  return stdout
}
