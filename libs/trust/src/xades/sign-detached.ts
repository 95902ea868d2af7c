import { ok, type Result } from '@passerelle/kernel';
import type { SealKey } from '../keys/seal-key.js';
import { makeSignature, newSignatureId, type SigningOptions } from './make-signature.js';
import { requireOutside, type DetachedContent } from './seal-detached.js';
import { octetsOf } from './signature-document.js';

/** A document beside the signature, with its exact octets. */
export interface DetachedDocument extends DetachedContent {
  readonly octets: Uint8Array;
}

/**
 * Signs one or several documents with one detached signature; `sealDetached` does it for one without time-stamp.
 * @returns the `ds:Signature` document, UTF-8 without XML declaration; or the refusal of the time-stamping authority
 * @throws Error without documents, when two have the same name, or for a name that means something inside the signature
 */
export async function signDetached(
  documents: readonly DetachedDocument[],
  key: SealKey,
  options: SigningOptions,
): Promise<Result<Buffer>> {
  requireNames(documents);
  const made = await makeSignature(newSignatureId(options.clock.now()), documents, key, options);
  return made.ok ? ok(octetsOf(made.value)) : made;
}

/** @throws Error as {@link signDetached} */
export function requireNames(documents: readonly DetachedDocument[]): void {
  documents.forEach(({ uri }) => requireOutside(uri));
  const names = new Set(documents.map(({ uri }) => uri));
  if (names.size === 0 || names.size < documents.length) throw new Error('documents to sign need names of their own');
}
