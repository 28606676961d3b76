// The export folder as a firmware engineer gets it: every command of sdk/README.md is run in that folder, and nothing else is there.
// Trap: the compilers of the last steps are Debian packages; where they are missing those steps are skipped, loudly.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, samplePdf } from '../cli/commandLine.ts'
import { fencesOf } from '../docs/documents.ts'

const isMissing = (program: string): boolean => spawnSync('which', [program]).status !== 0
const missing = ['cmake', 'gcc', 'arm-none-eabi-gcc', 'qemu-system-arm'].filter(isMissing)
if (missing.length > 0) console.warn(`━━ SKIPPED the commands of sdk/README.md: ${missing.join(', ')} is not installed`)

let folder = ''
let out = ''
const bundleFile = 'dishwasher.psb'

beforeAll(async () => {
  const cli = await buildCli('sdk')
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-sdk-'))
  const project = join(folder, 'project')
  out = join(folder, 'out')
  await cli(['new', project, '--name', 'Dishwasher', '--target', 'rp2350-mcu'])
  await cli(['import', project, samplePdf])
  const run = await cli(['export', project, '--out', out, '--also', 'hex,uf2,c', '--json'])
  expect(run.stderr.split('\n').filter((line) => line.startsWith('plainspoken:'))).toEqual([])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Prints what it printed where it fails. */
function shell(command: string, where = out): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', command], { cwd: where, encoding: 'utf8' })
  expect({ command, status, stderr: status === 0 ? '' : stdout + stderr }).toEqual({ command, status: 0, stderr: '' })
  return stdout + stderr // QEMU writes what the board prints to stderr
}
const read = (file: string): Promise<Buffer> => readFile(join(out, file))

describe('an export folder', () => {
  it('has the bundle, where it came from, its self-test, its images and the runtime', async () => {
    const names = (await readdir(out)).sort()
    expect(names).toEqual(
      [
        'dishwasher.c',
        'dishwasher.hex',
        bundleFile,
        'dishwasher.uf2',
        'manifest.json',
        'questions.tsv',
        'sbom.cdx.json',
        'sdk',
        'size.txt',
      ].sort(),
    )
  })

  it('names every part of the bundle with licence and hash (CycloneDX 1.5)', async () => {
    const sbom = JSON.parse((await read('sbom.cdx.json')).toString())
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' })
    const parts = sbom.components.map(({ name, licenses }: { name: string; licenses?: unknown }) => [
      name,
      licenses !== undefined,
    ])
    expect(parts).toContainEqual(['plainspoken-runtime', true])
    expect(parts.some(([name]: [string]) => /static/i.test(name))).toBe(true)
    const refs = new Set(['bundle', ...sbom.components.map((part: { 'bom-ref': string }) => part['bom-ref'])])
    for (const ref of sbom.dependencies[0].dependsOn) expect(refs).toContain(ref)
  })

  it.skipIf(missing.length > 0)(
    'gets a stranger to the first spoken answer: the commands of its README, in order',
    async () => {
      const readme = (await read('sdk/README.md')).toString()
      const blocks = fencesOf(readme).filter(({ language }) => language === 'sh')
      expect(blocks).toHaveLength(3)
      const printed = blocks.map(({ code }) => shell(code.replaceAll('BUNDLE.psb', bundleFile)))
      const questions = (await read('questions.tsv')).toString().trim().split('\n').length - 1
      expect(questions).toBeGreaterThan(20)
      expect(printed[0]).toContain(`${questions} of ${questions} as expected`)
      expect(printed[0]).toMatch(/filter|drain|water/i) // what the sample says of E15
      expect(printed[1]).toContain(`${questions} of ${questions} as expected`)
    },
  )

  it.skipIf(missing.length > 0)('tells a port that answers otherwise', async () => {
    const table = (await read('questions.tsv')).toString().split('\n')
    const wrong = [table[0], table[1]?.replace(/\d+$/, '1'), ...table.slice(2)].join('\n')
    await writeFile(join(out, 'wrong.tsv'), wrong)
    const { status, stdout } = spawnSync('build/psp_selftest', [bundleFile, 'wrong.tsv'], {
      cwd: out,
      encoding: 'utf8',
    })
    expect([status, stdout.split('\n')[0]?.startsWith('differs: ')]).toEqual([1, true])
  })

  it.skipIf(missing.length > 0)('is found as a CMake package by a firmware elsewhere', async () => {
    const firmware = join(folder, 'firmware')
    await mkdir(firmware)
    await writeFile(
      join(firmware, 'CMakeLists.txt'),
      'cmake_minimum_required(VERSION 3.21)\nproject(mine C)\nfind_package(plainspoken 1.0 REQUIRED)\nadd_executable(mine main.c)\ntarget_link_libraries(mine PRIVATE plainspoken::psp)\n',
    )
    await writeFile(
      join(firmware, 'main.c'),
      '#include <plainspoken.h>\nint main(void) { return psp_session_size() <= PSP_SESSION_ROOM ? 0 : 1; }\n',
    )
    shell(`cmake -S . -B build -DCMAKE_PREFIX_PATH=${out}/installed && cmake --build build && build/mine`, firmware)
  })

  it('gives Zephyr the sources that CMake compiles', async () => {
    const module = (await read('sdk/zephyr/module.yml')).toString()
    expect(module).toMatch(/cmake: zephyr\n\s+kconfig: zephyr\/Kconfig/)
    expect((await read('sdk/zephyr/CMakeLists.txt')).toString()).toContain('/../src/*.c')
    expect((await read('sdk/CMakeLists.txt')).toString()).toContain('/src/*.c')
  })
})

describe('images', () => {
  it.skipIf(isMissing('arm-none-eabi-objcopy'))(
    'as Intel HEX are the bundle at its address, says objcopy',
    async () => {
      shell('arm-none-eabi-objcopy -I ihex -O binary dishwasher.hex back.bin')
      expect((await read('back.bin')).equals(await read(bundleFile))).toBe(true)
      expect((await read('dishwasher.hex')).toString().split('\n')[0]).toBe(':020000041010DA') // 0x10100000
    },
  )

  it('as UF2 are blocks that put the bundle back together', async () => {
    const file = await read('dishwasher.uf2')
    const bundle = await read(bundleFile)
    const flash = Buffer.alloc(Math.ceil(bundle.length / 256) * 256)
    expect(file.length).toBe((flash.length / 256) * 512)
    for (let at = 0; at < file.length; at += 512) {
      const word = (index: number): number => file.readUInt32LE(at + index * 4)
      expect([word(0), word(1), word(2), word(4), word(7), file.readUInt32LE(at + 508)]).toEqual([
        ...[0x0a324655, 0x9e5d5157, 0x2000, 256, 0xe48bff57, 0x0ab16f30],
      ])
      expect([word(5), word(6)]).toEqual([at / 512, flash.length / 256])
      file.copy(flash, word(3) - 0x10100000, at + 32, at + 32 + 256)
    }
    expect(flash.subarray(0, bundle.length).equals(bundle)).toBe(true)
  })

  it.skipIf(isMissing('gcc'))('as a C array are the bundle, says the compiler', async () => {
    shell('gcc -std=c99 -Wall -Werror -c dishwasher.c -o array.o && objcopy -O binary -j .rodata array.o array.bin')
    const section = await read('array.bin')
    expect(section.includes(await read(bundleFile))).toBe(true)
    expect(execFileSync('nm', [join(out, 'array.o')], { encoding: 'utf8' })).toMatch(/R plainspoken_bundle\n/)
  })
})
