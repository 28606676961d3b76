// A folder -> a disk of 400 KB in its place, as a real mount. Needs the right to mount a tmpfs (CI's container has it).
// Example: describe.runIf(canMount)('a full disk', …) with mountSmallDisk(folder) before and unmount(folder) after each test.

import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'

export const canMount = mounts()

export function mountSmallDisk(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', folder])
}

export function unmount(folder: string): void {
  execFileSync('umount', [folder])
}

function mounts(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('no right to mount a tmpfs: full and read-only disks are not tested here')
    return false
  }
}
