import { pemKey } from '../pem-seal-key.js';
import { custodyContract, pemOf } from './custody.contract.js';

custodyContract(
  'PEM files',
  (deposit) => {
    const { key, certificates } = pemOf(deposit);
    const options = deposit.algorithm === undefined ? {} : { algorithm: deposit.algorithm };
    return pemKey(key, certificates === '' ? undefined : certificates, options);
  },
  { ed25519: true },
);
