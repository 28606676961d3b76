// A page -> what axe-core holds against it, one line a rule with the elements. Example: expect(await violations(app.page)).toEqual([]).
// Trap: an animation that is under way has colours of its own, so it is waited for.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const onlyViolations: RunOptions = { resultTypes: ['violations'] } // what it found right need not be described

export async function violations(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  // evaluated, not injected: the policy allows no foreign script element; once a page, as reading it costs as much as asking it
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const found = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } }
    return (await axe.run(document, only)).violations
  }, onlyViolations)
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
}
