import { createHash } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { readCertificate, type Certificate } from '../certificate.js';
import { DerError } from '../der/strict-der.js';
import { fieldsOf } from '../fields/fields-of.js';
import { extensionIds } from '../fields/object-identifiers.js';
import { isValidAt, judgeLeaf } from '../path/path-faults.js';
import type { Link } from '../path/path.js';
import { signatureFault } from '../path/signature-algorithm.js';
import {
  clockSkew,
  judgeRevocation,
  timelinessFault,
  type RevocationInstants,
  type RevocationVerdict,
} from '../revocation/revocation-verdict.js';
import { identifies } from './certificate-id.js';
import { readOcspResponse, type OcspResponse, type SingleResponse } from './read-response.js';

/** How old a response may be at the instant asked for, unless the caller says otherwise. */
export const responseFreshness = 60 * 60 * 1000;

/** What a response is held against. */
export interface ResponseExpectation extends RevocationInstants {
  /** Milliseconds that a response may be old at `at`, whatever it says itself. */
  readonly freshness: number;
  /** Tells of a responder's certificate that has no ocsp-nocheck whether lists at hand know it to be good. */
  readonly isKnownGood: (responder: Link, issuer: Link) => boolean;
  /** The responder of a local configuration (section 4.2.2.2, the first of its criteria): then nobody else may sign. */
  readonly signer?: Link;
}

const known = new WeakMap<Uint8Array, OcspResponse | DerError>();

/**
 * Asks one response about one certificate (RFC 6960 section 3.2): it is for this certificate of this issuer, signed by the
 * issuer or by a responder the issuer has named for this and nothing else, and fresh.
 */
export function judgeResponse(
  octets: Uint8Array,
  subject: Link,
  issuer: Link,
  expected: ResponseExpectation,
): RevocationVerdict {
  const response = responseOf(octets);
  if (response instanceof DerError) return unusable(response.message);
  // A response about another serial number, or about this one of another authority, says nothing about this certificate.
  const single = response.responses.find(({ id }) => identifies(id, subject.fields, issuer.fields));
  if (single === undefined) return { kind: 'silent' };
  const fault = timeFault(response, single, subject, expected) ?? responderFault(response, issuer, expected);
  if (fault !== undefined) return unusable(fault);
  const { status, thisUpdate } = single;
  if (status === 'unknown') return unusable('the responder does not know the certificate');
  return status === 'good' ? { kind: 'good', thisUpdate } : judgeRevocation(status, thisUpdate, expected);
}

/** Reads a response, once. */
export function responseOf(octets: Uint8Array): OcspResponse | DerError {
  let response = known.get(octets);
  if (response === undefined) {
    response = read(octets);
    known.set(octets, response);
  }
  return response;
}

function read(octets: Uint8Array): OcspResponse | DerError {
  try {
    return readOcspResponse(Buffer.from(octets.buffer, octets.byteOffset, octets.length));
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return error;
  }
}

function timeFault(
  { producedAt }: OcspResponse,
  { thisUpdate, nextUpdate }: SingleResponse,
  subject: Link,
  expected: ResponseExpectation,
): string | undefined {
  if (producedAt.getTime() > expected.now.getTime() + clockSkew) return 'it is of the future';
  const age = expected.at.getTime() - thisUpdate.getTime();
  if (age > expected.freshness + clockSkew) return 'it is older than allowed';
  return timelinessFault(thisUpdate, nextUpdate, expected, subject.fields.notAfter, false);
}

/** Section 4.2.2.2: who may sign. */
function responderFault(response: OcspResponse, issuer: Link, expected: ResponseExpectation): string | undefined {
  if (expected.signer !== undefined) return signerFault(response, expected.signer);
  if (names(response, issuer)) return signatureFault(response, issuer.certificate.publicKey);
  for (const der of response.certificates) {
    const responder = linkOf(der);
    if (responder === undefined || !names(response, responder)) continue;
    return (
      delegationFault(responder, issuer, response, expected) ??
      signatureFault(response, responder.certificate.publicKey)
    );
  }
  return 'the certificate of the responder is not there';
}

function signerFault(response: OcspResponse, signer: Link): string | undefined {
  if (!names(response, signer)) return 'it is of another responder than the one configured';
  if (!isValidAt(signer.fields, response.producedAt)) return 'the certificate of the responder is out of date';
  return signatureFault(response, signer.certificate.publicKey);
}

function names({ responder }: OcspResponse, { fields }: Link): boolean {
  return 'name' in responder
    ? responder.name.key === fields.subject.key
    : createHash('sha1').update(fields.key.bits).digest().equals(responder.keyHash);
}

/** A delegated responder: issued directly by the authority that issued the certificate asked about, for OCSP. */
function delegationFault(
  responder: Link,
  issuer: Link,
  response: OcspResponse,
  expected: ResponseExpectation,
): string | undefined {
  if (responder.fields.issuer.key !== issuer.fields.subject.key) return 'the responder is of another authority';
  const judged = judgeLeaf(responder.certificate, 'ocsp', response.producedAt, false);
  if (!judged.ok) return `the certificate of the responder is refused: ${judged.error.message}`;
  const forged = signatureFault(responder.fields, issuer.certificate.publicKey);
  if (forged !== undefined) return `the certificate of the responder is refused: ${forged}`;
  // Section 4.2.2.2.1: either the authority promises not to revoke it, or its status has to be known.
  if (responder.fields.extensions.has(extensionIds.ocspNoCheck)) return undefined;
  return expected.isKnownGood(responder, issuer) ? undefined : 'the status of the responder is not known';
}

function linkOf(der: Buffer): Link | undefined {
  let certificate: Certificate;
  try {
    certificate = readCertificate(der);
  } catch (error) {
    // A certificate beside the response that cannot be read is not the one that is looked for.
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
  const fields = fieldsOf(certificate);
  return fields.ok ? { certificate, fields: fields.value } : undefined;
}

function unusable(reason: string): RevocationVerdict {
  return { kind: 'unusable', error: new PasserelleError('PSR-3039', { reason }) };
}
