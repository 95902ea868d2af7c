import { asPasserelleError } from '@passerelle/kernel';
import { startEmbeddedServer } from '@passerelle/store/embedded';
import { parseArgs } from 'node:util';
import { cloneRoot, inClone } from './clone.js';
import { closeAll, isEnding, onInterrupt } from './lifetime.js';
import { openBothNodes } from './open-both-nodes.js';
import { line, section } from './print.js';
import { runScript } from './script.js';

/** `npm start`: two nodes, and patient summaries that cross between them. `--once` ends with 0 only if all went well. */
const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
onInterrupt();
let code = 1;
try {
  section('Database');
  const needsEmbedded = ['LU', 'PT'].some((country) => process.env[`PASSERELLE_${country}_DATABASE_URL`] === undefined);
  if (needsEmbedded) {
    await closeAll.whenStarted(startEmbeddedServer(inClone('data')), (server) => server.stop());
    line('embedded PostgreSQL is up');
  } else line('PostgreSQL as configured');
  const nodes = await openBothNodes(cloneRoot);
  code = (await runScript(nodes)) ? 0 : 1;
  if (!values.once) await new Promise(() => undefined);
} catch (caught) {
  // After an interruption every failure is only its echo; what was started is being ended.
  if (isEnding()) await new Promise(() => undefined);
  const error = asPasserelleError(caught);
  process.stderr.write(`\n${error.code} ${error.message} ${error.registered.action}\n`);
  if (process.env['PASSERELLE_DEBUG']) process.stderr.write(`${String((caught as Error).stack)}\n`);
}
await closeAll.run();
process.exit(code);
