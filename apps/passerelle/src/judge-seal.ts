import { PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import { chainsTo, verifyBundleSeal, verifyDetachedSeal } from '@passerelle/trust';
import type { Certificate, SealEvidence } from '@passerelle/trust';
import type { AnchorSets } from './anchors.js';
import { certificatesOfBundleSeal, certificatesOfDetachedSeal } from './carried-certificates.js';

/** A document with the seal over it: its own, or one from a file beside it. */
export interface SealedDocument {
  readonly octets: Uint8Array;
  /** The detached XAdES seal; without it the document is a Bundle with a seal inside. */
  readonly signature?: Uint8Array;
}

/** What is known of a seal after verification. */
export type SealFinding =
  | { readonly verdict: 'valid'; readonly evidence: SealEvidence }
  /** The seal is whole, and the error says why it still is not accepted: who made it, or when, cannot be vouched for. */
  | { readonly verdict: 'indeterminate'; readonly evidence?: SealEvidence; readonly error: PasserelleError }
  | { readonly verdict: 'invalid'; readonly error: PasserelleError };

/** Errors that leave open whether the seal is genuine (ETSI EN 319 102-1 section 5.1.3 calls it INDETERMINATE). */
const leavesOpen: ReadonlySet<string> = new Set(['PSR-3003', 'PSR-3006']);

/**
 * Verifies a seal against sets of anchors, one after the other: a set is read only when those before it do not know who
 * made the seal.
 */
export async function judgeSeal(document: SealedDocument, anchors: AnchorSets, clock: Clock): Promise<SealFinding> {
  let finding: SealFinding = { verdict: 'indeterminate', error: new PasserelleError('PSR-3003') };
  for await (const set of anchors) {
    finding = await judgeBy(set, document, clock);
    if (finding.verdict === 'valid' || finding.error.code !== 'PSR-3003') return finding;
  }
  return finding;
}

/**
 * Each anchor is the certificate of a seal or of an authority. First they are taken as pins. Where none of them sealed,
 * the seal is verified with the certificates it carries itself, and the one that fits must have been issued by an anchor.
 */
async function judgeBy(anchors: readonly Certificate[], document: SealedDocument, clock: Clock): Promise<SealFinding> {
  const pinned = await verify(document, anchors, clock);
  if (pinned.ok) return { verdict: 'valid', evidence: pinned.value };
  if (pinned.error.code !== 'PSR-3003') return refused(pinned.error);

  const carried = carriedBy(document);
  const sealed = await verify(document, carried, clock);
  if (!sealed.ok) return refused(sealed.error);
  const evidence = sealed.value;
  const certificate = carried.find(({ fingerprint }) => fingerprint === evidence.fingerprint);
  const vouched = certificate !== undefined && chainsTo(certificate, anchors, evidence.signedAt) !== undefined;
  return vouched ? { verdict: 'valid', evidence } : { verdict: 'indeterminate', evidence, error: pinned.error };
}

function refused(error: PasserelleError): SealFinding {
  return { verdict: leavesOpen.has(error.code) ? 'indeterminate' : 'invalid', error };
}

async function verify(
  { octets, signature }: SealedDocument,
  pinned: readonly Certificate[],
  clock: Clock,
): Promise<Result<SealEvidence>> {
  return signature === undefined
    ? verifyBundleSeal(octets, { pinned, clock })
    : verifyDetachedSeal(signature, octets, { pinned, clock });
}

function carriedBy({ octets, signature }: SealedDocument): readonly Certificate[] {
  return signature === undefined ? certificatesOfBundleSeal(octets) : certificatesOfDetachedSeal(signature);
}
