// Sources -> out/main (main process, worker, CLI), out/preload, out/renderer. `npm run build` is `electron-vite build`.
// electron-vite has three slots. Their names are older than our processes, so here is what each slot does to its entries:
//   main     ES modules, npm packages left outside (pdfjs-dist is ESM only) but for small ones: worker and CLI.
//   preload  CommonJS, everything inside, one file an entry: the main process (it must set its scheme and switches before app is
//            ready, and Electron before 28 loads no ESM) and the preload (a sandboxed preload can't be ESM, nor require packages).
//   renderer the page.
// What stands in `dependencies` is left outside, what stands in `devDependencies` is built in (scripts/package/thirdParties.ts).
// Trap: out/models lies beside these folders, so the preload slot, which writes to out/ itself, must not empty its folder.

import vue from '@vitejs/plugin-vue'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { thirdParties } from './scripts/package/thirdParties.ts'

const at = (path: string): string => resolve(import.meta.dirname, path)
const nodeTarget = 'node18'
const pageTarget = 'chrome114'

// A half-built checkout still builds what is there.
const present = (entries: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)))

/** Electron before 28 requires the entry of a utility process; ES modules come in through this one line. */
const workerDoor: Plugin = {
  name: 'worker-door',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'worker.cjs', source: "import('./worker.js')\n" })
  },
}

/** The window's About lists whose work is inside; the page may fetch nothing, so the list is built in, in a part of its own. */
const thirdPartyList: Plugin = {
  name: 'third-party-list',
  resolveId: (id) => (id === 'virtual:third-parties' ? '\0third-parties' : null),
  load(id) {
    if (id !== '\0third-parties') return null
    const shown = thirdParties(at('.')).map(({ name, version, licence, text }) => ({ name, version, licence, text }))
    return `export const thirdParties = ${JSON.stringify(shown)}`
  },
}

export default defineConfig({
  main: {
    plugins: [workerDoor],
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      minify: false, // readable stacks in bug reports
      rolldownOptions: {
        input: present({
          worker: at('electron/worker/index.ts'),
          cli: at('electron/cli/plainspoken.ts'),
          ears: at('electron/worker/testing/spoken/earsThread.ts'),
        }),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out',
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { 'main/index': at('electron/main/index.ts'), 'preload/index': at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [vue(), thirdPartyList],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      target: pageTarget,
      minify: true, // the page is parsed before anything is seen
      modulePreload: { polyfill: false }, // the polyfill would be an inline script
      assetsInlineLimit: 0, // fonts and images as files: the content security policy allows no data: fonts
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
