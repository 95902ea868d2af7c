import type { KeyObject } from 'node:crypto';
import type { Clock } from '@passerelle/kernel';
import { issueLeaf, newPrivateKey, type DevelopmentCa, type KeyKind } from '../development-ca/index.js';
import { readCertificate, type Certificate } from '../certificates/certificate.js';

/** An authority for time-stamps, for development and tests: its time is that of the machine it runs on. */
export interface DevelopmentTsa {
  readonly key: KeyObject;
  readonly certificate: Certificate;
  readonly clock: Clock;
}

/** Makes an authority with a fresh key and a certificate of the development CA. */
export function createDevelopmentTsa(ca: DevelopmentCa, clock: Clock, kind: KeyKind = 'ec-p256'): DevelopmentTsa {
  const key = newPrivateKey(kind);
  const subject = { country: 'EU', organization: 'Passerelle development', commonName: 'Passerelle development TSA' };
  const certificate = readCertificate(issueLeaf(ca, { purpose: 'time-stamp', subject, key }, clock.now()));
  return { key, certificate, clock };
}
