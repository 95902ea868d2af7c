import { createHash } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import { derMembers, type DerValue } from '../certificates/der-values.js';
import { digestNameOf } from './cms-algorithms.js';
import { tags } from './der-tags.js';
import { requireToken } from './refusal.js';
import { inside, readAlgorithm, type SignedData, type SignerInfo } from './signed-data.js';

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
    return attribute === undefined ? [] : [readFirst(attribute, type === signingCertificateV2)];
  });
  requireToken(named.length > 0, 'it does not name the certificate of the authority');
  const { issuerAndSerial } = data.signer;
  const matches = (der: Buffer): boolean =>
    named.every(({ digest, value }) => createHash(digest).update(der).digest().equals(value)) &&
    (issuerAndSerial === undefined || isNamed(der, issuerAndSerial));
  const anchor = anchors.find((each) => matches(each.der));
  if (anchor !== undefined) return anchor;
  const der = data.certificates.find(matches);
  if (der === undefined) throw new PasserelleError('PSR-3023', { reason: 'its certificate is not with the token' });
  return readCertificate(der);
}

/** The first ESSCertID names the signer; those after it would limit its path and are not needed to tell whose it is. */
function readFirst(attribute: DerValue, second: boolean): { digest: string; value: Buffer } {
  const [certificates] = inside(attribute, tags.sequence);
  const [first] = inside(certificates, tags.sequence);
  const parts = inside(first, tags.sequence);
  // ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash, issuerSerial OPTIONAL }
  const stated = second && parts[0]?.tag === tags.sequence ? digestNameOf(readAlgorithm(parts.shift())) : undefined;
  const [hash] = parts;
  requireToken(hash?.tag === tags.octetString, 'it does not state the digest of the certificate of the authority');
  return { digest: stated ?? (second ? 'sha256' : 'sha1'), value: hash.content };
}

/** Whether issuer and serial number of a certificate are, octet for octet, those that name the signer. */
function isNamed(der: Buffer, { issuer, serial }: NonNullable<SignerInfo['issuerAndSerial']>): boolean {
  const [body] = derMembers(der) ?? [];
  const fields = (body && derMembers(body.octets)) ?? [];
  // The version stands first unless it is 1 (RFC 5280 section 4.1).
  const [serialNumber, , issuerName] = fields[0]?.tag === tags.context0 ? fields.slice(1) : fields;
  return serialNumber?.octets.equals(serial) === true && issuerName?.octets.equals(issuer) === true;
}
