import { canonicalUri } from '../../code-systems.js';
import type { Relationship } from '../../index-file/directory.js';
import type { SourceReading } from '../reading.js';
import { objectsOf, textOf, type JsonObject } from './json-value.js';
import { problemOf, resourceOrigin } from './resource.js';

/** What the equivalence of R4, told from the target, is as relationship of R5, told from the source. */
const ofEquivalence: Readonly<Partial<Record<string, Relationship>>> = {
  equal: 'equivalent',
  equivalent: 'equivalent',
  wider: 'source-is-narrower-than-target',
  subsumes: 'source-is-narrower-than-target',
  narrower: 'source-is-broader-than-target',
  specializes: 'source-is-broader-than-target',
  inexact: 'related-to',
  relatedto: 'related-to',
  unmatched: 'not-related-to',
  disjoint: 'not-related-to',
};

const ofRelationship: Readonly<Partial<Record<string, Relationship>>> = {
  equivalent: 'equivalent',
  'source-is-narrower-than-target': 'source-is-narrower-than-target',
  'source-is-broader-than-target': 'source-is-broader-than-target',
  'related-to': 'related-to',
  'not-related-to': 'not-related-to',
};

/**
 * Reads a ConceptMap (FHIR R4, or R5 where it says `relationship`). Where it maps to a value set, its rows are for that
 * value set only; some put the URL of the code system there, which narrows nothing. A mapping that depends on other elements cannot be judged by a code alone and is passed over.
 */
export function gatherConceptMap(resource: JsonObject, file: string, reading: SourceReading): void {
  const origin = resourceOrigin(resource, reading);
  const scope = ['targetCanonical', 'targetUri', 'targetScopeCanonical', 'targetScopeUri']
    .map((name) => textOf(resource, name)?.split('|')[0])
    .find((url) => url !== undefined);
  let row = 0;
  for (const group of objectsOf(resource, 'group')) {
    const [source, target] = [textOf(group, 'source'), textOf(group, 'target')];
    if (source === undefined || target === undefined) {
      problemOf(reading, file, 'a group of a ConceptMap does not name both code systems');
      continue;
    }
    const [sourceSystem = ''] = source.split('|');
    const [targetSystem = ''] = target.split('|');
    const targetVersion = textOf(group, 'targetVersion') ?? target.split('|')[1];
    for (const element of objectsOf(group, 'element')) {
      const code = textOf(element, 'code');
      const sourceDisplay = textOf(element, 'display');
      for (const each of objectsOf(element, 'target')) {
        row++;
        const targetCode = textOf(each, 'code');
        const relationship = relationshipOf(each);
        // `unmatched` says that there is no target, which is what no row says too.
        if (code === undefined || targetCode === undefined) continue;
        if (objectsOf(each, 'dependsOn').length + objectsOf(each, 'product').length > 0) {
          reading.notes.push(`mapping ${row} of ${file} depends on other elements`);
        } else if (relationship === undefined) {
          problemOf(reading, file, `mapping ${row} has no relationship that FHIR knows`);
        } else {
          const targetDisplay = textOf(each, 'display');
          reading.gathering.row(canonicalUri(sourceSystem), code, {
            targetSystem: canonicalUri(targetSystem),
            targetCode,
            ...(targetVersion !== undefined && { targetVersion }),
            ...(targetDisplay !== undefined && { targetDisplay }),
            ...(sourceDisplay !== undefined && { sourceDisplay }),
            ...(scope !== undefined && scope !== targetSystem && { scope }),
            relationship,
            origin,
            row,
          });
        }
      }
    }
  }
}

function relationshipOf(target: JsonObject): Relationship | undefined {
  const relationship = textOf(target, 'relationship');
  if (relationship !== undefined)
    return Object.hasOwn(ofRelationship, relationship) ? ofRelationship[relationship] : undefined;
  const equivalence = textOf(target, 'equivalence') ?? '';
  return Object.hasOwn(ofEquivalence, equivalence) ? ofEquivalence[equivalence] : undefined;
}
