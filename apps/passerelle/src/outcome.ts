import { asPasserelleError, PasserelleError, type ErrorCode } from '@passerelle/kernel';
import { types } from 'node:util';
import { printLine, type CommandIo } from './io.js';

/**
 * Exit codes. `done`: the command did what it is for, and the answer is yes. `no`: it answers no (does not verify, not
 * valid). `failed`: bad input or usage, or something it needs is missing; there is no answer.
 */
export const exit = { done: 0, no: 1, failed: 2 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** Errors that are the answer no, and not the lack of an answer. */
const answersNo: readonly ErrorCode[] = [
  'PSR-1110',
  'PSR-3001',
  'PSR-3002',
  'PSR-3003',
  'PSR-3004',
  'PSR-3005',
  'PSR-3006',
  'PSR-3051',
  'PSR-3052',
  'PSR-3053',
  'PSR-3054',
  'PSR-3061',
  'PSR-3062',
  'PSR-3067',
  'PSR-6001',
  'PSR-6002',
];

/** The exit code that an error stands for. */
export function exitCodeOf(error: PasserelleError): ExitCode {
  return answersNo.includes(error.code) ? exit.no : exit.failed;
}

/** An error as people read it: its code, what happened, what to do. */
export function sentenceOf(error: PasserelleError): string {
  return `${error.code} ${error.message} ${error.registered.action}`;
}

/**
 * Says on stderr why a command stopped, and gives the exit code. What is no registered error becomes PSR-9001 without
 * its own words, which may quote a document; PASSERELLE_DEBUG=1 shows them.
 */
export async function stopWith(caught: unknown, { stderr, env }: CommandIo): Promise<ExitCode> {
  const error = registered(caught);
  await printLine(stderr, sentenceOf(error));
  if (env['PASSERELLE_DEBUG'] === '1') {
    for (let cause: unknown = error; types.isNativeError(cause); cause = cause.cause) {
      await printLine(stderr, cause.stack ?? cause.message);
    }
  }
  return exitCodeOf(error);
}

/** The registered error of whatever was thrown. Commands are loaded late, so that is where half a build shows. */
function registered(caught: unknown): PasserelleError {
  const missing = types.isNativeError(caught) && 'code' in caught && caught.code === 'ERR_MODULE_NOT_FOUND';
  return missing ? new PasserelleError('PSR-8004', {}, { cause: caught }) : asPasserelleError(caught);
}

/**
 * Runs the part of a command that may answer no, and says so on stdout before the error goes on to the dispatcher: the
 * answer belongs to the result, the reason to the diagnostics.
 * @param no - the answer, one sentence
 */
export async function answering<T>(no: string, { stdout }: CommandIo, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    if (exitCodeOf(asPasserelleError(caught)) === exit.no) await printLine(stdout, no);
    throw caught;
  }
}
