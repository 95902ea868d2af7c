import type { PinnedPurpose } from '../service-kinds.js';
import type { BundleService } from '../trust-bundle/contents.js';
import type { DraftPeer, TrustBundleDraft } from '../trust-bundle/draft.js';

/** What a list or metadata say of one country's node. What they do not speak of is left out. */
export interface PeerProposal {
  readonly country: string;
  readonly name?: string;
  readonly services: readonly BundleService[];
  /** DER in base64, by purpose. */
  readonly certificates: Readonly<Partial<Record<PinnedPurpose, readonly string[]>>>;
  readonly patientIdentifiers: DraftPeer['patientIdentifiers'];
}

/** A list or metadata as they were read. */
export interface MetadataReading {
  /** What it is, in a few words: `trust list 28 of CY, next update 2026-12-01T00:00:00Z`. */
  readonly about: string;
  readonly peers: readonly PeerProposal[];
  /** What of it was left out and why, one sentence each: nothing is dropped without a word. */
  readonly notes: readonly string[];
}

/**
 * Puts what was read into a draft. A service or an identifier that is there already is replaced by what was read now;
 * certificates are added to those there, because the old one is pinned until the new one is in use everywhere: a person
 * takes it out.
 * @returns the new draft; the given one stays as it is
 */
export function mergeProposals(draft: TrustBundleDraft, { peers }: Pick<MetadataReading, 'peers'>): TrustBundleDraft {
  const merged = new Map(draft.peers.map((peer) => [peer.country, peer]));
  for (const proposal of peers) merged.set(proposal.country, mergePeer(merged.get(proposal.country), proposal));
  return { ...draft, peers: [...merged.values()].sort((a, b) => (a.country < b.country ? -1 : 1)) };
}

function mergePeer(known: DraftPeer | undefined, proposal: PeerProposal): DraftPeer {
  const { country, name = known?.name, services, certificates, patientIdentifiers } = proposal;
  const kept = known ?? { country, services: [], certificates: {}, patientIdentifiers: [] };
  return {
    ...kept,
    ...(name !== undefined && { name }),
    services: replaced(kept.services, services, ({ service }) => service),
    certificates: union(kept.certificates, certificates),
    patientIdentifiers: replaced(kept.patientIdentifiers, patientIdentifiers, ({ system }) => system),
  };
}

/** The items that stay, in their places, and the new ones; one item for each key. */
function replaced<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): T[] {
  const items = new Map(before.map((item) => [keyOf(item), item]));
  for (const item of after) items.set(keyOf(item), item);
  return [...items.values()];
}

function union(before: DraftPeer['certificates'], after: PeerProposal['certificates']): DraftPeer['certificates'] {
  const joined: DraftPeer['certificates'] = { ...before };
  for (const [purpose, ders] of Object.entries(after) as [PinnedPurpose, readonly string[]][]) {
    joined[purpose] = [...new Set([...(before[purpose] ?? []), ...ders])];
  }
  return joined;
}
