// app://plainspoken/<path> -> a file of the built page, with the headers that lock it down. Nothing outside the folder is ever served.
// Example: app://plainspoken/assets/index-4f2a.js -> out/renderer/assets/index-4f2a.js with a content security policy.
// Trap: a privileged scheme must be registered before app is ready.

import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileOfUrl } from './pagePath.ts'

/** No inline script or style, no eval, no plugin, no frame, no form, no other origin; `blob:` for page images and sound we made. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Before app is ready, once. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function servePage(session: Electron.Session, folder: string, log: (line: string) => void): void {
  session.protocol.handle('app', async ({ method, url }) => {
    const file = method === 'GET' ? fileOfUrl(url, folder) : null
    const contentType = file === null ? undefined : contentTypes[extname(file)]
    const bytes = file !== null && contentType ? await readFile(file).catch(() => null) : null
    if (bytes === null) {
      log(`app: nothing to serve for ${method} ${url}`)
      return new Response('not found', { status: 404, headers })
    }
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'Content-Type': contentType ?? '' } })
  })
}
