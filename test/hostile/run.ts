// Jobs -> outcomes: a process of its own meets the hostile files, is watched for hangs and memory, and is started anew after a death.
// Example: await runHostile({ pdfs: 500, projects: 200, seed: 1 }) -> outcomes; summaryOf(outcomes) -> the table.

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { craftedPdfs } from './mutate.ts'

export interface Job {
  kind: 'pdf' | 'project'
  /** Below 0: a hand-made PDF. */
  seed: number
}
export interface Outcome extends Job {
  how: string
  /** "good", the code of an error that a person sees, or "BUG …". */
  outcome: string
  /** Largest memory of the process until then. */
  peakBytes: number
}

export const hangMs = 30_000
export const mostBytes = 1.5e9
/** A process meets so many, then another one starts: memory that is never given back is found all the same. */
const jobsOfOne = 50

export async function runHostile({
  pdfs,
  projects,
  seed,
}: {
  pdfs: number
  projects: number
  seed: number
}): Promise<Outcome[]> {
  const seeds = (count: number): number[] => Array.from({ length: count }, (_, at) => seed * 100_000 + at + 1)
  const jobs: Job[] = [
    ...craftedPdfs().map((_, at): Job => ({ kind: 'pdf', seed: -at - 1 })),
    ...seeds(pdfs).map((one): Job => ({ kind: 'pdf', seed: one })),
    ...seeds(projects).map((one): Job => ({ kind: 'project', seed: one })),
  ]
  const outcomes: Outcome[] = []
  let victim: ChildProcess | null = null
  for (const [at, job] of jobs.entries()) {
    if (at % jobsOfOne === 0) victim?.kill('SIGKILL')
    if (!victim || victim.killed || victim.exitCode !== null || victim.signalCode !== null) victim = await started()
    outcomes.push(await met(victim, job))
  }
  victim?.kill('SIGKILL')
  return outcomes
}

async function started(): Promise<ChildProcess> {
  const victim = fork(join(import.meta.dirname, 'victim.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise<void>((resolve, reject) => {
    victim.once('message', () => resolve())
    victim.once('exit', (code) => reject(new Error(`it ended with ${code} before the first file`)))
  })
  return victim
}

function met(victim: ChildProcess, job: Job): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (outcome: Pick<Outcome, 'outcome'> | Outcome): void => {
      clearTimeout(timer)
      victim.off('message', answered)
      victim.off('exit', died)
      resolve({ ...job, how: '', peakBytes: 0, ...outcome })
    }
    const answered = (outcome: unknown): void => end(outcome as Outcome)
    const died = (code: number | null, signal: string | null): void =>
      end({ outcome: `BUG it died (${signal ?? code})` })
    const timer = setTimeout(() => {
      victim.kill('SIGKILL')
      end({ outcome: `BUG it hung for ${hangMs / 1000} s` })
    }, hangMs)
    victim.once('message', answered)
    victim.once('exit', died)
    victim.send(job)
  })
}

export const bugsIn = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(({ outcome, peakBytes }) => outcome.startsWith('BUG') || peakBytes > mostBytes)
    .map(
      ({ kind, seed, how, outcome, peakBytes }) =>
        `${kind} ${seed} (${how}): ${outcome}, ${(peakBytes / 1e6).toFixed(0)} MB`,
    )

/** One line an outcome, the most frequent first. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const rows = (['pdf', 'project'] as const).flatMap((kind) => {
    const counts = new Map<string, number>()
    for (const { outcome } of outcomes.filter((one) => one.kind === kind)) {
      const name = outcome.split('\n')[0] ?? ''
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${kind.padEnd(8)} ${String(count).padStart(5)}  ${name}`)
  })
  const peak = Math.max(...outcomes.map(({ peakBytes }) => peakBytes))
  return [...rows, `peak memory ${(peak / 1e6).toFixed(0)} MB of ${mostBytes / 1e6}`].join('\n')
}
