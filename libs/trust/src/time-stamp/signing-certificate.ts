import { createHash } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import { contextTag, derOf, DerWalk, tags, type DerNode } from '../certificates/der/strict-der.js';
import { readAlgorithm } from '../certificates/fields/x509-fields.js';
import { digestNameOf } from './cms-algorithms.js';
import { readingToken, requireToken } from './reading.js';
import type { SignedData, SignerInfo } from './signed-data.js';

/** `signingCertificate` of RFC 2634 section 5.4 and `signingCertificateV2` of RFC 5035 section 3. */
const signingCertificate = '1.2.840.113549.1.9.16.2.12';
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';

/**
 * The certificate of the authority that a token names in its signed attributes (RFC 3161 section 2.4.2, RFC 5816). Where
 * it lies does not matter: with the token, or among the anchors when the request did not ask for it.
 *
 * The older attribute knows only SHA-1. It is accepted, as EU DSS does, because finding another certificate with that
 * digest, the same issuer and serial number and a key that verifies the signature is not a collision but a second
 * preimage; the certificate has to come from an anchor besides.
 * @throws PasserelleError PSR-3020 when no certificate is named or the attributes disagree, PSR-3023 when it is not at hand
 */
export function signingCertificateOf(data: SignedData, anchors: readonly Certificate[]): Certificate {
  const named = [signingCertificateV2, signingCertificate].flatMap((type) => {
    const attribute = data.signer.attributes.get(type);
    return attribute === undefined ? [] : [readingToken(() => readFirst(attribute, type === signingCertificateV2))];
  });
  requireToken(named.length > 0, 'it does not name the certificate of the authority');
  const { issuerAndSerial } = data.signer;
  const matches = (der: Buffer): boolean =>
    named.every(({ digest, value }) => createHash(digest).update(der).digest().equals(value)) &&
    (issuerAndSerial === undefined || readingToken(() => isNamed(der, issuerAndSerial)));
  const anchor = anchors.find((each) => matches(each.der));
  if (anchor !== undefined) return anchor;
  const der = data.certificates.find(matches);
  if (der === undefined) throw new PasserelleError('PSR-3023', { reason: 'its certificate is not with the token' });
  return readCertificate(der);
}

/** The first ESSCertID names the signer; those after it would limit its path and are not needed to tell whose it is. */
function readFirst(attribute: DerNode, second: boolean): { digest: string; value: Buffer } {
  const first = new DerWalk(derOf(attribute.octets, tags.sequence).content).into().into();
  // ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash, issuerSerial OPTIONAL }
  const stated = second ? first.optional(tags.sequence) : undefined;
  const digest = stated === undefined ? (second ? 'sha256' : 'sha1') : digestNameOf(readAlgorithm(stated));
  return { digest, value: first.next(tags.octetString).content };
}

/** Whether issuer and serial number of a certificate are, octet for octet, those that name the signer. */
function isNamed(der: Buffer, { issuer, serial }: NonNullable<SignerInfo['issuerAndSerial']>): boolean {
  const body = new DerWalk(derOf(der, tags.sequence).content).into();
  // The version stands first unless it is 1 (RFC 5280 section 4.1).
  body.optional(contextTag(0));
  const serialNumber = body.next(tags.integer);
  body.next();
  return serialNumber.octets.equals(serial) && body.next().octets.equals(issuer);
}
