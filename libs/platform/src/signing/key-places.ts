import type { KeyPurpose, RingPlaces, StorePlaces } from '@passerelle/trust/keys';
import { join } from 'node:path';
import type { NodeConfiguration } from '../configuration/schema.js';

/** Where a node's keys lie: as the configuration says, else in the folder of certificates as certs/README.md lists. */
export function keyPlaces({ keys, certificates }: NodeConfiguration): StorePlaces {
  const beside = (purpose: KeyPurpose): RingPlaces => ({
    keys: [
      {
        adapter: 'pem',
        key: join(certificates, `${purpose}.key.pem`),
        ...(purpose !== 'log' && { certificate: join(certificates, `${purpose}.cert.pem`) }),
      },
    ],
  });
  return {
    ...keys,
    seal: keys.seal ?? beside('seal'),
    token: keys.token ?? beside('token'),
    log: keys.log ?? beside('log'),
  };
}
