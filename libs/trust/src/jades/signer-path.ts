import { ok, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { buildPath } from '../certificates/path/index.js';
import type { VerificationContext } from '../verification/context.js';

/** The path from the signer to an anchor. */
export function signerPath(
  certificate: Certificate,
  hints: readonly Certificate[],
  context: VerificationContext,
  at: Date,
): Result<readonly Certificate[]> {
  const path = buildPath({ certificate, intermediates: hints, purpose: 'seal', context, at, revocation: 'if-known' });
  return path.ok ? ok(path.value.chain) : path;
}
