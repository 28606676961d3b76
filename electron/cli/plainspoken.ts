// argv -> a command -> an exit code. The table of commands is the contract of design.md section 9: other people's scripts use it.
// Example: plainspoken ask dishwasher/ "my dishes come out dirty" --json

import { Command, CommanderError } from 'commander'
import type { Work } from '../../shared/domain.ts'
import { toolVersion } from '../../shared/version.ts'
import { askCommand, inspectCommand, runCommand as converse, verifyCommand } from './commands/device.ts'
import { exportCommand } from './commands/exports.ts'
import type { ExportCommandOptions } from './commands/exports.ts'
import { blocksCommand, importCommand, newProject, topicsCommand } from './commands/projects.ts'
import type { ImportOptions, NewOptions } from './commands/projects.ts'
import { testCommand } from './commands/tests.ts'
import type { TestOptions } from './commands/tests.ts'
import { failed, runCommand, usage } from './output.ts'
import type { Outcome } from './output.ts'

const program = new Command('plainspoken')
  .description('Turns an appliance manual (PDF) into an offline voice assistant inside the appliance.')
  .version(toolVersion)
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: () => undefined }) // said once, below, as one line

add(program.command('new <project>').description('make an empty project folder'))
  .option('--name <name>', 'name of the product')
  .option('--target <id>', 'device profile')
  .option('--language <tag>', 'language of the manual', 'en')
  .action(run((_, folder: string, options: NewOptions) => newProject(folder, options)))

add(
  program
    .command('import <project> <manual.pdf>')
    .description('read a manual; a file of the same name is a new edition'),
)
  .option('--language <tag>', 'language to take from a manual in several')
  .option('--pages <range>', 'pages such as 3-40')
  .option('--password <password>', 'of a locked PDF')
  .action(run((work, folder: string, pdf: string, options: ImportOptions) => importCommand(folder, pdf, options, work)))

add(program.command('topics <project>').description('list the topics')).action(
  run((_, folder: string) => topicsCommand(folder)),
)

add(program.command('blocks <project>').description('list what was found on the pages, in reading order'))
  .option('--page <n>', 'only this page')
  .action(run((work, folder: string, options: { page?: string }) => blocksCommand(folder, options, work)))

add(program.command('ask <place> [question]').description('ask a project or a bundle'))
  .option('--wav <file>', 'a spoken question')
  .action(
    run((work, place: string, question: string | undefined, options: { wav?: string }) =>
      askCommand(place, question, options, work),
    ),
  )

add(program.command('run <place>').description('talk to a project or a bundle, one line a question')).action(
  run((work, place: string) => converse(place, work)),
)

add(program.command('test <place>').description('ask every question of a CSV and compare'))
  .requiredOption('--questions <file>', 'CSV with the header question,expect')
  .option('--voice <voices>', 'speak the questions: all, none, or names such as slt,rms', 'none')
  .option('--snr <ratios>', 'mix in kitchen noise at these ratios in dB, such as 20,10,5')
  .option('--report <file>', 'write a JUnit XML report')
  .option('--min-top1 <fraction>', 'fail below it instead of at the first failing row')
  .option('--min-top3 <fraction>', 'fail below it')
  .option('--max-false <fraction>', 'fail where more refusals than this were answered')
  .action(run((work, place: string, options: TestOptions) => testCommand(place, options, work)))

add(program.command('export <project>').description('write the bundle for a device'))
  .requiredOption('--out <folder>', 'where to')
  .option('--target <id>', "device profile; the project's own where absent")
  .option('--sign <key.pem>', 'Ed25519 private key (PKCS#8)')
  .option('--force', 'write although the budget is exceeded')
  .option('--release', 'write only if every condition for a release holds')
  .action(run((work, folder: string, options: ExportCommandOptions) => exportCommand(folder, options, work)))

add(program.command('inspect <bundle>').description('show what is in a bundle')).action(
  run((_, file: string) => inspectCommand(file)),
)

add(program.command('verify <bundle>').description('check that a bundle is whole, and who signed it'))
  .option('--public-key <key.pem>', 'Ed25519 public key')
  .action(run((_, file: string, options: { publicKey?: string }) => verifyCommand(file, options)))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = usageFailed(error)
}

function add(command: Command): Command {
  return command.option('--json', 'print exactly one JSON document')
}

/** commander passes the arguments, the options and the command; ours take the work and return an outcome. */
function run<Arguments extends unknown[]>(action: (work: Work, ...args: Arguments) => Promise<Outcome>) {
  return async (...args: unknown[]): Promise<void> => {
    const command = args.at(-1)
    const isJson = command instanceof Command && command.opts()['json'] === true
    process.exitCode = await runCommand(isJson, (work) => Reflect.apply(action, undefined, [work, ...args]))
  }
}

function usageFailed(error: unknown): number {
  if (!(error instanceof CommanderError)) throw error
  if (error.exitCode === 0) return 0 // --help, --version
  return failed(usage(error.message.replace(/^error: /, '')), process.argv.includes('--json'))
}
