import { extensionIds } from '../fields/object-identifiers.js';
import type { X509Fields } from '../fields/x509-fields.js';
import type { CertificatePurpose } from './purpose.js';

/** Extensions that this path building takes into account, or that have no bearing on it. All others are refused when critical. */
const understood: ReadonlySet<string> = new Set([
  extensionIds.subjectKeyIdentifier,
  extensionIds.authorityKeyIdentifier,
  extensionIds.keyUsage,
  extensionIds.extendedKeyUsage,
  extensionIds.subjectAltName,
  extensionIds.issuerAltName,
  extensionIds.basicConstraints,
  extensionIds.nameConstraints,
  extensionIds.certificatePolicies,
  extensionIds.policyMappings,
  extensionIds.policyConstraints,
  extensionIds.inhibitAnyPolicy,
  extensionIds.crlDistributionPoints,
  // Statements of EN 319 412-5 tell people what kind of certificate it is; some authorities mark them critical.
  extensionIds.qcStatements,
  extensionIds.noRevocationAvailable,
  extensionIds.ocspNoCheck,
  extensionIds.validityAssuredShortTerm,
]);
/** Sections 4.2.1.1, 4.2.1.2, 4.2.1.8, 4.2.1.15, 4.2.2.1: a conforming authority marks these non-critical. */
const neverCritical: readonly string[] = [
  extensionIds.authorityKeyIdentifier,
  extensionIds.subjectKeyIdentifier,
  extensionIds.subjectDirectoryAttributes,
  extensionIds.freshestCrl,
  extensionIds.authorityInformationAccess,
];
/** Sections 4.2.1.10, 4.2.1.11, 4.2.1.14: a conforming authority marks these critical. */
const alwaysCritical: readonly string[] = [
  extensionIds.nameConstraints,
  extensionIds.policyConstraints,
  extensionIds.inhibitAnyPolicy,
];

/**
 * Whether a purpose is one for which everything that section 4.2.1 asks of authorities must be there. For signatures over documents the
 * key identifiers may be missing and basicConstraints may be uncritical, as they are in certificates in use: neither makes
 * an authority of what is none. Key identifiers that are there must agree.
 */
export function asksWholeProfile(purpose: CertificatePurpose): boolean {
  return purpose === 'tls-client' || purpose === 'tls-server';
}

/**
 * Where a certificate departs from the profile of RFC 5280 section 4, so far as it stands by itself.
 * @returns undefined when it does not
 */
export function profileFault(fields: X509Fields, purpose: CertificatePurpose): string | undefined {
  return (
    frameFault(fields) ?? criticalityFault(fields) ?? authorityFault(fields) ?? keyIdentifierFault(fields, purpose)
  );
}

function frameFault(fields: X509Fields): string | undefined {
  const { version, serialNumber, notBefore, notAfter, issuer, subject, extensions } = fields;
  if (version !== 3) return 'it is not of version 3';
  // Section 4.1.2.2: positive, at most 20 octets.
  if (serialNumber.length > 20 || serialNumber[0]! >= 0x80 || serialNumber.every((octet) => octet === 0))
    return 'its serial number is not positive or longer than 20 octets';
  if (notAfter < notBefore) return 'it ends before it begins';
  if (issuer.isEmpty) return 'it names no issuer';
  if (subject.isEmpty && extensions.get(extensionIds.subjectAltName)?.critical !== true)
    return 'it names no subject and has no critical subjectAltName';
  return undefined;
}

function criticalityFault({ extensions }: X509Fields): string | undefined {
  for (const [id, { critical }] of extensions) {
    if (critical && !understood.has(id)) return `the critical extension ${id} is unknown`;
  }
  if (neverCritical.some((id) => extensions.get(id)?.critical)) return 'an extension is critical that must not be';
  if (alwaysCritical.some((id) => extensions.get(id)?.critical === false))
    return 'an extension is not critical that must be';
  return undefined;
}

/** What only authorities may have. */
function authorityFault({
  basicConstraints,
  keyUsage,
  nameConstraints,
  policyMappings,
}: X509Fields): string | undefined {
  if (basicConstraints?.authority) return undefined;
  if (keyUsage?.has('keyCertSign')) return 'keyCertSign without being an authority';
  if (nameConstraints !== undefined) return 'nameConstraints without being an authority';
  if (policyMappings !== undefined) return 'policyMappings without being an authority';
  return undefined;
}

function keyIdentifierFault(fields: X509Fields, purpose: CertificatePurpose): string | undefined {
  if (!asksWholeProfile(purpose)) return undefined;
  const { subjectKeyIdentifier, authorityKeyIdentifier, basicConstraints } = fields;
  if (basicConstraints?.authority && subjectKeyIdentifier === undefined) return 'subjectKeyIdentifier is missing';
  if (authorityKeyIdentifier === undefined && !isSelfIssued(fields)) return 'authorityKeyIdentifier is missing';
  return undefined;
}

/** Whether issuer and subject are the same name (section 6.1): such certificates are for a change of keys. */
export function isSelfIssued({ issuer, subject }: X509Fields): boolean {
  return issuer.key === subject.key;
}

/**
 * Why a certificate may not have issued another one: section 6.1.4 (k) and (n). A certificate without basicConstraints is
 * no authority, whatever its version and wherever it comes from (CVE-2026-33896).
 */
export function authorityRoleFault(fields: X509Fields, purpose: CertificatePurpose): string | undefined {
  const { basicConstraints, keyUsage, subject, extensions } = fields;
  if (!basicConstraints?.authority) return 'an issuer is no authority';
  if (asksWholeProfile(purpose) && extensions.get(extensionIds.basicConstraints)?.critical !== true)
    return 'basicConstraints of an authority are not critical';
  if (keyUsage !== undefined && !keyUsage.has('keyCertSign')) return 'an authority may not sign certificates';
  if (subject.isEmpty) return 'an authority has no name';
  return undefined;
}
