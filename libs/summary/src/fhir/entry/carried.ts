import type { Identifier as FhirIdentifier, Narrative as FhirNarrative } from 'fhir/r4.js';
import type { Identifier } from '@passerelle/kernel';
import { plainText } from '../../narrative/plain-text.js';
import { dataAbsentReasonUrl, identifiers, readIdentifiers } from '../datatypes/index.js';
import { readNarrative } from '../narrative/read-div.js';
import { writeDiv } from '../narrative/write-div.js';
import { objectOf, objectsOf, stated, stringOf } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';

/** What every entry carries, whatever its concept. */
export interface CarriedParts {
  readonly path: string;
  readonly identifiers: readonly Identifier[];
  readonly text?: string;
  readonly omitted?: readonly string[];
}

// Parts of a resource that say nothing clinical of their own, or that the Bundle's reader takes care of.
const framing = new Set([
  'resourceType',
  'id',
  'meta',
  'implicitRules',
  'language',
  'text',
  'contained',
  'identifier',
  'subject',
  'patient',
  'extension',
]);

/**
 * Reads what every entry carries. Narrative of the resource is kept where people wrote it; generated narrative only
 * repeats the structure.
 * @param known - the properties (and URLs of extensions) the door reads, every other one is reported as
 *   omitted; `all` reports none
 */
export function readCarried(
  resource: FhirResource,
  path: string,
  known: ReadonlySet<string> | 'all',
  reading: FhirReading,
): CarriedParts {
  const omitted = known === 'all' ? [] : omittedParts(resource, known);
  const written = objectOf(resource['text'])?.['status'] === 'additional' ? resource['text'] : undefined;
  return stated({
    path,
    identifiers: readIdentifiers(resource['identifier']),
    text: written === undefined ? undefined : plainText(readNarrative(written, reading)),
    omitted: omitted.length === 0 ? undefined : omitted,
  });
}

/** Names of the properties and extensions of a resource, or of a part of it, that are not read. */
export function omittedParts(source: object, known: ReadonlySet<string>, of?: string): string[] {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(source)) {
    if (name === 'extension' || name === 'modifierExtension') {
      for (const extension of objectsOf(value)) {
        const url = stringOf(extension['url']) ?? '';
        // Why something is missing is no thing to lose.
        if (!known.has(url) && url !== dataAbsentReasonUrl)
          parts.push(`${name} ${url.slice(url.lastIndexOf('/') + 1)}`);
      }
    } else if (!known.has(name) && !framing.has(name) && !name.startsWith('_')) {
      parts.push(name);
    }
  }
  return of === undefined ? parts : parts.map((part) => `${part} of the ${of}`);
}

/** The parts of a resource that every entry carries. */
export function writeCarried(entry: CarriedParts): { identifier?: FhirIdentifier[]; text?: FhirNarrative } {
  const { text } = entry;
  return stated({
    identifier: identifiers(entry.identifiers),
    text: text === undefined ? undefined : writeDiv([{ name: 'p', children: [text] }], 'additional'),
  });
}
