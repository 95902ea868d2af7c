import type { KeyUsageBit } from '../fields/extension-values.js';
import { extensionIds, keyPurposes } from '../fields/object-identifiers.js';
import type { X509Fields } from '../fields/x509-fields.js';

/** What a certificate is asked to be good for. A key of one purpose is refused for the others. */
export type CertificatePurpose =
  'tls-client' | 'tls-server' | 'seal' | 'token' | 'saml' | 'audit' | 'time-stamp' | 'ocsp' | 'trust-list';

/** What the two usage extensions must say for a purpose. The table with its reasons is in docs/certificates.md. */
interface PurposeRule {
  /** keyUsage, where present, has one of these; */
  readonly usage: readonly KeyUsageBit[];
  /** and none of these. */
  readonly never?: readonly KeyUsageBit[];
  /** Purposes of extKeyUsage of which one must be among those named; empty: the extension must be absent. */
  readonly accepted: readonly string[];
  /** What extKeyUsage may name besides; without it, anything that is not accepted is refused. */
  readonly tolerated: 'nothing' | 'anything' | readonly string[];
  /** Whether the certificate must have extKeyUsage. */
  readonly required?: boolean;
  /** A certificate without extKeyUsage must not have these in keyUsage. */
  readonly neverWithoutPurpose?: readonly KeyUsageBit[];
}

const signing: readonly KeyUsageBit[] = ['digitalSignature', 'nonRepudiation'];
const connecting: readonly KeyUsageBit[] = ['digitalSignature', 'keyEncipherment', 'keyAgreement'];

/** Purposes under which authorities of the member states issue certificates for signatures and seals. */
const documents: readonly string[] = [
  keyPurposes.documentSigning,
  keyPurposes.emailProtection,
  keyPurposes.microsoftDocumentSigning,
  keyPurposes.adobePdfSigning,
];
/** Beside one of those, a login or a virtual private network is tolerated where the certificate commits to content. */
const besideDocuments: readonly string[] = [
  keyPurposes.clientAuth,
  '1.3.6.1.5.5.7.3.5',
  '1.3.6.1.5.5.7.3.6',
  '1.3.6.1.5.5.7.3.7',
  '1.3.6.1.5.5.8.2.2',
];

const sealing: PurposeRule = { usage: signing, accepted: documents, tolerated: besideDocuments };

const rules: Readonly<Record<CertificatePurpose, PurposeRule>> = {
  'tls-client': {
    usage: connecting,
    accepted: [keyPurposes.clientAuth],
    tolerated: 'anything',
    neverWithoutPurpose: ['nonRepudiation'],
  },
  'tls-server': {
    usage: connecting,
    accepted: [keyPurposes.serverAuth],
    tolerated: 'anything',
    neverWithoutPurpose: ['nonRepudiation'],
  },
  // The token key of a node signs too, under the same authority: what commits to content says so (EN 319 412-2 4.3.2).
  seal: { ...sealing, usage: ['nonRepudiation'] },
  token: { usage: ['digitalSignature'], never: ['nonRepudiation'], accepted: [], tolerated: 'nothing' },
  saml: sealing,
  audit: sealing,
  'time-stamp': { usage: signing, accepted: [keyPurposes.timeStamping], tolerated: 'nothing', required: true },
  ocsp: { usage: signing, accepted: [keyPurposes.ocspSigning], tolerated: 'anything', required: true },
  'trust-list': { usage: signing, accepted: [keyPurposes.tslSigning, ...documents], tolerated: besideDocuments },
};

/**
 * Why a certificate is not for a purpose.
 * @returns undefined when it is
 */
export function purposeFault(fields: X509Fields, purpose: CertificatePurpose): string | undefined {
  const rule = rules[purpose];
  const { keyUsage, extendedKeyUsage } = fields;
  if (keyUsage !== undefined && !rule.usage.some((bit) => keyUsage.has(bit))) return 'keyUsage does not allow it';
  if (rule.never?.some((bit) => keyUsage?.has(bit))) return 'keyUsage says it is for another purpose';
  if (extendedKeyUsage === undefined) {
    if (rule.required) return 'extKeyUsage is missing';
    return rule.neverWithoutPurpose?.some((bit) => keyUsage?.has(bit)) ? 'it is for documents' : undefined;
  }
  const named = [...extendedKeyUsage];
  if (!named.some((id) => rule.accepted.includes(id))) return 'extKeyUsage does not allow it';
  const besides = named.filter((id) => !rule.accepted.includes(id));
  if (!tolerates(rule, besides, keyUsage)) return 'extKeyUsage allows other purposes too';
  // RFC 3161 section 2.3: alone and critical.
  const alone = purpose !== 'time-stamp' || fields.extensions.get(extensionIds.extendedKeyUsage)?.critical === true;
  return alone ? undefined : 'extKeyUsage is not critical';
}

function tolerates(
  { tolerated }: PurposeRule,
  besides: readonly string[],
  keyUsage: ReadonlySet<KeyUsageBit> | undefined,
): boolean {
  if (tolerated === 'anything' || besides.length === 0) return true;
  if (tolerated === 'nothing') return false;
  return keyUsage?.has('nonRepudiation') === true && besides.every((id) => tolerated.includes(id));
}

/**
 * Why an authority may not issue for a purpose: an intermediate authority with extKeyUsage issues for what it names only,
 * as every path builder in use reads it, although RFC 5280 does not say so.
 */
export function issuingFault({ extendedKeyUsage }: X509Fields, purpose: CertificatePurpose): string | undefined {
  if (extendedKeyUsage === undefined || extendedKeyUsage.has(keyPurposes.any)) return undefined;
  const { accepted } = rules[purpose];
  const served = accepted.length === 0 ? documents : accepted;
  return served.some((id) => extendedKeyUsage.has(id)) ? undefined : 'extKeyUsage of an authority does not allow it';
}
