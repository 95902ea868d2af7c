import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** Bus worker: national record to European documents. CPU bound; run as many as are needed. */
const parts: NodeParts = { doors: [], workers: ['translator'], relay: false, ledger: false, folder: false };
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
