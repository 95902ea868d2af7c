#!/usr/bin/env node
// The registry of errors is itself part of what may be missing here, so the sentence of PSR-8004 stands here once more;
// a test of main holds the two in step.
const notBuilt =
  'PSR-8004 The programs of this clone are not built yet. Run `npm start` or `npm run build`, then the command again.';

try {
  await import('../dist/main.js');
} catch (cause) {
  if (cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
  console.error(notBuilt);
  if (process.env.PASSERELLE_DEBUG === '1') console.error(cause);
  process.exitCode = 2;
}
