import type { Certificate } from '../certificates/certificate.js';
import type { VerificationContext, DetachedObject } from '../verification/context.js';
import type { SignatureFinding } from '../verification/finding.js';
import { verifyXmlSignatures } from '../xmldsig/index.js';
import { epoch } from './identities.js';

/** An hour after the certificates of the specs begin. */
export const later = new Date(epoch.getTime() + 3_600_000);

export function context(
  anchors: readonly Certificate[],
  detached: readonly DetachedObject[] = [],
  parts: Partial<VerificationContext> = {},
): VerificationContext {
  return { anchors, crls: [], ocspResponses: [], at: later, detached, ...parts };
}

/** The finding on the one signature of a document. */
export async function only(text: string | Uint8Array, given: VerificationContext): Promise<SignatureFinding> {
  const findings = await verifyXmlSignatures(Buffer.from(text as string), given);
  if (findings.length !== 1) throw new Error(`${findings.length} signatures`);
  return findings[0]!;
}

/** Verdict, scope and codes, as specs compare them. */
export function told({ verdict, scope, reasons }: SignatureFinding): string {
  return [verdict, scope, ...reasons.map(({ code }) => code)].join(' ');
}
