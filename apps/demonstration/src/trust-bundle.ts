import { PasserelleError } from '@passerelle/kernel';
import { readPeer } from '@passerelle/peers';
import { completeDraft, draftPeerOf, type DraftPeer } from '@passerelle/peers/trust-bundle';
import { pemSealKey, readCertificates } from '@passerelle/trust';
import { sealTrustBundle, spokenFingerprint } from '@passerelle/trust/trust-bundle';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the demonstration's list lies and what it is trusted by, relative to the clone. */
export const trustBundle = join('data', 'run', 'trust-bundle.jws');
export const trustAnchor = join('certs', 'generated', 'trust', 'trust-list.cert.pem');

const hour = 60 * 60_000;
/** How long a list of the demonstration is valid, and how often a new one is issued. */
const lifetime = 24 * hour;
export const issuingInterval = 6 * hour;

/**
 * Issues the list of both nodes under the addresses they have in this run, as the issuer of a real one would.
 * @param endpoints - address of the FHIR door by country: `LU`
 * @returns the fingerprint of its anchor as people compare it
 */
export async function issueTrustBundle(root: string, endpoints: Readonly<Record<string, string>>): Promise<string> {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const key = pemSealKey(read(trustAnchor.replace('.cert.', '.key.')), read(trustAnchor));
  const ders = (file: string): string[] => readCertificates(read(file)).map(({ der }) => der.toString('base64'));
  const peers = Object.entries(endpoints).map(([country, endpoint]): DraftPeer => {
    const file = `config/peers/${country.toLowerCase()}.yaml`;
    const described = readPeer(read(file));
    if ('peer' in described) return draftPeerOf({ ...described.peer, endpoint }, ders);
    throw problems(described.problems);
  });
  // Seconds rise from one run to the next, also where the folder of the last one was deleted.
  const issued = new Date(Math.floor(Date.now() / 1000) * 1000);
  const signing = { sequence: issued.getTime() / 1000, issued, expires: new Date(issued.getTime() + lifetime) };
  const completed = completeDraft({ issuer: { name: 'Passerelle development' }, peers }, signing, (entry) => entry);
  if ('problems' in completed) throw problems(completed.problems);
  const file = join(root, trustBundle);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed, a reader sees the old list or the new one.
  writeFileSync(`${file}.part`, `${await sealTrustBundle(completed.octets, key, issued)}\n`);
  renameSync(`${file}.part`, file);
  return spokenFingerprint(key.certificate.fingerprint);
}

function problems(all: readonly string[]): PasserelleError {
  return new PasserelleError('PSR-3066', { count: all.length, problems: all.join('; ') });
}
