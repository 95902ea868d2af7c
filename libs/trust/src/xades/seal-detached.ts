import { createHash } from 'node:crypto';
import { newId, type Clock } from '@passerelle/kernel';
import type { SealKey } from '../keys/seal-key.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';
import { octetsOf, signature, signedInfo, signedProperties, type SignatureStatement } from './signature-document.js';

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
  if (content.uri === '' || content.uri.startsWith('#')) throw new Error('the document needs a name of its own');
  const now = options.clock.now();
  const statement: SignatureStatement = {
    // An Id is an NCName, which cannot begin with a digit.
    id: `S-${newId(now)}`,
    algorithm: key.algorithm,
    uri: content.uri,
    mediaType: content.mediaType,
    contentDigest: digestOf(octets),
    signedAt: new Date(Math.floor(now.getTime() / 1000) * 1000),
    certificateDigest: digestOf(key.certificateDer),
  };
  const properties = signedProperties(statement);
  const info = signedInfo(statement, digestOf(octetsOf(properties)));
  const certificate = Buffer.from(key.certificateDer).toString('base64');
  return {
    octets: octetsOf(info),
    complete: (value) => octetsOf(signature(statement, info, value.toString('base64'), certificate, properties)),
  };
}

function digestOf(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('base64');
}
