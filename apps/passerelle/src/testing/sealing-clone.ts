import {
  createDevelopmentCa,
  issueLeaf,
  newPrivateKey,
  privateKeyPem,
  type DevelopmentCa,
} from '@passerelle/trust/development-ca';
import { mkdirSync, writeFileSync } from 'node:fs';
import { scratchFolder } from './world.js';

/** A clone with an authority and nodes that can seal. */
export interface SealingClone {
  readonly path: string;
  /** The authority of the clone. */
  readonly authority: DevelopmentCa;
  file(name: string): string;
  remove(): void;
}

/**
 * Makes a clone whose `certs/generated` holds `ca.cert.pem`, the seal keys of `lu` and `pt`, and the token key of `lu`;
 * beside it stand `rsa.{key,cert}.pem` and `expired.{key,cert}.pem` of the same authority and `stranger.{key,cert}.pem` of
 * another one.
 */
export function sealingClone(): SealingClone {
  const folder = scratchFolder();
  const authority = createDevelopmentCa();
  const stranger = createDevelopmentCa();
  const make = (
    name: string,
    organization: string,
    { purpose = 'seal', kind = 'ec-p256', by = authority, at = new Date() }: Partial<Making> = {},
  ): void => {
    const key = newPrivateKey(kind);
    const subject = { country: 'EU', organization, commonName: 'seal' };
    writeFileSync(folder.file(`${name}.key.pem`), privateKeyPem(key));
    writeFileSync(folder.file(`${name}.cert.pem`), issueLeaf(by, { purpose, subject, key }, at));
  };
  for (const node of ['lu', 'pt']) {
    mkdirSync(folder.file(`certs/generated/${node}`), { recursive: true });
    make(`certs/generated/${node}/seal`, `Example ${node.toUpperCase()}`);
  }
  make('certs/generated/lu/token', 'Example token', { purpose: 'token' });
  make('rsa', 'Example RSA', { kind: 'rsa-3072' });
  make('stranger', 'Stranger', { by: stranger });
  make('expired', 'Expired', { at: new Date('2020-01-01T00:00:00Z') });
  writeFileSync(folder.file('certs/generated/ca.cert.pem'), authority.certificatePem);
  writeFileSync(folder.file('stranger-ca.cert.pem'), stranger.certificatePem);
  return { ...folder, authority };
}

interface Making {
  readonly purpose: 'seal' | 'token';
  readonly kind: 'ec-p256' | 'rsa-3072';
  readonly by: ReturnType<typeof createDevelopmentCa>;
  /** When the certificate was issued; it is valid for a year. */
  readonly at: Date;
}
