import { readPeer } from '@passerelle/peers';
import { completeDraft, draftPeerOf, type DraftPeer } from '@passerelle/peers/trust-bundle';
import { pemSealKey, readCertificates } from '@passerelle/trust';
import { issueLeaf, newPrivateKey, privateKeyPem, readDevelopmentCa } from '@passerelle/trust/development-ca';
import { sealTrustBundle } from '@passerelle/trust/trust-bundle';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a list a test decides. */
export interface SignedPeers {
  readonly sequence: number;
  readonly peers: readonly DraftPeer[];
  /** @default the present, whole seconds */
  readonly issued?: Date;
  /** Milliseconds; an hour when left out. */
  readonly lifetime?: number;
}

const hour = 3600_000;

/** Where the list of a pair of nodes lies in their folder, and what signs it. */
export function trustFiles(folder: string): { bundle: string; anchor: string; key: string } {
  const own = join(folder, 'certificates', 'trust');
  return {
    bundle: join(folder, 'trust-bundle.jws'),
    anchor: join(own, 'trust-list.cert.pem'),
    key: join(own, 'trust-list.key.pem'),
  };
}

/** Makes the issuer anew, as if it were a day old: it then can sign lists that are about to expire. */
export function makeIssuer(folder: string): void {
  const read = (name: string): string => readFileSync(join(folder, 'certificates', name), 'utf8');
  const authority = readDevelopmentCa(read('ca.key.pem'), read('ca.cert.pem'));
  const key = newPrivateKey('ec-p256');
  const subject = { country: 'EU', organization: 'Example', commonName: 'Example trust list' };
  const files = trustFiles(folder);
  writeFileSync(files.key, privateKeyPem(key));
  writeFileSync(
    files.anchor,
    issueLeaf(authority, { purpose: 'trust-list', subject, key }, new Date(Date.now() - 24 * hour)),
  );
}

/** Both countries as the files of the pair describe them. */
export function listedPeers(folder: string): { lu: DraftPeer; pt: DraftPeer } {
  const ders = (file: string): string[] =>
    readCertificates(readFileSync(file, 'utf8')).map(({ der }) => der.toString('base64'));
  const listed = (country: string): DraftPeer => {
    const read = readPeer(readFileSync(join(folder, `${country}.yaml`), 'utf8'));
    if ('problems' in read) throw new Error(read.problems.join('; '));
    return draftPeerOf(read.peer, ders);
  };
  return { lu: listed('lu'), pt: listed('pt') };
}

/** Signs a list and puts it where the nodes look for it. */
export async function signPeers(folder: string, { sequence, peers, ...times }: SignedPeers): Promise<void> {
  const { bundle, anchor, key } = trustFiles(folder);
  const { issued = new Date(Math.floor(Date.now() / 1000) * 1000), lifetime = hour } = times;
  const signing = { sequence, issued, expires: new Date(issued.getTime() + lifetime) };
  const completed = completeDraft({ issuer: { name: 'Example' }, peers: [...peers] }, signing, (entry) => entry);
  if ('problems' in completed) throw new Error(completed.problems.join('; '));
  const signer = pemSealKey(readFileSync(key, 'utf8'), readFileSync(anchor, 'utf8'));
  writeFileSync(bundle, await sealTrustBundle(completed.octets, signer, issued));
}
