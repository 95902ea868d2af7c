import { newId, systemClock, type Clock } from '@passerelle/kernel';
import { unsignedCompact } from '../jws/sign-compact.js';
import type { SealKey } from '../keys/seal-key.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';
import { receiptType, type Receipt } from './receipt.js';

/**
 * Issues the receipt for what arrived: a compact JWS of type `passerelle-receipt+jwt` over the digests of the documents
 * as received. With it the sender proves delivery without the receiver's help (the rule of ebMS3 NonRepudiationInformation).
 * @param key - the seal key of the receiving node
 */
export async function issueReceipt(receipt: Receipt, key: SealKey, clock: Clock = systemClock): Promise<string> {
  return signWith(unsignedReceipt(receipt, key, clock), key);
}

/** The same before it is signed. */
export function unsignedReceipt(receipt: Receipt, key: SealKey, clock: Clock): Unsigned<string> {
  const now = clock.now();
  const claims = {
    iss: receipt.issuer,
    aud: receipt.audience,
    iat: Math.floor(now.getTime() / 1000),
    jti: newId(now),
    messageId: receipt.messageId,
    outcome: 'accepted',
    documents: receipt.documents.map(({ sha256, size, mediaType }) => ({ sha256, size, mediaType })),
    ...(receipt.log && { log: { index: receipt.log.index, size: receipt.log.size, root: receipt.log.root } }),
  };
  return unsignedCompact(receiptType, claims, key);
}
