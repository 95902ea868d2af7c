import { quoted, usage } from './arguments.js';
import type { Command } from './command.js';
import { printLine, type CommandIo } from './io.js';
import { exit, stopWith, type ExitCode } from './outcome.js';
import { isCommandName, isFirstOfTwo, usageOf, usageOfAll, type CommandName } from './usage.js';

/** The commands. Each is loaded when it is called and brings only what it needs, which keeps the start short. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  translate: async () => (await import('./commands/translate.js')).translate,
  render: async () => (await import('./commands/render.js')).render,
  validate: async () => (await import('./commands/validate.js')).validate,
  seal: async () => (await import('./commands/seal.js')).seal,
  verify: async () => (await import('./commands/verify.js')).verify,
  'certs status': async () => (await import('./commands/certs-status.js')).certsStatus,
  'schemas import': async () => (await import('./commands/schemas-import.js')).schemasImport,
  'log verify': async () => (await import('./commands/log-verify.js')).logVerify,
  'log proof': async () => (await import('./commands/log-proof.js')).logProof,
  'profiles import': async () => (await import('./commands/profiles-import.js')).profilesImport,
  'log export': async () => (await import('./commands/log-export.js')).logExport,
  'terminology import': async () => (await import('./commands/terminology-import.js')).terminologyImport,
  'terminology status': async () => (await import('./commands/terminology-status.js')).terminologyStatus,
  'terminology diff': async () => (await import('./commands/terminology-diff.js')).terminologyDiff,
};

/**
 * Runs the command line.
 * @param argv - the words after `passerelle`
 * @returns the exit code; whatever goes wrong is printed and never thrown
 */
export async function passerelle(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await run(argv, io);
  } catch (caught) {
    return await stopWith(caught, io);
  }
}

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const words = isFirstOfTwo(argv[0]) ? 2 : 1;
  const name = argv.slice(0, words).join(' ');
  if (isCommandName(name)) {
    const args = argv.slice(words);
    if (asksForHelp(args)) return help(usageOf(name), io);
    const command = await commands[name]();
    return command(args, io);
  }
  if (asksForHelp(argv)) return help(usageOfAll(), io);
  throw usage(argv.length === 0 ? 'no command is named' : `there is no command ${quoted(name)}`);
}

function asksForHelp(args: readonly string[]): boolean {
  // What stands after `--` is a file name, whatever it looks like.
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? undefined : end).some((arg) => arg === '--help' || arg === '-h');
}

async function help(text: string, { stdout }: CommandIo): Promise<ExitCode> {
  await printLine(stdout, text);
  return exit.done;
}
