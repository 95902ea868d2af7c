import { PasserelleError, type CountryCode } from '@passerelle/kernel';
import { parse } from 'yaml';
import type { Peer, PeerFile } from './peer.js';
import { peerSchema } from './schema.js';

/** The countries this node exchanges with. */
export class Directory {
  private readonly byCountry: ReadonlyMap<CountryCode, Peer>;

  constructor(peers: readonly Peer[]) {
    this.byCountry = new Map(peers.map((peer) => [peer.country, peer]));
  }

  /** @throws PasserelleError PSR-4004 where the country is no peer */
  get(country: CountryCode): Peer {
    const peer = this.byCountry.get(country);
    if (peer === undefined) throw new PasserelleError('PSR-4004', { country: country.slice(0, 2) });
    return peer;
  }

  /** All peers. */
  all(): readonly Peer[] {
    return [...this.byCountry.values()];
  }
}

/**
 * Reads one peer's file.
 * @param text - YAML of config/peers/<cc>.yaml
 * @returns the peer, or every problem of the file with the key it concerns
 */
export function readPeer(text: string): { peer: PeerFile } | { problems: readonly string[] } {
  const parsed = peerSchema.safeParse(parse(text));
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const { patientIdentifiers, ...peer } = parsed.data;
  return {
    peer: {
      ...peer,
      patientIdentifiers: patientIdentifiers.map((rule) => ({ ...rule, pattern: new RegExp(`^(?:${rule.pattern})$`) })),
    },
  };
}
