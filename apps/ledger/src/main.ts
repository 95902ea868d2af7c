import { runNode, type NodeParts } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** Sequencer of the log and signer of its heads. One at a time works; a second one waits for its turn. */
const parts: NodeParts = { doors: [], workers: [], relay: false, ledger: true, folder: false, signer: 'ledger' };
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), parts);
