import { readFileSync } from 'node:fs';
import { records } from './cast.js';
import { inClone } from './clone.js';
import type { RunningNode } from './launch-node.js';
import { call } from './node-client.js';
import { line, short, size } from './print.js';

interface Registered {
  readonly format: string;
  readonly sha256: string;
  readonly language?: string;
  readonly entries: number;
  readonly known: boolean;
  readonly warnings: readonly string[];
}

/** Loads a country's synthetic records through its national door. */
export async function loadRecords(node: RunningNode): Promise<void> {
  const country = node.country.toLowerCase() as 'lu' | 'pt';
  for (const name of records[country]) {
    const octets = readFileSync(inClone('test', 'fixtures', 'national', country, name));
    const registered = await call<Registered>(node, 'national', '/national/records', octets);
    const { format, language = '', entries, sha256, known, warnings } = registered;
    const columns = [name.padEnd(24), format.padEnd(14), language.padEnd(6), `${entries} entries`.padStart(11)];
    line(
      `${node.country}  ${columns.join(' ')} ${size(octets.length).padStart(9)}  sha256 ${short(sha256)}${known ? '  (known)' : ''}`,
    );
    for (const warning of warnings) line(`      ${warning}`);
  }
}
