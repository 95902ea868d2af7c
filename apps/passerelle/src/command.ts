import type { CommandIo } from './io.js';
import type { ExitCode } from './outcome.js';

/**
 * One command.
 * @param args - what stands after the name of the command
 * @returns the exit code
 * @throws PasserelleError where there is no answer; the dispatcher prints it
 */
export type Command = (args: readonly string[], io: CommandIo) => Promise<ExitCode>;
