import { openTerminology, type NodeTerminology } from '@passerelle/terminology';
import { join } from 'node:path';
import type { CommandIo } from './io.js';

/** Folder of imports of the clone: data, which git does not see. */
export function importFolder({ root }: CommandIo): string {
  return join(root, 'data', 'terminology');
}

/**
 * The terminology of the clone: the tables of `config/terminology`, and above them what was imported.
 * @param imported - folder of imports
 * @throws PSR-7010 when a table is not valid; PSR-7104, PSR-7105 when the index cannot be used; PSR-8002 when a file cannot
 *   be read
 */
export function cloneTerminology(io: CommandIo, imported = importFolder(io)): NodeTerminology {
  return openTerminology({ folders: [join(io.root, 'config', 'terminology')], imported });
}
