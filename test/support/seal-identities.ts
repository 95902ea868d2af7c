import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { pemSealKey, type LocalSealKey } from '@passerelle/trust';

/** A certificate authority with a seal key of each kind, valid from an hour ago: outside judges go by the real time. */
export interface SealIdentities {
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
  const since = new Date(Date.now() - 3_600_000);
  const authority = createDevelopmentCa(since);
  const issue = (kind: 'ec-p256' | 'rsa-3072'): SealIdentity => {
    const privateKey = newPrivateKey(kind);
    const subject = { country: 'LU', organization: 'Example contact point', commonName: `LU seal ${kind}` };
    const certificatePem = issueLeaf(authority, { purpose: 'seal', subject, key: privateKey }, since);
    const keyPem = privateKeyPem(privateKey);
    return { keyPem, certificatePem, key: pemSealKey(keyPem, certificatePem) };
  };
  return { authorityPem: authority.certificatePem, ec: issue('ec-p256'), rsa: issue('rsa-3072') };
}
