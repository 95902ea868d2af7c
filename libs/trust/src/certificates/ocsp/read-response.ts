import { generalizedTimeOf, oidOf, smallNumber } from '../der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, membersOf, tags, type DerNode } from '../der/strict-der.js';
import { readName, type DistinguishedName } from '../fields/distinguished-name.js';
import { readExtensions, type Extension, type Extensions } from '../fields/extensions.js';
import { extensionIds } from '../fields/object-identifiers.js';
import { openSigned, type SignedStructure } from '../fields/x509-fields.js';
import { reasonName, type Revocation } from '../revocation/revocation-verdict.js';
import { readCertificateId, type CertificateId } from './certificate-id.js';

/** What a response says about one certificate: SingleResponse of RFC 6960 section 4.2.1. */
export interface SingleResponse {
  readonly id: CertificateId;
  readonly status: 'good' | 'unknown' | Revocation;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
}

/** A basic OCSP response. */
export interface OcspResponse extends SignedStructure {
  /** By name, or by the SHA-1 digest of the key. */
  readonly responder: { readonly name: DistinguishedName } | { readonly keyHash: Buffer };
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly nonce?: Buffer;
  /** Certificates that travel with it, DER. */
  readonly certificates: readonly Buffer[];
}

/** The largest response that is read: some certificates of the responder are all that makes one long. */
export const largestResponse = 128 * 1024;
const mostResponses = 256;
const mostCertificates = 8;

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
/** OCSPResponseStatus, section 4.2.1. */
const statusNames: Readonly<Record<number, string>> = {
  1: 'the responder calls the request malformed',
  2: 'the responder has an internal error',
  3: 'the responder asks to try later',
  5: 'the responder asks for a signed request',
  6: 'the responder does not answer this node',
};

/** Reads an OCSPResponse that is successful and basic. @throws DerError when it is not */
export function readOcspResponse(der: Buffer): OcspResponse {
  if (der.length > largestResponse) throw new DerError(`larger than ${largestResponse} bytes`);
  const outer = new DerWalk(derOf(der, tags.sequence).content);
  const status = smallNumber(outer.next(tags.enumerated));
  if (status !== 0) throw new DerError(statusNames[status] ?? 'an unknown status');
  const wrapped = outer.next(contextTag(0));
  outer.end();
  const bytes = new DerWalk(derOf(wrapped.content, tags.sequence).content);
  if (oidOf(bytes.next()) !== basicResponse) throw new DerError('a response of an unknown type');
  const basic = bytes.next(tags.octetString).content;
  bytes.end();
  return readBasic(basic);
}

function readBasic(octets: Buffer): OcspResponse {
  const { body, rest, ...signed } = openSigned(octets);
  const carried = rest.optional(contextTag(0));
  rest.end();
  const certificates = carried === undefined ? [] : membersOf(derOf(carried.content, tags.sequence));
  if (certificates.length > mostCertificates) throw new DerError('too many certificates');
  const version = body.optional(contextTag(0));
  if (version !== undefined && smallNumber(derOf(version.content, tags.integer)) !== 0)
    throw new DerError('an unknown version');
  const responder = readResponder(body.next());
  const producedAt = generalizedTimeOf(body.next());
  const members = membersOf(body.next(tags.sequence));
  const wrapped = body.optional(contextTag(1));
  body.end();
  if (members.length === 0 || members.length > mostResponses) throw new DerError('no or too many responses');
  const nonce = nonceOf(extensionsOf(wrapped));
  return {
    ...signed,
    responder,
    producedAt,
    responses: members.map(readSingle),
    ...(nonce && { nonce }),
    certificates: certificates.map(({ octets: der }) => der),
  };
}

function readResponder(node: DerNode): OcspResponse['responder'] {
  if (node.tag === contextTag(1)) return { name: readName(derOf(node.content, tags.sequence)) };
  if (node.tag === contextTag(2)) return { keyHash: derOf(node.content, tags.octetString).content };
  throw new DerError('a responder without name and key');
}

function readSingle(node: DerNode): SingleResponse {
  const walk = new DerWalk(derOf(node.octets, tags.sequence).content);
  const id = readCertificateId(walk.into());
  const status = readStatus(walk.next());
  const thisUpdate = generalizedTimeOf(walk.next());
  const next = walk.optional(contextTag(0));
  extensionsOf(walk.optional(contextTag(1)));
  walk.end();
  return {
    id,
    status,
    thisUpdate,
    ...(next && { nextUpdate: generalizedTimeOf(derOf(next.content, tags.generalizedTime)) }),
  };
}

function readStatus({ tag, content }: DerNode): SingleResponse['status'] {
  if (tag === contextTag(0, 'primitive') && content.length === 0) return 'good';
  if (tag === contextTag(2, 'primitive') && content.length === 0) return 'unknown';
  if (tag !== contextTag(1)) throw new DerError('an unknown certificate status');
  const walk = new DerWalk(content);
  const revokedAt = generalizedTimeOf(walk.next());
  const wrapped = walk.optional(contextTag(0));
  walk.end();
  const reason = wrapped && reasonName(smallNumber(derOf(wrapped.content, tags.enumerated)));
  if (wrapped !== undefined && reason === undefined) throw new DerError('an unknown reason');
  return { revokedAt, reason: reason ?? 'unspecified' };
}

/** Extensions of a response (section 4.4): only the nonce is of use here, and none may be critical that is not known. */
function extensionsOf(wrapped: DerNode | undefined): Extensions {
  if (wrapped === undefined) return new Map<string, Extension>();
  const extensions = readExtensions(derOf(wrapped.content, tags.sequence));
  for (const [id, { critical }] of extensions)
    if (critical && id !== extensionIds.ocspNonce) throw new DerError(`the critical extension ${id} is unknown`);
  return extensions;
}

function nonceOf(extensions: Extensions): Buffer | undefined {
  const extension = extensions.get(extensionIds.ocspNonce);
  return extension && derOf(extension.value, tags.octetString).content;
}
