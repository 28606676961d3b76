// argv -> a command -> an exit code. The table of commands is the contract of design.md section 9: other people's scripts use it.
// Example: plainspoken ask dishwasher/ "my dishes come out dirty" --json
// A command's code is read when it runs: reading that of all takes longer than most of them do.

import { Command, CommanderError, Option } from 'commander'
import type { Work } from '../../shared/domain.ts'
import { toolVersion } from '../../shared/version.ts'
import type { BuildOptions } from './commands/build.ts'
import type { VerifyOptions } from './commands/bundles.ts'
import type { AskOptions } from './commands/device.ts'
import type { DeviceOptions } from './device.ts'
import type { ExportCommandOptions } from './commands/exports.ts'
import type { BlocksOptions, ImportOptions, NewOptions } from './commands/projects.ts'
import type { TestOptions } from './commands/tests.ts'
import { failed, runCommand, tolerateClosedPipes, usage } from './output.ts'
import type { Outcome } from './output.ts'
import type { SignOptions } from './signing.ts'

const inLanguage = 'one of the languages of the bundle, such as de; its first one where absent'

const program = new Command('plainspoken')
  .description('Turns an appliance manual (PDF) into an offline voice assistant inside the appliance.')
  .version(toolVersion)
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: () => undefined }) // said once, below, as one line
  .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage().replace('[options] ', '')}` })
  .addHelpText(
    'after',
    `
From a manual to a device:
  plainspoken new dishwasher
  plainspoken import dishwasher manual.pdf
  plainspoken ask dishwasher "my dishes come out dirty"
  plainspoken export dishwasher --out out

Exit codes: 0 good, 1 an expectation was not met, 2 bad usage or bad input.`,
  )

add('new <project>', 'make an empty project folder', 'new dishwasher --name "Lumen D60"')
  .option('--name <name>', 'name of the product')
  .option('--target <id>', 'device profile')
  .option('--language <tag>', 'language of the manual', 'en')
  .option('--vendor-id <number>', 'yours; a device of another vendor refuses the bundle')
  .option('--product-id <number>', 'of the product; another one refuses the bundle')
  .action(
    run(async (_, folder: string, options: NewOptions) =>
      (await import('./commands/projects.ts')).newProject(folder, options),
    ),
  )

add(
  'import <project> <manual>',
  'read a manual (PDF, DITA map or iiRDS package), or a new edition of one',
  'import dishwasher D60.pdf --pages 3-40',
)
  .option('--language <tag>', 'language to take from a manual in several')
  .option('--pages <range>', 'pages such as 3-40')
  .option('--password <password>', 'of a locked PDF')
  .action(
    run(async (work, folder: string, pdf: string, options: ImportOptions) =>
      (await import('./commands/projects.ts')).importCommand(folder, pdf, options, work),
    ),
  )

add('topics <project>', 'list the topics', 'topics dishwasher').action(
  run(async (_, folder: string) => (await import('./commands/projects.ts')).topicsCommand(folder)),
)

add('blocks <project>', 'list what stands on the pages, in reading order', 'blocks dishwasher --page 12')
  .option('--page <range>', 'only these pages, such as 3 or 3-7')
  .option('--manual <id>', 'only this manual')
  .action(
    run(async (work, folder: string, options: BlocksOptions) =>
      (await import('./commands/projects.ts')).blocksCommand(folder, options, work),
    ),
  )

add('ask <place> [question]', 'ask a project or a bundle', 'ask dishwasher "my dishes come out dirty"')
  .option('--wav <file>', 'a spoken question')
  .addOption(voiceCommand())
  .option('--save-speech <file.wav>', "what the device plays for it, out of the bundle's clips")
  .option('--language <tag>', inLanguage)
  .action(
    run(async (work, place: string, question: string | undefined, options: AskOptions) =>
      (await import('./commands/device.ts')).askCommand(place, question, options, work),
    ),
  )

add('run <place>', 'talk to it, one question a line', 'run out/dishwasher.psb < questions.txt')
  .option('--language <tag>', inLanguage)
  .addOption(voiceCommand())
  .action(
    run(async (work, place: string, options: DeviceOptions) =>
      (await import('./commands/device.ts')).runCommand(place, options, work),
    ),
  )

add('test <place>', 'ask every question of a CSV and compare', 'test dishwasher --questions q.csv --min-top1 0.9')
  .requiredOption('--questions <file>', 'CSV with the header question,expect')
  .option('--language <tag>', inLanguage)
  .option('--voice <voices>', 'speak the questions: all, none, or names such as slt,rms', 'none')
  .option('--snr <ratios>', 'mix in kitchen noise at these ratios in dB, such as quiet,20,10')
  .option(
    '--noise <name>',
    'which of our noises (pump, fan, water), or a folder with WAV files of yours; all in turn where absent',
  )
  .option('--distance <metres>', 'from mouth to microphone; 0.5 where absent')
  .option('--reverb <seconds>', 'until an echo of the room is 60 dB softer; 0 where absent')
  .option('--gain <dB>', 'of the microphone')
  .option('--clip <dB>', 'level below full scale at which the microphone overdrives; 0 where absent')
  .option('--report <file>', 'write a JUnit XML report')
  .option('--html <file>', 'write a page with the figures of each voice and room')
  .option('--min-top1 <fraction>', 'fail below it instead of at the first failing row')
  .option('--min-top3 <fraction>', 'fail below it')
  .addOption(voiceCommand())
  .option('--max-false <fraction>', 'fail where more refusals than this were answered')
  .action(
    run(async (work, place: string, options: TestOptions) =>
      (await import('./commands/tests.ts')).testCommand(place, options, work),
    ),
  )

add(
  'export <project>',
  'write the bundle for a device',
  'export dishwasher --target sr110-mcu --out out --sign key.pem',
)
  .requiredOption('--out <folder>', 'where to')
  .option('--target <id>', "device profile; the project's own where absent")
  .option(
    '--with <project...>',
    'projects in other languages that go into the same bundle, beside those that the project names',
  )
  .option('--sign <key.pem>', 'Ed25519 private key (PKCS#8), or "development" for the key that everybody has')
  .option('--digest-out <file>', 'write the 32 bytes that a key elsewhere has to sign')
  .option('--signature-in <file>', 'the 64 bytes that it made of them')
  .option('--public-key <key.pem>', 'public key of that signature')
  .option(
    '--speech <kind>',
    'clips (rendered into the bundle) or text (for a voice on the device); as the target says where absent',
  )
  .addOption(voiceCommand())
  .option('--also <formats>', 'images beside it: hex,uf2,c, one or more')
  .option('--vendor-id <number>', "in place of the project's")
  .option('--product-id <number>', "in place of the project's")
  .option('--security-counter <number>', "in place of the project's; devices refuse a lower one than they have seen")
  .option('--force', 'write although the budget is exceeded; ends with 1')
  .option(
    '--over-budget <who and why>',
    "let it pass over the budget in somebody's name, which goes into the manifest; ends with 0",
  )
  .option('--release', 'write only if every condition for a release holds')
  .action(
    run(async (work, folder: string, options: ExportCommandOptions) =>
      (await import('./commands/exports.ts')).exportCommand(folder, options, work),
    ),
  )

add('build <plan.json>', 'write many bundles: projects × targets', 'build plan.json --shard 2/8')
  .addOption(voiceCommand())
  .option('--shard <i/n>', 'every n-th build of the plan, from the i-th on')
  .action(
    run(async (work, file: string, options: BuildOptions) =>
      (await import('./commands/build.ts')).buildCommand(file, options, work),
    ),
  )

add(
  'export-texts <project>',
  'write the texts for translators',
  'export-texts dishwasher --language de --out d60-de.xlf',
)
  .requiredOption('--out <file>', 'XLIFF 2.1 (.xlf) or CSV (.csv)')
  .option('--language <tag>', 'to translate into; that of the project where absent, for reviewers')
  .action(
    run(async (_, folder: string, options: { out: string; language?: string }) =>
      (await import('./commands/exchange.ts')).exportTextsCommand(folder, options),
    ),
  )

add('import-texts <project> <file>', 'take translated or reviewed texts', 'import-texts dishwasher-de d60-de.xlf')
  .option('--language <tag>', 'of the targets of a CSV; XLIFF says it itself')
  .action(
    run(async (_, folder: string, file: string, options: { language?: string }) =>
      (await import('./commands/exchange.ts')).importTextsCommand(folder, file, options),
    ),
  )

add('review <project>', 'write a report to read, print and sign', 'review dishwasher --out review.pdf')
  .requiredOption('--out <file>', 'HTML (.html) or PDF (.pdf)')
  .option('--language <tag>', "of the report's own words: en or de", 'en')
  .action(
    run(async (work, folder: string, options: { out: string; language: string }) =>
      (await import('./commands/exchange.ts')).reviewCommand(folder, options, work),
    ),
  )

add('inspect <bundle>', 'show what is in a bundle', 'inspect out/dishwasher.psb').action(
  run(async (_, file: string) => (await import('./commands/bundles.ts')).inspectCommand(file)),
)

add(
  'verify <bundle>',
  'check that a bundle is whole, and who signed it',
  'verify dishwasher.psb --public-key public.pem',
)
  .option('--public-key <key.pem>', 'Ed25519 public key, or "development"')
  .option('--allow-development', 'accept a signature of the development key')
  .option('--vendor-id <number>', 'as a device of this vendor would')
  .option('--product-id <number>', 'as this product would')
  .option('--security-counter <number>', 'as a device would that has accepted this one')
  .action(
    run(async (_, file: string, options: VerifyOptions) =>
      (await import('./commands/bundles.ts')).verifyCommand(file, options),
    ),
  )

add(
  'sign <bundle>',
  'sign a bundle here, or with a key elsewhere',
  'sign dishwasher.psb --digest-out dishwasher.digest',
)
  .option('--sign <key.pem>', 'Ed25519 private key (PKCS#8), or "development"')
  .option('--digest-out <file>', 'write the 32 bytes that a key elsewhere has to sign')
  .option('--signature-in <file>', 'the 64 bytes that it made of them')
  .option('--public-key <key.pem>', 'public key of that signature')
  .option('--out <file>', 'where to; the bundle itself where absent')
  .action(
    run(async (_, file: string, options: SignOptions & { out?: string }) =>
      (await import('./commands/sign.ts')).signCommand(file, options),
    ),
  )

tolerateClosedPipes()
try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = usageFailed(error)
}

function add(signature: string, description: string, example: string): Command {
  return program
    .command(signature)
    .summary(description)
    .description(`${description[0]?.toUpperCase() ?? ''}${description.slice(1)}.`)
    .option('--json', 'print exactly one JSON document')
    .addHelpText('after', `\nExample:\n  plainspoken ${example}`)
}

/** Programs are named here, never in a project: its folder comes from anywhere. */
function voiceCommand(): Option {
  return new Option(
    '--voice-command <command>',
    'a program that speaks in place of a model, such as "espeak-ng -v de --stdout"; it writes a WAV, and {text}, {file} and {wordsPerMinute} are filled in',
  ).env('PLAINSPOKEN_VOICE_COMMAND')
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
  return failed(usage(error.message.replace(/^error: |\.$/g, '')), process.argv.includes('--json'))
}
