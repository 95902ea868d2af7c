import type { SourceReading } from '../reading.js';
import { gatherCodeSystem } from './code-system.js';
import { gatherConceptMap } from './concept-map.js';
import { isObject, objectOf, objectsOf, textOf, type JsonObject } from './json-value.js';
import { gatherNamingSystem } from './naming-system.js';
import { problemOf } from './resource.js';
import { gatherValueSet } from './value-set.js';

type Gather = (resource: JsonObject, file: string, reading: SourceReading) => void;

const gatherers = new Map<string, Gather>([
  ['CodeSystem', gatherCodeSystem],
  ['ValueSet', gatherValueSet],
  ['ConceptMap', gatherConceptMap],
  ['NamingSystem', gatherNamingSystem],
  ['Bundle', gatherBundle],
]);

const typeMember = /"resourceType"\s*:\s*"([A-Za-z]+)"/;

/**
 * Reads one FHIR JSON file.
 * @returns whether it holds terminology; profiles, examples and package files hold none and are not even parsed where
 *   their first lines say so
 */
export function gatherFhirFile(text: string, file: string, reading: SourceReading): boolean {
  const sniffed = typeMember.exec(text.slice(0, 2_000))?.[1];
  if (sniffed !== undefined && !gatherers.has(sniffed)) return false;
  let resource: unknown;
  try {
    resource = JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    problemOf(reading, file, 'the file is not JSON');
    return true;
  }
  return isObject(resource) && gatherResource(resource, file, reading);
}

function gatherResource(resource: JsonObject, file: string, reading: SourceReading): boolean {
  const gather = gatherers.get(textOf(resource, 'resourceType') ?? '');
  gather?.(resource, file, reading);
  return gather !== undefined;
}

/** A Bundle of terminology; a Bundle in a Bundle is none. */
function gatherBundle(bundle: JsonObject, file: string, reading: SourceReading): void {
  for (const entry of objectsOf(bundle, 'entry')) {
    const resource = objectOf(entry, 'resource');
    if (resource !== undefined && textOf(resource, 'resourceType') !== 'Bundle')
      gatherResource(resource, file, reading);
  }
}
