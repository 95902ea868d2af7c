import {
  createDevelopmentCa,
  issueLeaf,
  newPrivateKey,
  privateKeyPem,
  type DevelopmentCa,
  type KeyKind,
} from '@passerelle/trust/development-ca';
import { pemSealKey, type LocalSealKey } from '@passerelle/trust';

/** A certificate authority with a seal key of each kind, valid from an hour ago: outside judges go by the real time. */
export interface SealIdentities {
  readonly authority: DevelopmentCa;
  readonly authorityPem: string;
  readonly ec: SealIdentity;
  readonly rsa: SealIdentity;
}

export interface SealIdentity {
  readonly key: LocalSealKey;
  readonly keyPem: string;
  readonly certificatePem: string;
}

/** Makes fresh identities; the RSA key takes most of a second. */
export function sealIdentities(): SealIdentities {
  const authority = createDevelopmentCa(anHourAgo());
  const issue = (kind: KeyKind): SealIdentity => sealIdentity(authority, kind);
  return { authority, authorityPem: authority.certificatePem, ec: issue('ec-p256'), rsa: issue('rsa-3072') };
}

/** One more identity of an authority. */
export function sealIdentity(authority: DevelopmentCa, kind: KeyKind): SealIdentity {
  const privateKey = newPrivateKey(kind);
  const subject = { country: 'LU', organization: 'Example contact point', commonName: `LU seal ${kind}` };
  const certificatePem = issueLeaf(authority, { purpose: 'seal', subject, key: privateKey }, anHourAgo());
  const keyPem = privateKeyPem(privateKey);
  return { keyPem, certificatePem, key: pemSealKey(keyPem, certificatePem) };
}

function anHourAgo(): Date {
  return new Date(Date.now() - 3_600_000);
}
