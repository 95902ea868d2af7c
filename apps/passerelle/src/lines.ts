import { PasserelleError } from '@passerelle/kernel';
import { openInput, unreadable } from './input.js';
import type { CommandIo } from './io.js';

/** An entry has at most 65 535 octets, in base64 four thirds of that; the header holds a note that is smaller still. */
const longestLine = 200_000;

/**
 * Lines of a file or of the standard input, without line ends, in constant memory.
 * @throws PSR-8002 when it cannot be read; PSR-6004 when a line is longer than one of an export can be
 */
export async function* readLines(name: string, io: CommandIo): AsyncGenerator<string, void> {
  const octets = await openInput(name, io);
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  try {
    for await (const chunk of octets) {
      const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) throw new PasserelleError('PSR-6004', { reason: 'a line has no end' });
      yield* lines;
    }
  } catch (cause) {
    throw cause instanceof PasserelleError ? cause : unreadable(name, cause);
  }
  if (rest !== '') yield rest;
}

/** Octets that are gathered before they are written: a call to the system for each line would cost more than the line. */
const batchSize = 64 * 1024;

/** Puts line ends to lines and joins them to larger pieces. */
export async function* joinLines(lines: AsyncIterable<string>): AsyncGenerator<string, void> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < batchSize) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
