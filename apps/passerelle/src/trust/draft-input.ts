import { PasserelleError } from '@passerelle/kernel';
import { readDraft, type TrustBundleDraft } from '@passerelle/peers/trust-bundle';
import { readCertificate } from '@passerelle/trust';
import { dirname, resolve } from 'node:path';
import { readInput } from '../input.js';
import type { CommandIo } from '../io.js';

const largestDraft = 4_000_000;
const largestPem = 100_000;

/** Reads a draft. @throws PasserelleError PSR-8002, PSR-3066 with all its problems */
export async function readDraftFile(file: string, io: CommandIo): Promise<TrustBundleDraft> {
  const read = readDraft((await readInput(file, io, largestDraft)).toString('utf8'));
  if ('draft' in read) return read.draft;
  throw draftProblems(read.problems);
}

/** The error that lists what is wrong with a draft. */
export function draftProblems(problems: readonly string[]): PasserelleError {
  return new PasserelleError('PSR-3066', { count: problems.length, problems: problems.join('; ') });
}

/**
 * Reads the certificates that a draft names by their files: an entry that ends in `.pem`, `.crt`, `.cer` or `.der` is the
 * name of a file with one certificate, relative to the draft; any other is the certificate itself, DER in base64.
 * @returns the octets that each entry stands for, in base64
 * @throws PasserelleError PSR-8002, PSR-2010
 */
export async function certificatesOf(
  draft: TrustBundleDraft,
  draftFile: string,
  io: CommandIo,
): Promise<(entry: string) => string> {
  const entries = new Set(draft.peers.flatMap(({ certificates }) => Object.values(certificates).flat()));
  const known = new Map<string, string>();
  for (const entry of entries) {
    if (entry === undefined) continue;
    const octets = isFileName(entry)
      ? await readInput(resolve(io.cwd, dirname(draftFile), entry), io, largestPem)
      : Buffer.from(entry, 'base64');
    known.set(entry, readCertificate(octets).der.toString('base64'));
  }
  return (entry) => known.get(entry) ?? entry;
}

function isFileName(entry: string): boolean {
  return /\.(?:pem|crt|cer|der)$/i.test(entry);
}
