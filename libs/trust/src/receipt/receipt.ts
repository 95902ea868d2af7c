import type { CountryCode, Sha256 } from '@passerelle/kernel';

/** `typ` of a receipt (RFC 8725 section 3.11). */
export const receiptType = 'passerelle-receipt+jwt';

/** A document as its receiver quotes it: the digest of exactly the octets that arrived. */
export interface ReceivedDocument {
  readonly sha256: Sha256;
  /** Octets. */
  readonly size: number;
  readonly mediaType: string;
}

/** Where the receiver's log recorded the exchange, when the entry already has its place. */
export interface ReceiptLogPosition {
  /** Index of the leaf, from 0. */
  readonly index: number;
  /** Size of the tree that {@link root} is the head of; larger than the index. */
  readonly size: number;
  /** Root of the Merkle tree (RFC 6962 section 2.1), hexadecimal. */
  readonly root: Sha256;
}

/** What a receipt states. */
export interface Receipt {
  /** Country that received and signs (`iss`). */
  readonly issuer: CountryCode;
  /** Country that sent (`aud`). */
  readonly audience: CountryCode;
  /** Id of the message of the exchange, as the sender gave it. */
  readonly messageId: string;
  readonly documents: readonly ReceivedDocument[];
  readonly log?: ReceiptLogPosition;
}
