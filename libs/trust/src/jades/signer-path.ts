import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { chainsTo } from '../certificates/anchored.js';
import type { Certificate } from '../certificates/certificate.js';
import type { VerificationContext } from '../verification/context.js';

/** The path from the signer to an anchor. */
export function signerPath(
  signer: Certificate,
  _hints: readonly Certificate[],
  context: VerificationContext,
  at: Date,
): Result<readonly Certificate[]> {
  if (context.anchors.some(({ fingerprint }) => fingerprint === signer.fingerprint)) return ok([signer]);
  const anchor = chainsTo(signer, context.anchors, at);
  if (anchor !== undefined) return ok([signer, anchor]);
  return failed(new PasserelleError('PSR-3003', { fingerprint: signer.fingerprint }));
}
