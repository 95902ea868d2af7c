import { systemClock } from '@passerelle/kernel';
import { mergeProposals } from '@passerelle/peers/metadata';
import { readDraft, writeDraft, type TrustBundleDraft } from '@passerelle/peers/trust-bundle';
import { fetchOctets } from '@passerelle/platform/trust-bundle';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { needed, readArguments, usage } from '../arguments.js';
import { shown } from '../columns.js';
import type { Command } from '../command.js';
import { largestDocument, readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';
import { bundleAnchors } from '../trust/bundle-input.js';
import { fingerprintLines, nameOf } from '../trust/bundle-lines.js';
import { draftProblems, readDraftFile } from '../trust/draft-input.js';
import { readSignedMetadata } from '../trust/signed-metadata.js';

const options = {
  anchor: { type: 'string', multiple: true },
  draft: { type: 'string' },
  at: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `passerelle trust import`: takes what a trust list or service metadata say of peers into a draft. */
export const trustImport: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const source = needed(place, 'trust list or service metadata');
  if (values.anchor === undefined) throw usage('--anchor names a certificate that the signature is trusted by');
  const anchors = await bundleAnchors(values.anchor, io);
  const octets = await readSource(source, io);
  const metadata = await readSignedMetadata(octets, anchors, instantOf(values.at));
  const merged = checked(mergeProposals(await knownDraft(values.draft, io), metadata));

  if (values.draft !== undefined) await writeOutput(values.draft, [writeDraft(merged)], io);
  if (values.json) {
    const { about, notes, peers, signer } = metadata;
    await printLine(io.stdout, JSON.stringify({ about, signer: signer.fingerprint, peers, notes }));
  } else if (values.draft === undefined) await print(io.stdout, writeDraft(merged));
  const lines = [
    `Read ${metadata.about}, signed by ${nameOf(metadata.signer)}`,
    ...fingerprintLines(metadata.signer).map((line) => `  ${line}`),
    ...metadata.notes.map((note) => `Left out or to be looked at: ${note}`),
  ];
  for (const line of lines) await printLine(io.stderr, shown(line));
  return exit.done;
};

async function readSource(source: string, io: CommandIo): Promise<Buffer> {
  if (!/^https?:/i.test(source)) return readInput(source, io);
  const fetched = await fetchOctets({ url: source, largest: largestDocument, accept: 'application/xml' });
  if (!fetched.ok) throw fetched.error;
  return fetched.value.unchanged ? Buffer.alloc(0) : fetched.value.octets;
}

async function knownDraft(file: string | undefined, io: CommandIo): Promise<TrustBundleDraft> {
  if (file === undefined || !existsSync(resolve(io.cwd, file))) return { peers: [] };
  return readDraftFile(file, io);
}

/** What was read must fit into a draft before it replaces one. */
function checked(draft: TrustBundleDraft): TrustBundleDraft {
  const read = readDraft(writeDraft(draft));
  if ('draft' in read) return draft;
  throw draftProblems(read.problems);
}

function instantOf(text: string | undefined): Date {
  if (text === undefined) return systemClock.now();
  const instant = new Date(text);
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/.test(text) || Number.isNaN(instant.getTime())) {
    throw usage('--at is a day or an instant in UTC: 2026-01-31 or 2026-01-31T12:00:00Z');
  }
  return instant;
}
