import { openTerminology, type Catalogue, type TerminologyPlaces } from '@passerelle/terminology';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Logger } from '../logging/logger.js';

/**
 * Opens the terminology of a node and says which it is.
 * @throws PasserelleError PSR-7010 for a table that is not valid, PSR-7104 or PSR-7105 for an imported index that cannot be used
 */
export function openCatalogue(loaded: LoadedConfiguration, logger: Logger): Catalogue {
  const { catalogue, layers } = openTerminology(terminologyPlaces(loaded));
  for (const { version, digest, size } of layers) logger.info('terminology', { version, digest, codes: size });
  return catalogue;
}

/** Where the terminology of a node lies. */
export function terminologyPlaces({ configuration, resolve }: LoadedConfiguration): TerminologyPlaces {
  const { folders, imported } = configuration.terminology;
  return { folders: folders.map(resolve), ...(imported !== undefined && { imported: resolve(imported) }) };
}
