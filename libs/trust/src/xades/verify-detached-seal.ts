import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { failed, ok, PasserelleError, sha256, type Result } from '@passerelle/kernel';
import { parseXml } from '@passerelle/xml';
import { canonicalizeParts } from '@passerelle/xml/canonical';
import type { SealEvidence, SealExpectation } from '../seals/evidence.js';
import { pinnedSigner } from '../seals/pinned-signer.js';
import { requireForm } from '../seals/refusal.js';
import { verifiesSignature } from '../seals/signature-value.js';
import { checkSigningTime } from '../seals/signing-time.js';
import { sealNamespaces } from './profile.js';
import { readSignatureShape, signatureLimits, signedInfoPath, signedPropertiesPath } from './signature-shape.js';
import { readSignedInfo, type SignedInfo, type StatedDigest } from './signed-info.js';
import { readSignedProperties, type SignedProperties } from './signed-properties.js';

/** What a detached seal is verified against. */
export interface DetachedSealExpectation extends SealExpectation {
  /** The name the document must be referred to by; without it any name is accepted and told in the evidence. */
  readonly uri?: string;
}

/** Evidence of a detached seal, with what it says about the document. */
export interface DetachedSealEvidence extends SealEvidence {
  readonly format: 'XAdES-B-B';
  /** `Reference/@URI`: the name the signer gave the document. */
  readonly uri: string;
  /** `DataObjectFormat/MimeType`. */
  readonly mediaType: string;
}

/**
 * Verifies a detached XAdES baseline B seal over the exact octets of a document (ETSI EN 319 132-1; verification rules
 * of XML Signature 1.1 section 3.2, narrowed to one shape). Whoever made it, and with whatever prefixes: the parts are
 * canonicalised as they stand in the document received, and only what was digested is read.
 * @param signature - the `ds:Signature` document as received
 * @param content - the document as received
 * @returns the evidence, whose `content` are the octets given, or the refusal: PSR-3001 no seal, PSR-3002 altered,
 * PSR-3003 certificate not pinned, PSR-3004 malformed, PSR-3005 algorithm, PSR-3006 certificate not valid when it signed
 */
export async function verifyDetachedSeal(
  signature: Uint8Array,
  content: Uint8Array,
  expected: DetachedSealExpectation,
): Promise<Result<DetachedSealEvidence>> {
  try {
    return await verify(signature, content, expected);
  } catch (error) {
    // Registered refusals are the answer; anything else is a defect and goes up.
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}

async function verify(
  signature: Uint8Array,
  content: Uint8Array,
  expected: DetachedSealExpectation,
): Promise<Result<DetachedSealEvidence>> {
  const shape = readSignatureShape(signature);
  const { info, infoOctets, properties, propertiesOctets } = await readDigested(
    signature,
    readSignedInfo(shape.signedInfo),
  );
  requireBound(info, properties);
  requireForm(expected.uri === undefined || info.content.uri === expected.uri, 'it names another document');

  const der = shape.certificates.find((each) => matches(each, properties.certificateDigest));
  requireForm(der !== undefined, 'the signing certificate is not in KeyInfo');
  const certificate = pinnedSigner(der, info.algorithm, expected.pinned);
  const intact =
    verifiesSignature(infoOctets, shape.value, certificate.publicKey, info.algorithm) &&
    matches(propertiesOctets, info.properties.digest) &&
    matches(content, info.content.digest);
  if (!intact) return failed(new PasserelleError('PSR-3002'));

  const signedAt = checkSigningTime(properties.signedAt, certificate, expected.clock);
  if (!signedAt.ok) return signedAt;
  return ok({
    format: 'XAdES-B-B',
    scope: 'full',
    signer: certificate.subject,
    fingerprint: certificate.fingerprint,
    signedAt: signedAt.value,
    payloadDigest: sha256(content),
    content,
    uri: info.content.uri,
    mediaType: properties.mediaType,
  });
}

interface Digested {
  readonly info: SignedInfo;
  readonly infoOctets: Buffer;
  readonly properties: SignedProperties;
  readonly propertiesOctets: Buffer;
}

/**
 * Canonicalises the two signed parts in their places and reads them again from those octets. The first reading only
 * says how to canonicalise; that the second says the same shows that reader and canonicaliser saw one document.
 */
async function readDigested(signature: Uint8Array, stated: SignedInfo): Promise<Digested> {
  const parts = [
    { path: signedInfoPath, ...stated.form },
    { path: signedPropertiesPath, ...stated.properties.form },
  ];
  const [infoOctets, propertiesOctets] = await canonicalizeParts(signature, parts, sealNamespaces, signatureLimits);
  requireForm(infoOctets !== undefined && propertiesOctets !== undefined, 'a signed part is not in its one place');
  const info = readSignedInfo(parseXml(infoOctets, signatureLimits));
  requireForm(isDeepStrictEqual(info, stated), 'two readers see two signatures');
  const properties = readSignedProperties(parseXml(propertiesOctets, signatureLimits));
  return { info, infoOctets, properties, propertiesOctets };
}

/** The digested reference leads to the properties that were read, and these speak of the referenced document. */
function requireBound(info: SignedInfo, properties: SignedProperties): void {
  requireForm(info.properties.uri === `#${properties.id}`, 'the reference does not lead to the signed properties');
  requireForm(properties.objectReference === `#${info.content.id}`, 'DataObjectFormat speaks of another reference');
}

function matches(octets: Uint8Array, digest: StatedDigest): boolean {
  return createHash(digest.algorithm).update(octets).digest().equals(digest.value);
}
