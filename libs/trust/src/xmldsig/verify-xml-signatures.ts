import type { VerificationContext } from '../verification/context.js';
import type { SignatureFinding } from '../verification/finding.js';
import { judgeSignature } from './judge-signature.js';
import { SignedDocument } from './signed-document.js';

/**
 * Verifies every XML signature of a document: XML Signature 1.1 (2013) and XAdES (ETSI EN 319 132-1), detached,
 * enveloping and enveloped, whoever made it. What is accepted, what is refused and how scope is decided: docs/verify.md.
 *
 * One reading of the document finds the signatures, resolves their references and writes the canonical octets (ADR on
 * one tree); nothing is fetched, and nothing that travels with a signature is trusted. What is signed is in
 * `SignedObject.octets`: exactly what was digested.
 * @param octets - the document, or the signature document beside one
 * @param context - anchors, revocation lists, the instant, and documents beside the signature
 * @returns one finding for each `ds:Signature`, in document order, with its counter-signatures; none when there is none
 * @throws PasserelleError PSR-1001 to PSR-1005 and PSR-1010 when it is not acceptable XML, PSR-3016 when it holds more
 * signatures than are ever made
 */
export async function verifyXmlSignatures(
  octets: Uint8Array,
  context: VerificationContext,
): Promise<readonly SignatureFinding[]> {
  const document = new SignedDocument(octets);
  return document.signatures.map((each) => judgeSignature(each, document, context));
}
