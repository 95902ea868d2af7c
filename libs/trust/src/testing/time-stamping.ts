import { createDevelopmentCa, newPrivateKey, type DevelopmentCa, type KeyKind } from '../development-ca/index.js';
import { encodeName } from '../development-ca/distinguished-name.js';
import { basicConstraints, extendedKeyUsage, keyUsage } from '../development-ca/extensions.js';
import { issueCertificate } from '../development-ca/issue-certificate.js';
import type { Asn1 } from '../development-ca/der.js';
import { fixedClock } from '@passerelle/kernel';
import { readCertificate } from '../certificates/certificate.js';
import { answerTimeStampQuery } from '../development-tsa/index.js';
import type { DevelopmentTsa } from '../development-tsa/authority.js';
import { readAnswer } from '../time-stamp/answer.js';
import { timeStampQuery } from '../time-stamp/query.js';
import type { VerificationContext } from '../verification/context.js';
import { epoch } from './identities.js';

export const tsaAuthority: DevelopmentCa = createDevelopmentCa(epoch, 'Issuer of time-stamping authorities');

const name = (commonName: string): Asn1 => encodeName({ country: 'EU', organization: 'Example', commonName });

/** What a certificate of an authority is made with; each of it may be wrong. */
export interface TsaParts {
  readonly kind?: KeyKind;
  readonly extensions?: readonly Asn1[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
  /** The instant the authority stamps at. */
  readonly time?: Date;
}

/** An authority whose certificate is the right one but for the parts given. */
export function authorityWith(parts: TsaParts = {}): DevelopmentTsa {
  const key = newPrivateKey(parts.kind ?? 'ec-p256');
  const der = issueCertificate({
    subject: name('TSA'),
    subjectKey: key,
    issuer: encodeName({
      country: 'EU',
      organization: 'Passerelle development',
      commonName: 'Issuer of time-stamping authorities',
    }),
    issuerKey: tsaAuthority.privateKey,
    validFrom: parts.validFrom ?? epoch,
    validTo: parts.validTo ?? new Date(epoch.getTime() + 86_400_000),
    extensions: parts.extensions ?? [
      basicConstraints(false),
      keyUsage(['digitalSignature']),
      extendedKeyUsage(['timeStamping'], 'critical'),
    ],
  });
  const clock = fixedClock(parts.time ?? new Date(epoch.getTime() + 60_000));
  return { key, certificate: readCertificate(der), clock };
}

/** The token an authority gives over some octets. */
export async function tokenOf(tsa: DevelopmentTsa, octets: Uint8Array): Promise<Buffer> {
  const query = timeStampQuery(octets, 'sha256');
  return readAnswer(answerTimeStampQuery(tsa, query.octets));
}

/** Verification two minutes after {@link epoch}, with the issuer of the authorities as anchor. */
export function stampContext(parts: Partial<VerificationContext> = {}): VerificationContext {
  const anchors = [readCertificate(tsaAuthority.certificatePem)];
  return { anchors, crls: [], ocspResponses: [], at: new Date(epoch.getTime() + 120_000), detached: [], ...parts };
}
