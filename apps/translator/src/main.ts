import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** Bus worker: national record to European documents, and their seals, for which it asks the signer. Run as many as are needed. */
const parts: NodeParts = {
  doors: [],
  workers: ['translator', 'signer'],
  relay: false,
  ledger: false,
  folder: false,
  signer: 'translator',
};
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
