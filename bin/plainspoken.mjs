#!/usr/bin/env node
// The command line from a checkout: the built CLI, or one line that says how to build it.
import { existsSync } from 'node:fs'

const cli = new URL('../out/main/cli.js', import.meta.url)
if (existsSync(cli)) await import(cli.href)
else {
  console.error('Plainspoken is not built yet. Run "npm run setup" in its folder first.')
  process.exitCode = 2
}
