import type { Clock } from '@passerelle/kernel';
import { unsignedBundleSeal, type BundleSealOptions } from '../jades/seal-bundle.js';
import type { JsonObject } from '../jws/json-object.js';
import { unsignedCompact, type Claims } from '../jws/sign-compact.js';
import type { LocalSealKey } from '../keys/seal-key.js';
import { unsignedReceipt } from '../receipt/issue.js';
import type { Receipt } from '../receipt/receipt.js';
import { unsignedRequesterToken, type RequesterTokenContent } from '../requester-token/issue.js';
import { signAtOnce } from '../seals/unsigned.js';
import { unsignedDetachedSeal, type DetachedContent } from '../xades/seal-detached.js';

/*
 * What the node has signed wherever its keys may be, signed at once with a key of the spec: tables of hostile inputs are
 * written as values, not as promises.
 */

export const sealBundleAtOnce = (bundle: JsonObject, key: LocalSealKey, options: BundleSealOptions): JsonObject =>
  signAtOnce(unsignedBundleSeal(bundle, key, options), key);

export const sealDetachedAtOnce = (
  octets: Uint8Array,
  content: DetachedContent,
  key: LocalSealKey,
  options: { readonly clock: Clock },
): Buffer => signAtOnce(unsignedDetachedSeal(octets, content, key, options), key);

export const receiptAtOnce = (receipt: Receipt, key: LocalSealKey, clock: Clock): string =>
  signAtOnce(unsignedReceipt(receipt, key, clock), key);

export const requesterTokenAtOnce = (content: RequesterTokenContent, key: LocalSealKey, clock: Clock): string =>
  signAtOnce(unsignedRequesterToken(content, key, clock), key);

export const compactAtOnce = (typ: string, claims: Claims, key: LocalSealKey): string =>
  signAtOnce(unsignedCompact(typ, claims, key), key);
