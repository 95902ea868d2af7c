import { openTerminology, type Catalogue } from '@passerelle/terminology';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Logger } from '../logging/logger.js';

/**
 * Opens the terminology of a node and says which it is.
 * @throws PasserelleError PSR-7010 for a table that is not valid, PSR-7104 or PSR-7105 for an imported index that cannot be used
 */
export function openCatalogue({ configuration, resolve }: LoadedConfiguration, logger: Logger): Catalogue {
  const { folders, imported } = configuration.terminology;
  const { catalogue, layers } = openTerminology({
    folders: folders.map(resolve),
    ...(imported !== undefined && { imported: resolve(imported) }),
  });
  for (const { version, digest, size } of layers) logger.info('terminology', { version, digest, codes: size });
  return catalogue;
}
