import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** Bus worker: seals. */
const parts: NodeParts = { doors: [], workers: ['signer'], relay: false, ledger: false, folder: false };
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
