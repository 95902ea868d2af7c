import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** The door to our own country, and the folder watched for records. */
const parts: NodeParts = {
  doors: ['national'],
  workers: [],
  relay: false,
  ledger: false,
  folder: true,
  signer: 'national',
};
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
