import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** The operators' and auditors' API; the web application over it comes later. */
const parts: NodeParts = {
  doors: ['operators'],
  workers: [],
  relay: false,
  ledger: false,
  folder: false,
  signer: 'console',
};
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
