import type { Catalogue } from '@passerelle/terminology';
import type { Clock } from '@passerelle/kernel';
import type { XmlSchema } from '@passerelle/xml/schema';
import type { LoadedConfiguration } from '../configuration/load.js';
import { inProcessTranslator } from '../translation/in-process-translator.js';
import type { TranslationReporting } from '../translation/settled.js';
import { translationPool, type PooledTranslator } from '../translation/translation-pool.js';
import { terminologyPlaces } from './catalogue.js';

/** What the node has opened already, for a translator on its own thread. */
interface Opened {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly schema?: XmlSchema;
}

/** The translator that the configuration asks for: on the thread of the node, or on threads of its own. */
export function openTranslator(
  loaded: LoadedConfiguration,
  opened: Opened,
  reporting: TranslationReporting,
): PooledTranslator {
  const { configuration, resolve } = loaded;
  const { country, language, translation, validation } = configuration;
  if (translation.workers === 0) {
    return { ...inProcessTranslator({ ...opened, country, language }, reporting), close: () => Promise.resolve() };
  }
  const { schemas } = validation;
  const setting = {
    terminology: terminologyPlaces(loaded),
    country,
    language,
    ...(schemas !== undefined && { schemas: resolve(schemas) }),
  };
  return translationPool(setting, translation, opened.clock, reporting);
}
