import { readdirSync, readFileSync } from 'node:fs';
import { loadCatalogue } from '@passerelle/terminology';

/** The concept maps of this clone, which the nodes translate with. */
export function catalogue() {
  const folder = new URL('../../config/terminology/maps/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return loadCatalogue(names.sort().map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })));
}
