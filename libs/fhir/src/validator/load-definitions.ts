import { readFileSync } from 'node:fs';
import { PasserelleError } from '@passerelle/kernel';
import type { Definitions } from '../definitions/definitions.js';

/**
 * Reads compiled definitions.
 * @param file - path or URL
 * @throws PasserelleError PSR-7020 when the file is not there or is not one of ours
 */
export function loadDefinitions(file: string | URL): Definitions {
  let content: Partial<Definitions>;
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as Partial<Definitions>;
  } catch (cause) {
    throw new PasserelleError('PSR-7020', { file: String(file) }, { cause });
  }
  const parts = ['packages', 'types', 'profiles', 'extensions', 'valueSets', 'invariants', 'unchecked'] as const;
  if (parts.some((part) => typeof content[part] !== 'object'))
    throw new PasserelleError('PSR-7020', { file: String(file) });
  return content as Definitions;
}
