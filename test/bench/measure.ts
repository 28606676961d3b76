// What benchmarks measure with. Example: const ms = await cpuMsOf(() => pagesFromPdf(…)); median([3, 1, 2]) -> 2
// Trap: processor time counts all threads of this process and leaves out other work on the machine, and what a child process does.

export async function cpuMsOf(run: () => unknown): Promise<number> {
  const startMs = cpuMs()
  await run()
  return cpuMs() - startMs
}

export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
