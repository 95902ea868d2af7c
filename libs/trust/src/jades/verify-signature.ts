import { PasserelleError } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import type { JsonObject } from '../jws/json-object.js';
import type { JwsParts } from '../jws/serialization.js';
import { jwsAlgorithm, verifiedPayload } from '../jws/verify-value.js';
import { decodeBase64url } from '../seals/base64.js';
import { malformedSeal, requireForm } from '../seals/refusal.js';
import type { VerificationContext } from '../verification/context.js';
import type { SignatureFinding } from '../verification/finding.js';
import { signerPath } from '../xmldsig/signer-path.js';
import { isReferredTo, readCertificateChain, readCertificateReferences } from './certificate-reference.js';
import { claimsToBeJades, readClaimedTime } from './claimed-time.js';
import { readCounterSignatures } from './counter-signatures.js';
import { coveredContent, type CoveredContent, type PayloadSource } from './covered-content.js';
import { checkCriticalHeaders } from './critical-headers.js';
import { DraftFinding } from './draft-finding.js';
import { parseProtectedHeader } from './protected-header.js';
import { signatureTimeStamps } from './signature-time-stamps.js';
import { certificateValues, readUnsignedProperties, type UnsignedProperty } from './unsigned-properties.js';

/** Counter-signatures of counter-signatures are followed this deep; deeper ones are refused. */
const deepestCounterSignature = 2;

/**
 * Verifies one signature of a JWS, with everything that stands beside it.
 * @param source - where its payload comes from
 * @param depth - 0 for a signature of the document, 1 for a counter-signature of it
 */
export function verifyJwsSignature(
  parts: JwsParts,
  source: PayloadSource,
  context: VerificationContext,
  depth = 0,
): SignatureFinding {
  const draft = new DraftFinding();
  try {
    verify(draft, parts, source, context, depth);
  } catch (error) {
    // Registered refusals are the answer; anything else is a defect and goes up.
    if (!(error instanceof PasserelleError)) throw error;
    draft.refuse(error);
  }
  return draft.finding();
}

function verify(
  draft: DraftFinding,
  parts: JwsParts,
  source: PayloadSource,
  context: VerificationContext,
  depth: number,
): void {
  const unprotected = parts.unprotected ?? {};
  const header = parseProtectedHeader(parts.protected);
  draft.format = claimsToBeJades(header, unprotected) ? 'JAdES' : 'JWS';
  requireDisjoint(header, unprotected);
  checkCriticalHeaders(header, unprotected);
  const claimed = readClaimedTime(header);
  if (claimed.signedAt) draft.signedAt = claimed.signedAt;
  const references = readCertificateReferences(header);
  const properties = readUnsignedProperties(unprotected);
  const content = coveredContent(header, source);
  const chain = readCertificateChain(header['x5c']);
  const hints = [...chain, ...certificateValues(properties)];

  if (references.length === 0) draft.refuse(lacking('which certificate it was made with'));
  if (claimed.signedAt === undefined) draft.refuse(lacking('when it was made'));
  // A counter-signature must not name a type of content (section 5.1.3): what it covers is always a signature value.
  const baseline = claimed.baseline && references.length === 1 && !(depth > 0 && 'cty' in header);
  if (baseline) draft.format = 'JAdES-B-B';

  // Without a signed digest only the certificate that RFC 7515 section 4.1.6 puts first can be meant.
  const candidates = references.length === 0 ? chain.slice(0, 1) : [...hints, ...context.anchors];
  const signer = candidates.find((each) => isReferredTo(each, references));
  if (signer === undefined) {
    for (const fault of content.faults) draft.refuse(fault);
    return draft.refuse(new PasserelleError('PSR-3014', { reason: 'no certificate at hand is the one that it names' }));
  }
  draft.signer = signer;
  draft.chain = [signer];
  if (!verifyValue(draft, header, parts, signer, content)) return;

  const proved = readTimeStamps(draft, properties, parts.value, signer, context, baseline);
  const path = signerPath(signer, hints, 'seal', { claimed: claimed.signedAt, proved }, context);
  if (path.ok) draft.chain = path.value;
  else draft.leaveOpen(path.error);
  verifyCounterSignatures(draft, properties, parts.value, context, depth);
}

/** RFC 7515 section 4: names of protected and unprotected headers differ. */
function requireDisjoint(header: JsonObject, unprotected: JsonObject): void {
  const repeated = Object.keys(unprotected).some((name) => name in header);
  requireForm(!repeated, 'a header is both protected and unprotected');
  requireForm(!('etsiU' in header), 'etsiU is protected');
}

/** Verifies the value over what it covers. @returns whether it is whole, as far as its content is at hand */
function verifyValue(
  draft: DraftFinding,
  header: JsonObject,
  parts: JwsParts,
  signer: Certificate,
  content: CoveredContent,
): boolean {
  const algorithm = jwsAlgorithm(header['alg'], signer.publicKey);
  const coverage = verifiedPayload(parts, content.coverages, signer.publicKey, algorithm);
  if (coverage === undefined && content.coverages.length > 0) throw new PasserelleError('PSR-3002');
  for (const fault of content.faults) draft.refuse(fault);
  if (coverage !== undefined) {
    draft.signed = coverage.objects;
    draft.scope = content.scope;
  }
  return !draft.isBroken;
}

/** @returns the earliest time that an authority vouches for, undefined where none does */
function readTimeStamps(
  draft: DraftFinding,
  properties: readonly UnsignedProperty[],
  value: string,
  signer: Certificate,
  context: VerificationContext,
  baseline: boolean,
): Date | undefined {
  const results = signatureTimeStamps(properties, value, signer, context);
  draft.timeStamps = results.flatMap((each) => (each.ok ? [each.value] : []));
  // A time-stamp that does not hold proves nothing, and takes nothing from the signature either (EN 319 102-1 5.5.4).
  for (const each of results) if (!each.ok) draft.remark(each.error);
  if (draft.timeStamps.length === 0) return undefined;
  if (baseline && results.every(({ ok }) => ok)) draft.format = 'JAdES-B-T';
  return new Date(Math.min(...draft.timeStamps.map(({ time }) => time.getTime())));
}

/** A counter-signature belongs to the signature whose value it covers, and is never one of the document. */
function verifyCounterSignatures(
  draft: DraftFinding,
  properties: readonly UnsignedProperty[],
  value: string,
  context: VerificationContext,
  depth: number,
): void {
  const counterSignatures = readCounterSignatures(properties);
  if (counterSignatures.length === 0) return;
  if (depth >= deepestCounterSignature) throw malformedSeal('its counter-signatures are nested too deep');
  const octets = decodeBase64url(value) ?? Buffer.alloc(0);
  const findings: SignatureFinding[] = [];
  for (const each of counterSignatures) {
    if (!each.ok) throw each.error;
    const { parts, payload } = each.value;
    const source = { ...(payload !== undefined && { payload }), detached: [{ name: '', octets }] };
    const finding = verifyJwsSignature(parts, source, context, depth + 1);
    const bound = finding.signed.length === 0 || finding.signed.every((object) => octets.equals(object.octets));
    if (finding.verdict === 'invalid' || !bound) draft.refuse(new PasserelleError('PSR-3093'));
    findings.push(finding);
  }
  draft.counterSignatures = findings;
}

function lacking(property: string): PasserelleError {
  return new PasserelleError('PSR-3092', { property });
}
