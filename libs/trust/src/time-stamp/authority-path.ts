import { X509Certificate } from 'node:crypto';
import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { derMembers, derValues } from '../certificates/der-values.js';
import { checkValidity } from '../certificates/validity.js';
import type { VerificationContext } from '../verification/context.js';
import { tags, typeOf } from './der-tags.js';

const extendedKeyUsage = '2.5.29.37';
const timeStamping = '1.3.6.1.5.5.7.3.8';

/**
 * Whether a certificate is one of an authority for time-stamps and of nothing else: extKeyUsage with this one purpose,
 * critical (RFC 3161 section 2.3).
 */
export function isForTimeStamps(der: Buffer): boolean {
  const [body] = derMembers(der) ?? [];
  const fields = (body && derMembers(body.octets)) ?? [];
  const wrapped = fields.find(({ tag }) => tag === 0xa3);
  const [extensions] = (wrapped && derMembers(wrapped.octets)) ?? [];
  for (const extension of (extensions && derMembers(extensions.octets)) ?? []) {
    const [type, critical, value] = derValues(extension.content) ?? [];
    if (typeOf(type) !== extendedKeyUsage) continue;
    const purposes = value?.tag === tags.octetString ? derMembers(value.content) : undefined;
    const isCritical = critical?.tag === tags.boolean && critical.content[0] !== 0;
    return isCritical && purposes?.length === 1 && typeOf(purposes[0]) === timeStamping;
  }
  return false;
}

/** The path from the certificate of an authority to an anchor, at the instant the answer is asked for. */
export function authorityPath(
  certificate: Certificate,
  _intermediates: readonly Buffer[],
  context: VerificationContext,
): Result<Certificate> {
  if (!isForTimeStamps(certificate.der)) {
    return failed(new PasserelleError('PSR-3023', { reason: 'it is not for time-stamps alone, critically' }));
  }
  const subject = new X509Certificate(certificate.der);
  const anchor = context.anchors.find((each) => {
    if (each.der.equals(certificate.der)) return true;
    const issuer = new X509Certificate(each.der);
    return issuer.ca && subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  });
  if (!anchor) return failed(new PasserelleError('PSR-3023', { reason: 'no anchor vouches for it' }));
  const validity = checkValidity(certificate, context.at, 'PSR-3006');
  return validity.ok ? ok(anchor) : validity;
}
