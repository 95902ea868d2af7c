import { generalizedTimeOf, integerOctets, smallNumber, timeOf } from '../der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, tags, type DerNode } from '../der/strict-der.js';
import { readName, type DistinguishedName } from '../fields/distinguished-name.js';
import { readAuthorityKeyIdentifier } from '../fields/extension-values.js';
import { readExtensions, type Extension, type Extensions } from '../fields/extensions.js';
import { extensionIds } from '../fields/object-identifiers.js';
import { openSigned, type SignedStructure } from '../fields/x509-fields.js';
import { reasonName, type Revocation } from '../revocation/revocation-verdict.js';
import { readIssuingDistributionPoint, type IssuingDistributionPoint } from './distribution-points.js';

/** What a list says of certificates. */
export interface ListContent {
  readonly extensions: Extensions;
  readonly authorityKeyIdentifier?: Buffer;
  readonly issuingDistributionPoint?: IssuingDistributionPoint;
  /** By serial number, its octets in hexadecimal. */
  readonly revoked: ReadonlyMap<string, Revocation>;
}

/** A certificate revocation list of RFC 5280 section 5. */
export interface RevocationList extends SignedStructure {
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** What it says, or why it cannot be relied on for any certificate. */
  readonly content: ListContent | string;
}

/** The largest list that is read; the largest in use in the member states have some ten million octets. */
export const largestList = 32 * 1024 * 1024;

const listExtensions: ReadonlySet<string> = new Set([
  extensionIds.authorityKeyIdentifier,
  extensionIds.issuerAltName,
  extensionIds.issuingDistributionPoint,
  extensionIds.expiredCertsOnCrl,
]);
const entryExtensions: ReadonlySet<string> = new Set([extensionIds.reasonCode, extensionIds.invalidityDate]);

/**
 * Reads a list to its end. Not to be relied on, though it is known whose it is, are: another version than 2, delta lists,
 * unknown critical extensions of the list or of any entry (sections 5.2, 5.3) and with them indirect lists, a serial number
 * that occurs twice, removeFromCRL in a list that is complete.
 * @throws DerError when it is no list
 */
export function readCrl(der: Buffer): RevocationList {
  if (der.length > largestList) throw new DerError(`larger than ${largestList} bytes`);
  const { body, rest, ...signed } = openSigned(der);
  rest.end();
  const version = body.optional(tags.integer);
  const inner = body.next(tags.sequence);
  const issuer = readName(body.next());
  const thisUpdate = timeOf(body.next());
  const nextUpdate = isTime(body.nextTag) ? timeOf(body.next()) : undefined;
  const entries = body.optional(tags.sequence);
  const wrapped = body.optional(contextTag(0));
  body.end();
  const frame = { ...signed, issuer, thisUpdate, ...(nextUpdate && { nextUpdate }) };
  if (version === undefined || smallNumber(version) !== 1) return { ...frame, content: 'not of version 2' };
  if (!inner.octets.equals(signed.algorithm.octets)) return { ...frame, content: 'two different signature algorithms' };
  try {
    return { ...frame, content: readContent(entries, wrapped) };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { ...frame, content: error.message };
  }
}

function readContent(entries: DerNode | undefined, wrapped: DerNode | undefined): ListContent {
  const extensions =
    wrapped === undefined ? new Map<string, Extension>() : readExtensions(derOf(wrapped.content, tags.sequence));
  if (extensions.has(extensionIds.deltaCrlIndicator)) throw new DerError('a delta list');
  refuseUnknown(extensions, listExtensions);
  const keyIdentifier = valueOf(extensions, extensionIds.authorityKeyIdentifier, readAuthorityKeyIdentifier);
  const point = valueOf(extensions, extensionIds.issuingDistributionPoint, readIssuingDistributionPoint);
  return {
    extensions,
    ...(keyIdentifier && { authorityKeyIdentifier: keyIdentifier }),
    ...(point && { issuingDistributionPoint: point }),
    revoked: readEntries(entries),
  };
}

function isTime(tag: number | undefined): boolean {
  return tag === tags.utcTime || tag === tags.generalizedTime;
}

function valueOf<Value>(extensions: Extensions, id: string, read: (value: Buffer) => Value): Value | undefined {
  const extension = extensions.get(id);
  return extension && read(extension.value);
}

function refuseUnknown(extensions: Extensions, known: ReadonlySet<string>): void {
  for (const [id, { critical }] of extensions)
    if (critical && !known.has(id))
      throw new DerError(`the critical extension ${id} is unknown or must not be critical`);
}

function readEntries(node: DerNode | undefined): ReadonlyMap<string, Revocation> {
  const revoked = new Map<string, Revocation>();
  if (node === undefined) return revoked;
  const walk = new DerWalk(node.content);
  if (walk.done) throw new DerError('an empty list of entries');
  while (!walk.done) {
    const entry = walk.into();
    const serialNumber = integerOctets(entry.next(tags.integer)).toString('hex');
    const date = timeOf(entry.next());
    const extensions = entry.optional(tags.sequence);
    entry.end();
    if (revoked.has(serialNumber)) throw new DerError('a serial number that occurs twice');
    revoked.set(serialNumber, extensions ? revocationOf(date, extensions) : { revokedAt: date, reason: 'unspecified' });
  }
  return revoked;
}

/** Entry extensions: section 5.3. */
function revocationOf(date: Date, node: DerNode): Revocation {
  const extensions = readExtensions(node);
  refuseUnknown(extensions, entryExtensions);
  const reason = valueOf(extensions, extensionIds.reasonCode, (value) =>
    reasonName(smallNumber(derOf(value, tags.enumerated))),
  );
  if (extensions.has(extensionIds.reasonCode) && reason === undefined) throw new DerError('an unknown reason');
  if (reason === 'removeFromCRL') throw new DerError('removeFromCRL in a complete list');
  const invalid = valueOf(extensions, extensionIds.invalidityDate, (value) =>
    generalizedTimeOf(derOf(value, tags.generalizedTime)),
  );
  return { revokedAt: invalid !== undefined && invalid < date ? invalid : date, reason: reason ?? 'unspecified' };
}
