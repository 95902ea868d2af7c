import { ok, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificate.js';
import { IssuerSearch } from './issuer-search.js';
import { judgeLeaf } from './path-faults.js';
import type { CertificatePath, PathRequest } from './path.js';

/**
 * Finds a path from a certificate to an anchor and validates it as RFC 5280 section 6 asks, over signatures that
 * node:crypto verifies. It works on what it is given: it opens no connection and reads no clock.
 *
 * An anchor that is the certificate itself (a pin) is a path of one. Where several paths lead to anchors, the first that
 * is valid is taken; where none is valid, the error is that of the path that came furthest.
 * @returns the path with the evidence it rests on, or
 * - PSR-3030 when no path leads to an anchor
 * - PSR-3031 when a certificate departs from the profile of RFC 5280 section 4
 * - PSR-3032 when a certificate is for another purpose
 * - PSR-3033 when a certificate is not valid at the instant
 * - PSR-3034 when the certificates do not form a path (authority, length, names, policies)
 * - PSR-3035 when a key or a signature is too weak, or a signature does not verify
 * - PSR-3036 when a certificate is revoked; facts `revokedAt` and `revocationReason`
 * - PSR-3037 when the status of a certificate is required and not known
 * - PSR-3038, PSR-3039 when a list or a response at hand speaks of a certificate and cannot be relied on
 */
export function buildPath(request: PathRequest): Result<CertificatePath> {
  const { certificate, context, purpose, at } = request;
  const isPin = context.anchors.some(({ fingerprint }) => fingerprint === certificate.fingerprint);
  const leaf = judgeLeaf(certificate, purpose, at, isPin);
  if (!leaf.ok) return leaf;
  return isPin ? ok(pinned(certificate)) : new IssuerSearch(request).from(certificate, leaf.value);
}

/** A pin is taken back by those who pinned it; nobody else can revoke it. */
function pinned(certificate: Certificate): CertificatePath {
  return {
    chain: [certificate],
    revocation: 'not-checked',
    evidence: { statuses: [{ fingerprint: certificate.fingerprint, status: 'anchor' }], crls: [], ocspResponses: [] },
  };
}
