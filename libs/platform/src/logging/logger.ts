import { asPasserelleError } from '@passerelle/kernel';
import { pino, type Logger as PinoLogger } from 'pino';

/** Facts of a line: codes, counts, ids of our own; never personal data. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The node's diagnostic log (not the exchange log). It takes an event's name and facts, never a document or a person. */
export interface Logger {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** An error by its code and facts; of an unknown cause only its kind is written, as its text may quote content. */
  error(event: string, caught: unknown, facts?: LogFacts): void;
}

/** A logger that writes one JSON line for each event to standard error. */
export function createLogger(node: string, level: string = process.env['PASSERELLE_LOG_LEVEL'] ?? 'info'): Logger {
  return fromPino(pino({ level, base: { node }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2)));
}

/** A logger that writes nothing; for tests and for commands whose standard error belongs to the person. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

function fromPino(logger: PinoLogger): Logger {
  return {
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    error(event, caught, facts) {
      const error = asPasserelleError(caught);
      const cause = error.cause instanceof Error ? error.cause : undefined;
      logger.error(
        { ...facts, code: error.code, ...error.facts, ...(cause === undefined ? {} : { cause: describeCause(cause) }) },
        event,
      );
    },
  };
}

/** Kind of an error and where it was thrown in our own code; its message may hold content and is left out. */
function describeCause(cause: Error): string {
  const code = (cause as NodeJS.ErrnoException).code;
  // The stack begins with the message, which may hold lines that look like places.
  const stack = cause.stack ?? '';
  const behind = stack.indexOf(cause.message);
  const place =
    stack
      .slice(behind < 0 ? 0 : behind + cause.message.length)
      .split('\n')
      .find((line) => line.startsWith('    at '))
      ?.trim() ?? '';
  return [cause.name, code, place].filter((part) => part !== undefined && part !== '').join(' ');
}
