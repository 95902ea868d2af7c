import { formatVerifierKey, verifyExport, type ExportEvidence, type TrustedForExport } from '@passerelle/log';
import { readArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { defaultNode } from '../clone.js';
import { readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { readLines } from '../lines.js';
import { developmentLogKey, readLogKey } from '../log-key.js';
import { answering, exit } from '../outcome.js';
import { verifyDatabaseLog } from './database-log.js';

const options = {
  node: { type: 'string' },
  key: { type: 'string' },
  checkpoint: { type: 'string' },
} as const;

/** A checkpoint is a note of some lines; cosignatures of witnesses make it longer. */
const largestCheckpoint = 100_000;

/**
 * `passerelle log verify`: recomputes the tree from all entries and compares it with the signed checkpoint; offline from
 * an export, or in the database of a node.
 */
export const logVerify: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const trusted: TrustedForExport = {
    ...(await keyOf(values.key, place === undefined ? undefined : values.node, io)),
    ...(values.checkpoint !== undefined && {
      checkpoint: (await readInput(values.checkpoint, io, largestCheckpoint)).toString('utf8'),
    }),
  };
  const { evidence, beyond } = await answering('The log does not verify.', io, async () =>
    place === undefined
      ? verifyNodeLog(values.node ?? defaultNode, trusted, io)
      : { evidence: await verifyExport(readLines(place, io), trusted), beyond: 0 },
  );
  await say(evidence, io);
  if (beyond > 0) await printLine(io.stderr, `${beyond} newer entries wait for the next checkpoint.`);
  return exit.done;
};

async function verifyNodeLog(
  country: string,
  trusted: TrustedForExport,
  io: CommandIo,
): ReturnType<typeof verifyDatabaseLog> {
  const { openLogReader } = await import('@passerelle/platform/ledger');
  const reader = await openLogReader({ root: io.root, country });
  try {
    return await verifyDatabaseLog(reader, trusted);
  } finally {
    await reader.close();
  }
}

/** The key given, or that of the development node named; neither: whoever verifies has another one, or none. */
async function keyOf(key: string | undefined, node: string | undefined, io: CommandIo): Promise<TrustedForExport> {
  if (key !== undefined) return { vkey: formatVerifierKey(await readLogKey(key, io)) };
  if (node !== undefined) return { vkey: formatVerifierKey(await developmentLogKey(node, io)) };
  return {};
}

async function say(evidence: ExportEvidence, { stdout, stderr }: CommandIo): Promise<void> {
  const { origin, size, root, keySource, containsCheckpoint } = evidence;
  const kept = containsCheckpoint === undefined ? '' : `, and contains the checkpoint of ${containsCheckpoint} given`;
  await print(stdout, `The log ${origin} verifies: ${size} entries, root ${root}${kept}.\n`);
  if (keySource === 'export') {
    await printLine(
      stderr,
      'The key came with the export, and whoever forges an export forges its key too: verify with --key and the key that the node publishes.',
    );
  }
}
