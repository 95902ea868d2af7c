import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificate.js';
import { fieldsOf } from '../fields/fields-of.js';
import type { Revocation } from '../revocation/revocation-verdict.js';
import { judgeCrl } from './judge-crl.js';

/** What a revocation list says about a certificate. */
export interface ListStatus {
  /** The list, DER. */
  readonly octets: Uint8Array;
  readonly status: 'good' | 'revoked';
  readonly thisUpdate: Date;
  /** Of a certificate that is revoked: since when and why. */
  readonly revocation?: Revocation;
}

/**
 * Asks the lists of an authority about a certificate it has issued, as RFC 5280 section 6.3 has it. One list that revokes
 * counts more than any that does not.
 * @param lists - DER; the same objects each time, for a list is read and verified once for each
 * @returns PSR-3031 for a certificate that cannot be read; PSR-3038 where lists speak of it and none can be relied on;
 * PSR-3037 where no list does
 */
export function statusInLists(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly Uint8Array[],
  now: Date,
): Result<ListStatus> {
  const subject = fieldsOf(certificate);
  if (!subject.ok) return subject;
  const authority = fieldsOf(issuer);
  if (!authority.ok) return authority;
  let good: ListStatus | undefined;
  let error = new PasserelleError('PSR-3037', { reason: 'no list at hand speaks of it' });
  for (const octets of lists) {
    const link = { certificate, fields: subject.value };
    const by = { certificate: issuer, fields: authority.value };
    const verdict = judgeCrl(octets, link, by, { at: now, now }, false);
    if (verdict.kind === 'revoked') {
      const { thisUpdate, revocation } = verdict;
      return ok({ octets, status: 'revoked', thisUpdate, revocation });
    }
    if (verdict.kind === 'good') good ??= { octets, status: 'good', thisUpdate: verdict.thisUpdate };
    if (verdict.kind === 'unusable') error = verdict.error;
  }
  return good === undefined ? failed(error) : ok(good);
}
