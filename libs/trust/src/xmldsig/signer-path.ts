import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import type { XmlElement } from '@passerelle/xml';
import type { Certificate } from '../certificates/certificate.js';
import { buildPath, type CertificatePurpose } from '../certificates/path/index.js';
import { clockSkew } from '../seals/signing-time.js';
import type { VerificationContext } from '../verification/context.js';

/** The times of a signature: the one its signer claims, and the earliest that was proved. */
export interface SignatureTimes {
  readonly claimed: Date | undefined;
  readonly proved: Date | undefined;
}

/**
 * Finds the path from the signer to an anchor, by the times of the signature (ETSI EN 319 102-1 section 5.2): what is
 * claimed must not lie ahead; the certificates must be valid, and not revoked, at the time that is proved by a
 * time-stamp, and without one now: who holds an expired or revoked key can date back. A pin was compared by somebody, and
 * has to be valid at the claimed time only: a seal outlives it.
 * @returns the chain, PSR-3018 for a signing time that lies ahead, or what the path was refused for
 */
export function signerPath(
  certificate: Certificate,
  hints: readonly Certificate[],
  purpose: CertificatePurpose,
  { claimed, proved }: SignatureTimes,
  context: VerificationContext,
): Result<readonly Certificate[]> {
  if (claimed !== undefined && claimed.getTime() > context.at.getTime() + clockSkew * 1000)
    return failed(new PasserelleError('PSR-3018'));
  const isPin = context.anchors.some(({ fingerprint }) => fingerprint === certificate.fingerprint);
  const at = isPin ? (claimed ?? within(certificate, context.at)) : (proved ?? context.at);
  const request = { certificate, intermediates: hints, purpose, context, at, revocation: 'if-known' } as const;
  const path = buildPath(request);
  return path.ok ? ok(path.value.chain) : path;
}

/** A signature without a time has none that could lie outside of a certificate. */
function within({ validFrom, validTo }: Certificate, at: Date): Date {
  return at < validFrom ? validFrom : at > validTo ? validTo : at;
}

/** What a certificate is asked to be good for, by the kind of document it signs. */
export function purposeIn({ uri }: XmlElement): CertificatePurpose {
  if (/^urn:oasis:names:tc:SAML:[12]\.\d:(?:assertion|protocol|metadata)$/.test(uri)) return 'saml';
  return uri === 'http://uri.etsi.org/02231/v2#' ? 'trust-list' : 'seal';
}
