// Manual, page, scale -> URL of its picture. The newest 60 are kept; an older one is let go and drawn anew when it is wanted.
// Example: await pageImage(manual, 12, 1.5) -> 'blob:…'.
// Trap: the key holds the hash of the PDF, because a new edition of a manual keeps its id.

import type { Manual } from '../../shared/domain.ts'
import { api } from '../api.ts'

const mostKept = 60
const urls = new Map<string, Promise<string>>()

export function pageImage(manual: Pick<Manual, 'id' | 'sha256'>, page: number, scale: number): Promise<string> {
  const key = `${manual.sha256} ${page} ${scale}`
  const known = urls.get(key)
  if (known) {
    urls.delete(key)
    urls.set(key, known) // newest again
    return known
  }
  const drawn = draw(manual, page, scale)
  urls.set(key, drawn)
  drawn.catch(() => urls.delete(key))
  letGoOldest()
  return drawn
}

async function draw(manual: Pick<Manual, 'id'>, page: number, scale: number): Promise<string> {
  const { png } = await api.call('manual.image', { manual: manual.id, page, scale })
  return URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' }))
}

function letGoOldest(): void {
  for (const [key, url] of urls) {
    if (urls.size <= mostKept) return
    urls.delete(key)
    url.then(URL.revokeObjectURL, () => undefined) // one that failed has nothing to let go
  }
}
