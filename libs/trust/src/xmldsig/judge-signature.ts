import { PasserelleError, type Result } from '@passerelle/kernel';
import type { ElementSource } from '@passerelle/xml/source';
import type { Certificate } from '../certificates/certificate.js';
import type { VerificationContext } from '../verification/context.js';
import type { SignatureFinding } from '../verification/finding.js';
import { dataReferences } from './data-references.js';
import { digest, type Digested } from './digested.js';
import { readKeyInfo } from './key-info.js';
import { formatOf } from './level.js';
import { readProperties, type Properties } from './qualifying-properties.js';
import type { Reference } from './reference.js';
import { Reasons } from './reasons.js';
import { refuseSplitText } from './saml-text.js';
import { scopeOf } from './scope.js';
import { takeApart } from './signature-parts.js';
import type { SignedDocument } from './signed-document.js';
import { readSignedInfo } from './signed-info.js';
import { findSigner } from './signer.js';
import { purposeIn, signerPath } from './signer-path.js';
import { leadsOutside, targetOf } from './target.js';
import { earliest, verifyTimeStamps } from './time-stamps.js';

const nothing = { chain: [], timeStamps: [], signed: [] } as const;

/**
 * Judges one signature of a document. Whatever is wrong with it is in the finding; the more is wrong, the more reasons.
 */
export function judgeSignature(
  source: ElementSource,
  document: SignedDocument,
  context: VerificationContext,
): SignatureFinding {
  const reasons = new Reasons();
  const format = reasons.attempt(() => judge(source, document, context, reasons));
  return format ?? { ...nothing, verdict: reasons.verdict, scope: 'none', format: null, reasons: reasons.list };
}

function judge(
  source: ElementSource,
  document: SignedDocument,
  context: VerificationContext,
  reasons: Reasons,
): SignatureFinding {
  document.identifiers.requireUnique();
  const parts = takeApart(source, document.source);
  const properties = readProperties(parts);
  const info = readSignedInfo(parts.signedInfo, document.source);
  refuseSplitText(source, document);
  const digested = digestAll(info.references, source, document, context, reasons);
  const data = reasons.attempt(() => dataReferences(digested, parts, properties, info.references.length)) ?? [];

  const hints = readKeyInfo(parts.keyInfo);
  const octets = document.canonical({ apex: document.source.of(parts.signedInfo) }, info.method);
  const spend = (): void => document.spendVerification();
  const signature = { octets, value: parts.value, algorithm: info.algorithm, spend };
  const signer = reasons.attempt(() => findSigner(signature, properties?.certificate, hints, context.anchors));
  // The certificate that is found then is not bound; whose the signature is stays open.
  if (properties?.certificate?.digest instanceof PasserelleError) reasons.leaveOpen(properties.certificate.digest);
  const stamps = verifyTimeStamps(properties?.timeStamps ?? [], parts, document, context);
  const times = { claimed: properties?.signedAt, proved: earliest(stamps.verified) };
  const purpose = purposeIn(document.source.root.element);
  const path = signer && signerPath(signer.certificate, hints.certificates, purpose, times, context);
  if (path?.ok === false) reasons.add(path.error);

  // A counter-signature says nothing of the document; a broken one says that somebody changed what was confirmed.
  const over = document.counterSignaturesOf(source).map((each) => judgeSignature(each, document, context));
  if (over.some(({ verdict }) => verdict === 'invalid')) reasons.add(new PasserelleError('PSR-3093'));

  const isWhole = digested.length === info.references.length;
  const scope =
    reasons.verdict === 'invalid' || signer === undefined
      ? 'none'
      : scopeOf(data, isWhole, parts, document, context.detached);
  return {
    verdict: reasons.verdict,
    scope,
    format: formatOf(properties, data, signer, stamps),
    ...(signer && { signer: signer.certificate }),
    chain: chainOf(signer?.certificate, path),
    ...(properties?.signedAt && isSigned(properties, digested) && { signedAt: properties.signedAt }),
    timeStamps: stamps.verified,
    signed: data.map(({ object }) => object),
    reasons: reasons.list,
    ...(over.length > 0 && { counterSignatures: over }),
  };
}

/** Digests what each reference leads to; those that lead nowhere or to something else are told and left out. */
function digestAll(
  references: readonly Reference[],
  source: ElementSource,
  document: SignedDocument,
  { detached }: VerificationContext,
  reasons: Reasons,
): readonly Digested[] {
  const isOnlyOutside = references.filter(leadsOutside).length === 1;
  return references.flatMap((reference) => {
    const digested = reasons.attempt(() =>
      digest(reference, targetOf(reference, document, detached, isOnlyOutside), source, document),
    );
    return digested === undefined ? [] : [digested];
  });
}

function chainOf(
  signer: Certificate | undefined,
  path: Result<readonly Certificate[]> | undefined,
): readonly Certificate[] {
  if (path?.ok) return path.value;
  return signer === undefined ? [] : [signer];
}

/** Whether a digest over the properties was right: until then, what they say is nobody's claim. */
function isSigned({ signed }: Properties, digested: readonly Digested[]): boolean {
  return digested.some(({ target }) => target.kind === 'part' && target.apex?.element === signed);
}
