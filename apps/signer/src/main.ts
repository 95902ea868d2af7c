import { runSigner } from '@passerelle/platform';
import { fileURLToPath } from 'node:url';

/** The only process that holds the keys that sign. The others ask it for signatures over digests. */
await runSigner(fileURLToPath(new URL('../../../', import.meta.url)));
