import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** Bus worker: publishes the outbox and delivers to peers. */
const parts: NodeParts = {
  doors: [],
  workers: ['dispatcher'],
  relay: true,
  ledger: false,
  folder: false,
  signer: 'dispatcher',
};
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
