// ONNX Runtime's C header -> the folder it lies in, for compiling firmware/sdk/examples/linux; null where it cannot be had.
// onnxruntime-node brings the library without it. It is taken once, out of a large npm package of a known hash, and kept in .cache.
// Trap: the header is of API 29, the library newer: it still answers to that number.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = {
  package: 'com.github.asus4.onnxruntime@0.4.9', // MIT; the header is Microsoft's, MIT
  sha512: 'BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg==',
  folder: 'package/Plugins/iOS~/onnxruntime.xcframework/ios-arm64/onnxruntime.framework/Headers',
}
const cache = fileURLToPath(new URL('../../.cache', import.meta.url))
const kept = join(cache, 'onnxruntime-headers-29')
/** 150 MB; on a slower line the example is skipped. */
const longestDownloadMs = 60_000

export function onnxHeaderFolder(): string | null {
  if (existsSync(join(kept, 'onnxruntime_c_api.h'))) return kept
  mkdirSync(cache, { recursive: true })
  const begun = mkdtempSync(join(cache, 'onnxruntime-headers-'))
  try {
    const options = { cwd: begun, encoding: 'utf8', timeout: longestDownloadMs } as const
    if (spawnSync('npm', ['pack', source.package, '--silent'], options).status !== 0) return null
    const archive = readdirSync(begun).find((name) => name.endsWith('.tgz'))
    if (archive === undefined || !isExpected(join(begun, archive))) return null
    if (spawnSync('tar', ['-xzf', archive, source.folder], options).status !== 0) return null
    renameSync(join(begun, source.folder), kept)
    return kept
  } finally {
    rmSync(begun, { recursive: true, force: true })
  }
}

const isExpected = (file: string): boolean =>
  createHash('sha512').update(readFileSync(file)).digest('base64') === source.sha512

/** The shared library that the app itself runs models by; null on a machine that is no Linux. */
export function onnxLibrary(): string | null {
  const binaries = fileURLToPath(new URL('../../node_modules/onnxruntime-node/bin', import.meta.url))
  const versions = existsSync(binaries) ? readdirSync(binaries) : []
  const files = versions.map((version) => join(binaries, version, 'linux', process.arch, 'libonnxruntime.so.1'))
  return process.platform === 'linux' ? (files.find((file) => existsSync(file)) ?? null) : null
}
