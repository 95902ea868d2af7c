import { X509Certificate } from 'node:crypto';
import { certificateFields } from './certificate-fields.js';
import type { Certificate } from './certificate.js';
import { checkValidity } from './validity.js';

/**
 * How an authority may have signed: SHA-256 or longer with RSA (PKCS#1 v1.5 or PSS) or ECDSA, or Ed25519. SHA-1 stands
 * not here: two certificates can be made that share its digest. Octets of the OBJECT IDENTIFIERs, in hexadecimal.
 */
const soundSignatures: ReadonlySet<string> = new Set([
  '2a864886f70d01010b',
  '2a864886f70d01010c',
  '2a864886f70d01010d',
  '2a864886f70d01010a',
  '2a8648ce3d040302',
  '2a8648ce3d040303',
  '2a8648ce3d040304',
  '2b6570',
]);

/**
 * Finds the authority that issued a seal certificate. Peers are recognised by pins alone; this is for an auditor who
 * has the certificate of an authority and not those of all its seals.
 *
 * The path is one step long: an authority between the two has to be given as an anchor itself. The certificate must be
 * one for seals (keyUsage nonRepudiation, no extKeyUsage, no authority), so that the TLS or token key of a node cannot
 * seal documents in its stead. Revocation is not asked for.
 * @param anchors - certificates of authorities; others among them vouch for nothing
 * @param at - the instant at which both certificates must be valid: the signing time of the seal
 * @returns the anchor that vouches for the certificate, undefined when none does
 */
export function chainsTo(certificate: Certificate, anchors: readonly Certificate[], at: Date): Certificate | undefined {
  const subject = new X509Certificate(certificate.der);
  const fields = certificateFields(certificate.der);
  if (subject.ca || !fields?.nonRepudiation || fields.extendedKeyUsage) return undefined;
  if (!soundSignatures.has(fields.signatureAlgorithm) || !checkValidity(certificate, at).ok) return undefined;
  return anchors.find((anchor) => {
    const issuer = new X509Certificate(anchor.der);
    // checkIssued compares names, key identifiers and keyUsage keyCertSign; the signature is verified apart from it.
    return issuer.ca && checkValidity(anchor, at).ok && subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  });
}
