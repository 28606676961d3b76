// dist/linux-unpacked -> a .deb and a .tar.gz beside it, by Debian's own dpkg-deb and tar. electron-builder would download a Ruby for it.
// Example: plainspoken_0.1.0_amd64.deb puts the app into /opt/Plainspoken, with a menu entry, icons and /usr/bin/plainspoken-app.
// Trap: chrome-sandbox must belong to root with the set-user-ID bit, or Chromium refuses to start where user namespaces are closed.

import { execFileSync } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface App {
  root: string
  dist: string
  version: string
}

const iconSizes = [16, 32, 48, 64, 128, 256, 512]
const dependencies =
  'libgtk-3-0 | libgtk-3-0t64, libnss3, libasound2 | libasound2t64, libgbm1, libxss1, libxtst6, libnotify4, xdg-utils'

export async function buildDeb({ root, dist, version }: App): Promise<void> {
  const tree = await mkdtemp(join(tmpdir(), 'plainspoken-deb-'))
  try {
    const at = async (path: string): Promise<string> => {
      const folder = join(tree, path)
      await mkdir(folder, { recursive: true })
      return folder
    }
    const app = join(await at('opt'), 'Plainspoken')
    execFileSync('cp', ['-r', join(dist, 'linux-unpacked'), app])
    await chmod(join(app, 'chrome-sandbox'), 0o4755)
    await symlink('/opt/Plainspoken/plainspoken', join(await at('usr/bin'), 'plainspoken-app'))
    await writeFile(join(await at('usr/share/applications'), 'plainspoken.desktop'), desktopEntry)
    await writeFile(join(await at('usr/share/mime/packages'), 'plainspoken.xml'), mimeTypes)
    for (const size of iconSizes) {
      const folder = await at(`usr/share/icons/hicolor/${size}x${size}/apps`)
      await copyFile(join(root, `assets/icons/${size}x${size}.png`), join(folder, 'plainspoken.png'))
    }
    await writeFile(join(await at('DEBIAN'), 'control'), control(version, sizeKilobytes(app)))
    const file = join(dist, `plainspoken_${version}_amd64.deb`)
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', tree, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } finally {
    await rm(tree, { recursive: true, force: true })
  }
}

export function buildTarball({ dist, version }: App): void {
  const file = join(dist, `plainspoken-${version}-linux-x64.tar.gz`)
  const renamed = `s,^linux-unpacked,plainspoken-${version},`
  const owner = ['--owner=0', '--group=0', '--sort=name']
  execFileSync('tar', ['-czf', file, ...owner, '--transform', renamed, '-C', dist, 'linux-unpacked'])
}

function sizeKilobytes(folder: string): number {
  return Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0])
}

const desktopEntry = `[Desktop Entry]
Type=Application
Name=Plainspoken
Comment=Turns appliance manuals into offline voice assistants
Comment[de]=Macht aus Gerätehandbüchern Sprachassistenten ohne Netz
Exec=/opt/Plainspoken/plainspoken %U
Icon=plainspoken
Terminal=false
StartupWMClass=Plainspoken
Categories=Development;
MimeType=application/x-plainspoken-project;
`

/** The file of a project that opens its folder; electron-builder.yml says the same for the other packages. */
const mimeTypes = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-plainspoken-project">
    <comment>Plainspoken project</comment>
    <comment xml:lang="de">Plainspoken-Projekt</comment>
    <icon name="plainspoken"/>
    <glob pattern="*.plainspoken"/>
  </mime-type>
</mime-info>
`

const control = (version: string, installedKilobytes: number): string => `Package: plainspoken
Version: ${version}
Architecture: amd64
Maintainer: Plainspoken <hello@plainspoken.invalid>
Installed-Size: ${installedKilobytes}
Depends: ${dependencies}
Section: devel
Priority: optional
Description: turns appliance manuals into offline voice assistants
 Import a PDF manual, review its topics, talk to a simulated device, and
 export a signed bundle that answers questions inside the appliance.
 Works without a network.
`
