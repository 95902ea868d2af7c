/**
 * npm run certs: completes certs/generated with a development authority, and for each node its certificates, log key and
 * secrets. It runs after the build. What exists and stays valid for 30 days is kept; certs/README.md lists the files.
 *
 * Options: --folder <path> writes somewhere else than certs/generated.
 * Environment: CERTS_PASSWORD is the password of the PKCS#12 stores; without it they get `development`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { folder: { type: 'string', default: join(root, 'certs', 'generated') } } });

const { completeDevelopmentFolder } = await import('@passerelle/trust/development-ca').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('certs: the libraries are not built yet; run `npm run build` first.');
  process.exit(1);
});

const files = completeDevelopmentFolder({
  path: values.folder,
  nodes: nodeNames(),
  storePassword: process.env.CERTS_PASSWORD ?? 'development',
});
for (const file of files) console.log(`made ${join(relative(root, values.folder), file)}`);

/** The nodes that are configured, by the names of their files; Luxembourg and Portugal when none is. */
function nodeNames() {
  const folder = join(root, 'config', 'nodes');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .map((file) => basename(file, '.yaml'))
        .filter((name) => /^[a-z]{2}$/.test(name))
        .sort()
    : [];
  return names.length > 0 ? names : ['lu', 'pt'];
}
