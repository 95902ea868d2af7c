import { PasserelleError } from '@passerelle/kernel';
import { parseArgs, types, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>
>;

/**
 * Reads the arguments of a command strictly.
 * @param most - how many positional arguments the command takes at most
 * @returns values of the options, the positional arguments, and the first of them where there is one
 * @throws PSR-8001 for an unknown option, an option without its value, or an argument too many
 */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  most: number,
): { values: Parsed<O>['values']; places: readonly string[]; place: string | undefined } {
  const { values, positionals } = parse(args, options);
  const superfluous = positionals[most];
  if (superfluous !== undefined) throw usage(`${quoted(superfluous)} is one argument too many`);
  return { values, places: positionals, place: positionals[0] };
}

/** The argument, where the command does nothing without it. @throws PSR-8001 */
export function needed(argument: string | undefined, name: string): string {
  if (argument === undefined) throw usage(`the ${name} is missing`);
  return argument;
}

/** The error for a command line that cannot be followed; the reason is a clause without a full stop. */
export function usage(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-8001', { reason }, { cause });
}

/** What somebody typed, safe for a terminal. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

function parse<const O extends Options>(args: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    // Node's own sentences name the option and are plain; only the first is of use here.
    const [first = ''] = (types.isNativeError(cause) ? cause.message : '').split(/[.\n]/);
    throw usage(first === '' ? 'the options cannot be read' : first.charAt(0).toLowerCase() + first.slice(1), cause);
  }
}
