import type { Clock } from '@passerelle/kernel';
import type { SealKey } from '../keys/seal-key.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';
import { completeSignature, draftSignature, newSignatureId } from './make-signature.js';
import { octetsOf } from './signature-document.js';

/** What is sealed besides the octets. */
export interface DetachedContent {
  /** The name the document goes by outside the signature: `urn:uuid:…`, `urn:oid:…`, `cid:…` or a file name. */
  readonly uri: string;
  /** Media type of the document, such as `text/xml`. */
  readonly mediaType: string;
}

/**
 * Seals a document without touching it: makes a detached XAdES baseline B signature (ETSI EN 319 132-1; the detached
 * style of IHE Document Digital Signature) over exactly its octets. Costs two digests of small parts, one of the
 * document and one signature; nothing is parsed or canonicalised.
 * @param octets - the document as it will be sent
 * @returns the `ds:Signature` document, UTF-8 without XML declaration
 * @throws Error for a URI that would mean something inside the signature
 */
export async function sealDetached(
  octets: Uint8Array,
  content: DetachedContent,
  key: SealKey,
  options: { readonly clock: Clock },
): Promise<Buffer> {
  return signWith(unsignedDetachedSeal(octets, content, key, options), key);
}

/** The same before it is signed. */
export function unsignedDetachedSeal(
  octets: Uint8Array,
  content: DetachedContent,
  key: SealKey,
  options: { readonly clock: Clock },
): Unsigned<Buffer> {
  requireOutside(content.uri);
  const id = newSignatureId(options.clock.now());
  const draft = draftSignature(id, [{ ...content, octets }], key, options);
  return {
    octets: draft.toBeSigned,
    complete: (value) => octetsOf(completeSignature(draft, value, key)),
  };
}

/** @throws Error for a URI that means something inside the signature */
export function requireOutside(uri: string): void {
  if (uri === '' || uri.startsWith('#')) throw new Error('the document needs a name of its own');
}
