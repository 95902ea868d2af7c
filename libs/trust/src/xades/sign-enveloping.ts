import { ok, type Result } from '@passerelle/kernel';
import { element } from '@passerelle/xml';
import type { SealKey } from '../keys/seal-key.js';
import { makeSignature, newSignatureId, type ObjectToSign, type SigningOptions } from './make-signature.js';
import { base64Transform, objectType } from './profile.js';
import { octetsOf, transform } from './signature-document.js';

/** A document that is carried inside the signature. */
export interface EnvelopedDocument {
  readonly octets: Uint8Array;
  readonly mediaType: string;
}

/**
 * Signs documents that travel inside the signature, each in a `ds:Object` in base64: what is digested are their exact
 * octets (`base64` transform, as EU DSS envelops), so that nothing has to be parsed and no encoding is lost.
 * @returns the `ds:Signature` document, UTF-8 without XML declaration; or the refusal of the time-stamping authority
 * @throws Error without documents
 */
export async function signEnveloping(
  documents: readonly EnvelopedDocument[],
  key: SealKey,
  options: SigningOptions,
): Promise<Result<Buffer>> {
  if (documents.length === 0) throw new Error('there is nothing to sign');
  const id = newSignatureId(options.clock.now());
  const objectId = (at: number): string => `${id}-object-${at + 1}`;
  const objects = documents.map((each, at): ObjectToSign => ({
    ...each,
    uri: `#${objectId(at)}`,
    type: objectType,
    transforms: [transform(base64Transform)],
  }));
  const contents = documents.map(({ octets, mediaType }, at) =>
    element(
      'ds:Object',
      { Encoding: base64Transform, Id: objectId(at), MimeType: mediaType },
      Buffer.from(octets).toString('base64'),
    ),
  );
  const made = await makeSignature(id, objects, key, options, contents);
  return made.ok ? ok(octetsOf(made.value)) : made;
}
