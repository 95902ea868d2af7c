import type { DocumentFormat, Identifier, Sha256 } from '@passerelle/kernel';
import type { ExchangeDocument } from '../aggregate/exchange.js';

/** A document on its way, with its octets in hand. */
export interface DocumentInHand {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly octets: Uint8Array;
  readonly sha256: Sha256;
  readonly part: ExchangeDocument['part'];
}

/** What the steps of one run hand to each other. It lives in memory; what must last is committed by the runner. */
export interface Work {
  /** Every document made or received in this run; the runner stores those that were not stored before. */
  readonly documents: readonly DocumentInHand[];
  /** The patient the request names; in memory only, the store knows the person by a random key. */
  readonly patient?: Identifier;
  /** Who asks, where the exchange is not in the store yet; the identity is opaque here. */
  readonly requester?: { readonly identity: unknown; readonly purpose: string };
  /** The peer's signed receipt, or ours, compact JWS. */
  readonly receipt?: string;
}

/** The empty hands a run begins with. */
export const emptyWork: Work = { documents: [] };

/** The work with more documents in hand. */
export function withDocuments(work: Work, ...documents: readonly DocumentInHand[]): Work {
  return { ...work, documents: [...work.documents, ...documents] };
}
