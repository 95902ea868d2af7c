import { PasserelleError } from '@passerelle/kernel';
import {
  formatTlogProof,
  inclusionProof,
  parseVerifierKey,
  verifyCheckpoint,
  verifyInclusion,
  verifyTlogProof,
} from '@passerelle/log';
import type { LogReader } from '@passerelle/platform/ledger';
import { needed, readArguments, usage } from '../arguments.js';
import { defaultNode } from '../clone.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { readLogKey } from '../log-key.js';
import { answering, exit, type ExitCode } from '../outcome.js';
import { writeOutput } from '../output.js';

const options = {
  node: { type: 'string' },
  'entry-to': { type: 'string' },
  check: { type: 'string' },
  entry: { type: 'string' },
  key: { type: 'string' },
} as const;

/** A proof holds at most 53 hashes and a note; an entry at most 65 535 octets. */
const largestProof = 200_000;

/** `passerelle log proof`: prints the proof that an entry is in the log, or checks one offline. */
export const logProof: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const { check, entry, key, node, 'entry-to': entryTo } = values;
  if (check === undefined) {
    if (entry !== undefined || key !== undefined) throw usage('--entry and --key belong to --check');
    return prove(indexOf(needed(place, 'index of the entry')), { country: node ?? defaultNode, entryTo }, io);
  }
  if (place !== undefined || node !== undefined || entryTo !== undefined) {
    throw usage('--check takes --entry and --key and nothing else');
  }
  if (entry === undefined || key === undefined) throw usage('--check needs --entry and --key');
  return checkProof({ check, entry, key }, io);
};

async function prove(
  index: number,
  { country, entryTo }: { country: string; entryTo: string | undefined },
  io: CommandIo,
): Promise<ExitCode> {
  const { openLogReader } = await import('@passerelle/platform/ledger');
  const reader = await openLogReader({ root: io.root, country });
  try {
    const checkpoint = await reader.checkpoint();
    const { size, root } = verifyCheckpoint(checkpoint, [parseVerifierKey(reader.vkey)]);
    const hashes = await inclusionProof(reader.nodes, index, size);
    const [leaf] = await reader.nodes.read([{ level: 0, index }]);
    if (leaf === undefined) throw missing(index);
    // A proof that does not verify helps nobody, and here is where one can still find out why.
    verifyInclusion({ index, size, root, leaf }, hashes);
    if (entryTo !== undefined) await writeOutput(entryTo, [await entryAt(reader, index)], io);
    await print(io.stdout, formatTlogProof({ index, hashes, checkpoint }));
    return exit.done;
  } finally {
    await reader.close();
  }
}

async function checkProof(
  { check, entry, key }: { check: string; entry: string; key: string },
  io: CommandIo,
): Promise<ExitCode> {
  const proof = (await readInput(check, io, largestProof)).toString('utf8');
  const octets = await readInput(entry, io, largestProof);
  const keys = [await readLogKey(key, io)];
  const { index, size, origin, root } = await answering('The proof does not verify.', io, async () =>
    verifyTlogProof(proof, octets, keys),
  );
  await printLine(io.stdout, `The entry is number ${index} of ${size} in the log ${origin}, root ${root}.`);
  return exit.done;
}

function indexOf(text: string): number {
  const index = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(index))
    throw usage('the index of an entry is a whole number from 0');
  return index;
}

/** @throws PSR-6001 when the entry is gone although the checkpoint counts it */
async function entryAt(reader: Pick<LogReader, 'entries'>, index: number): Promise<Buffer> {
  for await (const indexed of reader.entries()) {
    if (indexed.index === index) return indexed.entry;
    if (indexed.index > index) break;
  }
  throw missing(index);
}

function missing(index: number): PasserelleError {
  return new PasserelleError('PSR-6001', { reason: `entry ${index} is missing`, index });
}
