import { PasserelleError } from '@passerelle/kernel';
import { readPeer } from '@passerelle/peers';
import { draftPeerOf, writeDraft, type DraftPeer } from '@passerelle/peers/trust-bundle';
import { readCertificates } from '@passerelle/trust';
import { isAbsolute, join } from 'node:path';
import { readArguments, usage } from '../arguments.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { print, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';

const options = { issuer: { type: 'string' }, out: { type: 'string' } } as const;

/** `passerelle trust make`: a draft of a trust bundle out of the files of peers. */
export const trustMake: Command = async (args, io) => {
  const { values, places } = readArguments(args, options, 100);
  if (places.length === 0) throw usage('the files of the peers are missing');
  if (values.issuer === undefined) throw usage('--issuer names who will sign the bundle');
  const peers = await Promise.all(places.map((file) => draftPeerIn(file, io)));
  const text = writeDraft({ issuer: { name: values.issuer }, peers });
  if (values.out === undefined) await print(io.stdout, text);
  else await writeOutput(values.out, [text], io);
  return exit.done;
};

async function draftPeerIn(file: string, io: CommandIo): Promise<DraftPeer> {
  const read = readPeer((await readInput(file, io)).toString('utf8'));
  if ('problems' in read) {
    const { length } = read.problems;
    throw new PasserelleError('PSR-7001', { count: length, problems: `${file}: ${read.problems.join('; ')}` });
  }
  const { certificates } = read.peer;
  const pems = new Map<string, readonly string[]>();
  for (const each of [...certificates.tls, ...certificates.seal, ...certificates.token]) {
    // Relative paths start from the root of the clone, as in the configuration of a node.
    const pem = await readInput(isAbsolute(each) ? each : join(io.root, each), io);
    pems.set(
      each,
      readCertificates(pem).map(({ der }) => der.toString('base64')),
    );
  }
  return draftPeerOf(read.peer, (each) => pems.get(each) ?? []);
}
