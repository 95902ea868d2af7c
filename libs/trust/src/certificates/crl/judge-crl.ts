import { PasserelleError } from '@passerelle/kernel';
import { generalizedTimeOf } from '../der/der-primitives.js';
import { DerError, derOf, tags } from '../der/strict-der.js';
import { extensionIds } from '../fields/object-identifiers.js';
import type { Link } from '../path/path.js';
import { signatureFault } from '../path/signature-algorithm.js';
import {
  judgeRevocation,
  timelinessFault,
  type RevocationInstants,
  type RevocationVerdict,
} from '../revocation/revocation-verdict.js';
import { readDistributionPoints } from './distribution-points.js';
import { readCrl, type ListContent, type RevocationList } from './read-crl.js';

/** Lists are read once, however many certificates they are asked about: the large ones have a million entries. */
const known = new WeakMap<Uint8Array, RevocationList | DerError>();
/** Keys a list was verified with, with the outcome. */
const verified = new WeakMap<RevocationList, Map<string, string | undefined>>();

/** Asks one list about one certificate: RFC 5280 section 6.3, for complete lists signed by the issuer of the certificate. */
export function judgeCrl(
  octets: Uint8Array,
  subject: Link,
  issuer: Link,
  instants: RevocationInstants,
  wholeProfile: boolean,
): RevocationVerdict {
  const list = listOf(octets);
  // Whose list it is cannot be said; it may be that of this authority, and so its silence is not taken for good.
  if (list instanceof DerError) return unusable(list.message);
  if (list.issuer.key !== subject.fields.issuer.key) return { kind: 'silent' };
  const { content, thisUpdate } = list;
  if (typeof content === 'string') return unusable(content);
  if (!isForKey(content, issuer) || !isInScope(content, subject)) return { kind: 'silent' };
  const fault =
    contentFault(content, issuer, wholeProfile) ??
    timeFault(list, content, subject, instants) ??
    signatureFaultOf(list, issuer);
  if (fault !== undefined) return unusable(fault);
  const revocation = content.revoked.get(subject.fields.serialNumber.toString('hex'));
  return revocation === undefined ? { kind: 'good', thisUpdate } : judgeRevocation(revocation, thisUpdate, instants);
}

function listOf(octets: Uint8Array): RevocationList | DerError {
  let list = known.get(octets);
  if (list === undefined) {
    list = read(octets);
    known.set(octets, list);
  }
  return list;
}

function read(octets: Uint8Array): RevocationList | DerError {
  try {
    return readCrl(Buffer.from(octets.buffer, octets.byteOffset, octets.length));
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return error;
  }
}

/** An authority that has changed its key publishes a list for each; the key identifiers tell them apart. */
function isForKey({ authorityKeyIdentifier: wanted }: ListContent, { fields }: Link): boolean {
  return (
    wanted === undefined || fields.subjectKeyIdentifier === undefined || wanted.equals(fields.subjectKeyIdentifier)
  );
}

/** Section 6.3.3 (b): whether the list speaks of certificates such as this one. */
function isInScope({ issuingDistributionPoint: point }: ListContent, { fields }: Link): boolean {
  if (point === undefined) return true;
  const isAuthority = fields.basicConstraints?.authority === true;
  if (point.onlyAttributeCertificates || (isAuthority ? point.onlyUserCertificates : point.onlyAuthorities))
    return false;
  if (point.fullNames === undefined) return true;
  const extension = fields.extensions.get(extensionIds.crlDistributionPoints);
  const points = extension === undefined ? [] : pointsOf(extension.value);
  return point.fullNames.some((name) => points.includes(name));
}

function pointsOf(value: Buffer): readonly string[] {
  try {
    return readDistributionPoints(value);
  } catch (error) {
    // Where the certificate cannot say which lists are its own, none with a name is.
    if (!(error instanceof DerError)) throw error;
    return [];
  }
}

function contentFault(content: ListContent, issuer: Link, wholeProfile: boolean): string | undefined {
  const { issuingDistributionPoint: point, extensions } = content;
  if (point?.indirect) return 'it lists certificates of other authorities';
  if (point?.onlySomeReasons) return 'it lists some reasons only';
  if (issuer.fields.keyUsage?.has('cRLSign') === false) return 'its authority may not sign lists';
  return wholeProfile && !extensions.has(extensionIds.crlNumber) ? 'it has no cRLNumber' : undefined;
}

function timeFault(
  { thisUpdate, nextUpdate }: RevocationList,
  content: ListContent,
  subject: Link,
  instants: RevocationInstants,
): string | undefined {
  // Section 5.1.2.5: without nextUpdate it could be as old as the authority.
  if (nextUpdate === undefined) return 'it does not say until when it is valid';
  const { notAfter } = subject.fields;
  return timelinessFault(thisUpdate, nextUpdate, instants, notAfter, remembers(content, notAfter));
}

/** expiredCertsOnCRL (ITU-T X.509): since when the authority keeps certificates on the list after they expire. */
function remembers({ extensions }: ListContent, notAfter: Date): boolean {
  const extension = extensions.get(extensionIds.expiredCertsOnCrl);
  if (extension === undefined) return false;
  try {
    return generalizedTimeOf(derOf(extension.value, tags.generalizedTime)) <= notAfter;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return false;
  }
}

function signatureFaultOf(list: RevocationList, { certificate }: Link): string | undefined {
  const outcomes = verified.get(list) ?? new Map<string, string | undefined>();
  verified.set(list, outcomes);
  const key = certificate.spki.toString('base64');
  if (!outcomes.has(key)) outcomes.set(key, signatureFault(list, certificate.publicKey));
  return outcomes.get(key);
}

function unusable(reason: string): RevocationVerdict {
  return { kind: 'unusable', error: new PasserelleError('PSR-3038', { reason }) };
}
