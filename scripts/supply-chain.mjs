/**
 * `node scripts/supply-chain.mjs`: holds the lock file against the rules of scripts/supply-chain/rules.mjs and writes the
 * bill of materials (CycloneDX) to .cache/sbom.cdx.json; `npm run sbom` writes it to dist/sbom.cdx.json.
 * Option: --output FILE. Exit status 1: something is not as it must be, each in a line.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { belowFloor, loose, missingFromBill, unknownScripts, unlicensed } from './supply-chain/findings.mjs';
import { readLockFile } from './supply-chain/lock-file.mjs';

const root = new URL('..', import.meta.url);
const { values } = parseArgs({ options: { output: { type: 'string', default: '.cache/sbom.cdx.json' } } });
const output = resolve(fileURLToPath(root), values.output);

const packages = readLockFile(root);
const bill = billOfMaterials();
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `${JSON.stringify(bill, null, 2)}\n`);
const findings = [
  ...[loose, belowFloor, unlicensed, unknownScripts].flatMap((rule) => rule(packages)),
  ...missingFromBill(packages, bill),
];
for (const finding of findings) console.error(finding);
const production = packages.filter((each) => each.production).length;
console.log(
  `${packages.length} packages, ${production} of them in production; ${relative(process.cwd(), output)} written`,
);
process.exitCode = findings.length === 0 ? 0 : 1;

/** What npm itself makes of the lock file. */
function billOfMaterials() {
  const made = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  });
  if (made.error) throw made.error;
  if (made.status !== 0) throw new Error(`npm made no bill of materials: ${made.stderr}`);
  return JSON.parse(made.stdout);
}
