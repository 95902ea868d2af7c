import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import { listOf } from './lists.js';
import type { Validation } from './validation.js';

/** Resources that a document may hold without anything referring to them: stylesheets, and who made the document how. */
const besides = new Set(['Binary', 'Provenance']);

/**
 * What a document holds (FHIR R4 section 3.3.1): whatever its Composition refers to must be in it, and nothing may be in
 * it that references do not connect with the Composition, in whichever direction.
 */
export function checkDocumentContent(bundle: JsonObject, validation: Validation): void {
  if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'document') return;
  const entries = listOf(bundle['entry']);
  const resources = entries.map((entry) =>
    isObject(entry) && isObject(entry['resource']) ? entry['resource'] : undefined,
  );
  const composition = resources.find((resource) => resource?.['resourceType'] === 'Composition');
  if (composition === undefined) return;
  const reached = reachedFrom(composition, validation.links);
  const { findings } = validation;
  for (const [index, resource] of resources.entries()) {
    if (resource === undefined || reached.has(resource) || besides.has(String(resource['resourceType']))) continue;
    findings.error(
      'document-content',
      'No reference connects the resource with the Composition: leave it out, or refer to it.',
      `entry[${index}].resource`,
    );
  }
}

function reachedFrom(
  start: JsonObject,
  links: readonly (readonly [JsonObject, JsonObject])[],
): ReadonlySet<JsonObject> {
  const neighbours = new Map<JsonObject, JsonObject[]>();
  const join = (one: JsonObject, other: JsonObject): void => {
    const known = neighbours.get(one);
    if (known === undefined) neighbours.set(one, [other]);
    else known.push(other);
  };
  for (const [from, to] of links) {
    join(from, to);
    join(to, from);
  }
  const reached = new Set([start]);
  // The set grows while it is walked.
  for (const resource of reached) for (const other of neighbours.get(resource) ?? []) reached.add(other);
  return reached;
}
