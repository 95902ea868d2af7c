import { decodeBase64 } from '../seals/base64.js';
import { verifyTimeStampToken } from '../time-stamp/index.js';
import type { VerificationContext } from '../verification/context.js';
import type { VerifiedTimeStamp } from '../verification/finding.js';
import type { TimeStampProperty } from './qualifying-properties.js';
import type { SignatureParts } from './signature-parts.js';
import type { SignedDocument } from './signed-document.js';
import { defaultMethod, readCanonicalization } from './transforms.js';

/** What came of the time-stamps of a signature. */
export interface TimeStampResult {
  readonly verified: readonly VerifiedTimeStamp[];
  /** Whether every `SignatureTimeStamp` holds exactly one token and that verified, as level T asks; false without any. */
  readonly isLevelT: boolean;
}

/**
 * Verifies the time-stamps over a signature value (ETSI EN 319 132-1 section 5.3): each token is over the canonical
 * `ds:SignatureValue`. One that does not verify proves nothing and says nothing against the signature either.
 * @throws PasserelleError PSR-3012 for a canonicalisation that is not known
 */
export function verifyTimeStamps(
  stamps: readonly TimeStampProperty[],
  { valueElement }: SignatureParts,
  document: SignedDocument,
  context: VerificationContext,
): TimeStampResult {
  const results = stamps.map(({ canonicalization, tokens }) => {
    const method = canonicalization === undefined ? defaultMethod : readCanonicalization(canonicalization);
    const token = tokens.length === 1 ? decodeBase64(tokens[0]!) : undefined;
    if (token === undefined) return undefined;
    const stamped = document.canonical({ apex: document.source.of(valueElement) }, method);
    const verified = verifyTimeStampToken(token, stamped, context);
    return verified.ok ? verified.value : undefined;
  });
  const verified = results.filter((each) => each !== undefined);
  return { verified, isLevelT: verified.length > 0 && verified.length === stamps.length };
}

/** The earliest time that is proved. */
export function earliest(stamps: readonly VerifiedTimeStamp[]): Date | undefined {
  return stamps.map(({ time }) => time).sort((a, b) => a.getTime() - b.getTime())[0];
}
