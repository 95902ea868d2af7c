import type { CountryCode } from '@passerelle/kernel';
import { comparePeers, peerOfBundle } from '@passerelle/peers/trust-bundle';
import type { TrustedPeer } from '../node/trusted-peers.js';
import type { OpenedBundle } from './open-bundle.js';

/** The peers of a node, with the bundle they were read from. */
export interface PeersOfBundle {
  readonly opened: OpenedBundle;
  readonly peers: readonly TrustedPeer[];
}

/**
 * The peers of a node that an opened trust bundle names. All nodes get one list, so the node's own country is in it.
 * @param before - a peer that is listed as before stays the same object: connections that stand on it go on
 */
export function trustedPeersOf(
  opened: OpenedBundle,
  country: CountryCode,
  before?: PeersOfBundle,
): readonly TrustedPeer[] {
  const same = new Map(before?.peers.map((each) => [each.peer.country, each]));
  for (const { country: changed } of comparePeers(before?.opened.contents.peers ?? [], opened.contents.peers)) {
    same.delete(changed);
  }
  return opened.contents.peers.flatMap((listed) => {
    const pins = opened.certificates.get(listed.country);
    if (pins === undefined || listed.country === country) return [];
    const known = same.get(listed.country);
    return [known ?? { peer: peerOfBundle(listed), tls: pins.tls, seal: pins.seal, token: pins.token }];
  });
}
