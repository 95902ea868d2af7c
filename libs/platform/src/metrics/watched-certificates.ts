import { PasserelleError } from '@passerelle/kernel';
import { expiryOf, type Certificate, type Expiry } from '@passerelle/trust';
import type { NodeKeys } from '../node/keys.js';
import type { TrustedPeers } from '../node/trusted-peers.js';

/** What certificates of this node are for. */
const purposes = ['tls', 'seal', 'token'] as const;
export type WatchedPurpose = (typeof purposes)[number];

/** Certificates of one owner for one purpose: several while keys are changed. */
export interface WatchedCertificates {
  /** `self`, or the country of a peer. */
  readonly owner: string;
  readonly purpose: WatchedPurpose;
  readonly certificates: readonly Certificate[];
}

/** The certificates in use here and those pinned for peers, as they are at this moment. */
export function watchedCertificates(keys: NodeKeys, peers: TrustedPeers): readonly WatchedCertificates[] {
  const own = purposes.map((purpose) => ({ owner: 'self', purpose, certificates: [keys[purpose].certificate] }));
  return [...own, ...ofPeers(peers)];
}

function ofPeers(peers: TrustedPeers): readonly WatchedCertificates[] {
  return peers.directory.all().flatMap(({ country }) => {
    try {
      const trusted = peers.get(country);
      return purposes.map((purpose) => ({ owner: country, purpose, certificates: trusted[purpose] }));
    } catch (error) {
      // A peer that is not trusted at this moment has no certificates here.
      if (error instanceof PasserelleError) return [];
      throw error;
    }
  });
}

/**
 * How long there is a certificate for the purpose: the one that ends last counts, because it is there to take over. Whether
 * the owner has changed to it cannot be seen from here.
 * @returns undefined where there is none
 */
export function lastExpiry(
  { certificates }: WatchedCertificates,
  now: Date,
): (Expiry & { certificate: Certificate }) | undefined {
  const last = certificates.reduce<Certificate | undefined>(
    (latest, each) => (latest === undefined || each.validTo > latest.validTo ? each : latest),
    undefined,
  );
  return last && { ...expiryOf(last, now), certificate: last };
}
