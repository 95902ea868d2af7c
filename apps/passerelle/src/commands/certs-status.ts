import { systemClock } from '@passerelle/kernel';
import { expiryOf, readCertificates, readPin, type Certificate } from '@passerelle/trust';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readArguments, usage } from '../arguments.js';
import { certificateFolder, defaultNode } from '../clone.js';
import { columns } from '../columns.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';

const options = {
  node: { type: 'string', default: defaultNode },
  registered: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
} as const;

const largestFile = 100_000;

/** What is told of one certificate; nothing of its subject, which may be a person. */
interface Status {
  readonly file: string;
  readonly fingerprint: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly days: number;
  /** The threshold in days that is passed, 0 after the end; null before the first. */
  readonly threshold: number | null;
  /** Whether it is among those registered; null where none were given to compare with. */
  readonly registered: boolean | null;
}

/**
 * `passerelle certs status`: until when certificates are valid, and whether those who are to recognise them already do. A
 * certificate that signs before it is registered with a peer is refused there; this tells so beforehand.
 */
export const certsStatus: Command = async (args, io) => {
  const { values, places } = readArguments(args, options, 1000);
  const registered = values.registered === undefined ? undefined : await readRegistered(values.registered, io);
  const files = places.length > 0 ? places : certificatesOf(values.node, io);
  const statuses: Status[] = [];
  for (const file of files) {
    for (const certificate of readCertificates(await readInput(file, io, largestFile)))
      statuses.push(statusOf(relativeTo(io, file), certificate, registered));
  }
  const lines = values.json ? statuses.map((status) => JSON.stringify(status)) : table(statuses);
  for (const line of lines) await printLine(io.stdout, line);
  return statuses.some(({ threshold, registered: known }) => threshold === 0 || known === false) ? exit.no : exit.done;
};

/** The certificates of a node of this clone, those that are to come after the present ones included. */
function certificatesOf(node: string, io: CommandIo): readonly string[] {
  const folder = certificateFolder(io.root, node);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw usage('the node has no folder of certificates; name the files', cause);
  }
  return names.filter((name) => name.endsWith('.cert.pem')).map((name) => join(folder, name));
}

/** Fingerprints of certificates that are registered elsewhere: from PEM, or from lines of SHA-256 in hexadecimal. */
async function readRegistered(files: readonly string[], io: CommandIo): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const file of files) {
    const text = (await readInput(file, io, largestFile)).toString('utf8');
    const pins = text.includes('-----BEGIN CERTIFICATE-----')
      ? readCertificates(text).map(({ fingerprint }) => fingerprint)
      : text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(readPin);
    for (const pin of pins) known.add(pin);
  }
  return known;
}

function statusOf(file: string, certificate: Certificate, registered: ReadonlySet<string> | undefined): Status {
  const { fingerprint, validFrom, validTo } = certificate;
  const { seconds, threshold } = expiryOf(certificate, systemClock.now());
  return {
    file,
    fingerprint,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
    days: Math.floor(seconds / 86_400),
    threshold: threshold ?? null,
    registered: registered?.has(fingerprint) ?? null,
  };
}

function table(statuses: readonly Status[]): readonly string[] {
  const rows = statuses.map(({ file, fingerprint, validTo, days, threshold, registered }) => [
    file,
    fingerprint.slice(0, 16),
    validTo.slice(0, 10),
    days,
    [
      ...(threshold === 0 ? ['ended'] : threshold === null ? [] : [`below ${threshold} days`]),
      ...(registered === null ? [] : [registered ? 'registered' : 'NOT REGISTERED']),
    ].join(', '),
  ]);
  return columns(rows, ['file', 'SHA-256', 'until', 'days', '']);
}

function relativeTo({ cwd }: CommandIo, file: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') ? file : path;
}
