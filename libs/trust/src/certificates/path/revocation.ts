import { failed, ok, type Result } from '@passerelle/kernel';
import { refusal } from './path-faults.js';
import type { CertificatePath, Link, PathRequest } from './path.js';

/** Judges whether certificates of a path are revoked. */
export function revocationOf(chain: readonly Link[], request: PathRequest): Result<CertificatePath> {
  if (request.revocation === 'required') return failed(refusal('PSR-3037', chain[0]!.certificate, 'not looked at'));
  return ok({
    chain: chain.map(({ certificate }) => certificate),
    revocation: 'not-checked',
    evidence: { statuses: [], crls: [], ocspResponses: [] },
  });
}
