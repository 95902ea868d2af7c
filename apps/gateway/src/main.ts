import { runNode, wholeNode } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** A whole node in one process: every door, every worker, the ledger. */
await runNode(fileURLToPath(new URL('../../../', import.meta.url)), wholeNode);
