import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** The door to other countries. It answers pulls inline, so it translates and seals by itself, with signatures that the signer makes; see docs/operations.md. */
const parts: NodeParts = { doors: ['edge'], workers: [], relay: false, ledger: false, folder: false, signer: 'edge' };
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
