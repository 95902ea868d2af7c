import { completeDraft, type DraftPeer } from '@passerelle/peers/trust-bundle';
import { pemSealKey, readCertificate, type SealKey } from '@passerelle/trust';
import {
  createDevelopmentCa,
  issueLeaf,
  newPrivateKey,
  privateKeyPem,
  type LeafPurpose,
} from '@passerelle/trust/development-ca';
import { sealTrustBundle } from '@passerelle/trust/trust-bundle';

/** The time of the specs. */
export const noon = new Date('2026-11-28T12:00:00Z');
/** Milliseconds. */
export const minute = 60_000;
/** Milliseconds. */
export const day = 24 * 60 * minute;

const authority = createDevelopmentCa(noon);

/** A certificate and its key, as a spec needs them. */
export interface Identity {
  readonly key: SealKey;
  readonly pem: { readonly key: string; readonly cert: string };
  /** DER in base64, as a list carries it. */
  readonly der: string;
  /** SHA-256 of the DER. */
  readonly fingerprint: string;
}

/** Makes an identity. */
export function identity(country: string, purpose: LeafPurpose = 'seal'): Identity {
  const privateKey = newPrivateKey('ec-p256');
  const subject = { country, organization: 'Example', commonName: `${country} ${purpose}` };
  const pem = {
    key: privateKeyPem(privateKey),
    cert: issueLeaf(authority, { purpose, subject, key: privateKey }, noon),
  };
  const certificate = readCertificate(pem.cert);
  return {
    key: pemSealKey(pem.key, pem.cert),
    pem,
    der: certificate.der.toString('base64'),
    fingerprint: certificate.fingerprint,
  };
}

/** A country in a list, with every key that one needs. */
export function listedPeer(country: string, tls: readonly Identity[], more: Partial<DraftPeer> = {}): DraftPeer {
  return {
    country,
    name: `Example ${country}`,
    homeCommunityId: `urn:oid:2.999.${country.charCodeAt(0)}.${country.charCodeAt(1)}`,
    services: [{ service: 'fhir', endpoint: `https://${country.toLowerCase()}.passerelle.example/fhir` }],
    certificates: { tls: tls.map(({ der }) => der) },
    patientIdentifiers: [{ system: `urn:oid:2.999.${country.charCodeAt(0)}`, label: 'Number', pattern: '\\d{9}' }],
    ...more,
  };
}

/** What a spec decides about a list. */
export interface Listing {
  readonly sequence: number;
  readonly issued?: Date;
  readonly lifetime?: number;
  readonly peers: readonly DraftPeer[];
}

/** Signs a list. @throws Error with the problems of one that the format does not allow */
export async function signedBundle(
  key: SealKey,
  { sequence, issued = noon, lifetime = day, peers }: Listing,
): Promise<string> {
  const expires = new Date(issued.getTime() + lifetime);
  const draft = { issuer: { name: 'Example issuer' }, peers: [...peers] };
  const completed = completeDraft(draft, { sequence, issued, expires }, (entry) => entry);
  if ('problems' in completed) throw new Error(completed.problems.join('; '));
  return sealTrustBundle(completed.octets, key, issued);
}
