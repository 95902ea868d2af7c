import { fileURLToPath } from 'node:url';
import { openTerminology } from '@passerelle/terminology';

/** The catalogue that is shipped with this clone, which the nodes translate with. */
export function catalogue() {
  const folder = fileURLToPath(new URL('../../config/terminology', import.meta.url));
  return openTerminology({ folders: [folder] }).catalogue;
}
