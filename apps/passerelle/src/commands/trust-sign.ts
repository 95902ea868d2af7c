import { PasserelleError, systemClock } from '@passerelle/kernel';
import { comparePeers, completeDraft } from '@passerelle/peers/trust-bundle';
import { openBundle, type OpenedBundle } from '@passerelle/platform/trust-bundle';
import { pemSealKey, readCertificates, type SealKey } from '@passerelle/trust';
import { judgeLifetime, sealTrustBundle, shortestLifetime } from '@passerelle/trust/trust-bundle';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { needed, readArguments, usage } from '../arguments.js';
import { shown } from '../columns.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';
import { readBundle } from '../trust/bundle-input.js';
import { fingerprintLines } from '../trust/bundle-lines.js';
import { differenceLines } from '../trust/difference-lines.js';
import { certificatesOf, draftProblems, readDraftFile } from '../trust/draft-input.js';

const options = {
  key: { type: 'string' },
  cert: { type: 'string' },
  days: { type: 'string', default: '1' },
  previous: { type: 'string' },
  anchor: { type: 'string', multiple: true, default: [] as string[] },
  sequence: { type: 'string' },
  out: { type: 'string' },
} as const;

const day = 24 * 60 * 60_000;
const longest = 92 * day;

/** `passerelle trust sign`: signs a draft as the next trust bundle, and says what changes with it. */
export const trustSign: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'draft');
  const key = await readKey(needed(values.key, 'key (--key)'), needed(values.cert, 'certificate (--cert)'), io);
  const draft = await readDraftFile(file, io);
  const previous = await previousBundle(values, key, io);
  const issued = new Date(Math.floor(systemClock.now().getTime() / 1000) * 1000);
  const expires = expiryOf(values.days, issued);
  requireValidUntil(key, issued, expires);
  const sequence = sequenceOf(values.sequence, previous);
  const completed = completeDraft(draft, { sequence, issued, expires }, await certificatesOf(draft, file, io));
  if ('problems' in completed) throw draftProblems(completed.problems);

  const signed = `${await sealTrustBundle(completed.octets, key, issued)}\n`;
  // What a node would refuse does not leave this house.
  const checked = openBundle(Buffer.from(signed), { anchors: [key.certificate], now: issued });
  if (!checked.ok) throw checked.error;
  if (values.out === undefined) await print(io.stdout, signed);
  else await writeOutput(values.out, [signed], io);
  const lines = [
    `Signed trust bundle ${sequence}, valid until ${expires.toISOString()}. Its anchor, to be compared with every node:`,
    ...fingerprintLines(key.certificate).map((line) => `  ${line}`),
    '',
    ...differenceLines(comparePeers(previous?.contents.peers ?? [], completed.contents.peers), issued),
  ];
  for (const line of lines) await printLine(io.stderr, shown(line));
  return exit.done;
};

async function readKey(key: string, cert: string, io: CommandIo): Promise<SealKey> {
  const [keyPem, certificatePem] = await Promise.all([readInput(key, io), readInput(cert, io)]);
  return pemSealKey(keyPem.toString('latin1'), certificatePem.toString('latin1'));
}

/** The bundle that this one follows: the named one, or the one that is about to be replaced. */
async function previousBundle(
  { previous, out, anchor }: { previous?: string; out?: string; anchor: string[] },
  key: SealKey,
  io: CommandIo,
): Promise<OpenedBundle | undefined> {
  const file = previous ?? (out !== undefined && existsSync(resolve(io.cwd, out)) ? out : undefined);
  if (file === undefined) return undefined;
  const former = await Promise.all(anchor.map(async (each) => readCertificates(await readInput(each, io))));
  return readBundle(file, [key.certificate, ...former.flat()], io);
}

function sequenceOf(asked: string | undefined, previous: OpenedBundle | undefined): number {
  const last = previous?.contents.sequence ?? 0;
  if (asked === undefined) return last + 1;
  if (!/^[1-9]\d{0,14}$/.test(asked)) throw usage('--sequence is a number');
  // Nodes refuse a number that falls, and a second list of one number.
  if (Number(asked) <= last) throw new PasserelleError('PSR-3055', { sequence: Number(asked), seen: last });
  return Number(asked);
}

function expiryOf(days: string, issued: Date): Date {
  if (!/^\d{1,3}(?:\.\d{1,4})?$/.test(days)) throw usage('--days is a number such as 7 or 0.5');
  const expires = new Date(issued.getTime() + Math.round((Number(days) * day) / 1000) * 1000);
  const judged = judgeLifetime({ issued, expires }, issued, { shortest: shortestLifetime, longest });
  if (!judged.ok) throw judged.error;
  return expires;
}

/** A list whose anchor ends before the list does would be refused before its time. */
function requireValidUntil({ certificate }: SealKey, issued: Date, expires: Date): void {
  if (issued >= certificate.validFrom && expires <= certificate.validTo) return;
  const reason = `its certificate is valid from ${certificate.validFrom.toISOString()} to ${certificate.validTo.toISOString()}`;
  throw new PasserelleError('PSR-3008', { reason });
}
